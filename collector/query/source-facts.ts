// Who opened legs, and what became of them (`findings/source-facts.ts`). One pass over the legs in columns; the To of those that
// came to nothing is read, out of what the store keeps of names.

import type { SourceFacts } from '../findings/source-facts.ts';
import { LEG_STATES, type LegState } from '../model/leg.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { toUser } from './summary.ts';

const SOURCES = 100_000;
const TARGETS = 1000;
const EVIDENCE = 50;
const FAILED: readonly number[] = (['failed', 'challenged', 'declined'] satisfies LegState[]).map(stateId);
const TIMEOUT = stateId('timeout');
const ACCEPTED: readonly number[] = (
  ['answered', 'established', 'ended', 'succeeded', 'active', 'terminated'] satisfies LegState[]
).map(stateId);
/** What a wrong name, number or password gets. */
const REFUSALS: readonly number[] = [401, 403, 404, 407, 410, 416, 484, 485, 603, 604, 606, 607];

interface Source {
  readonly address: string;
  legs: number;
  refused: number;
  accepted: number;
  unanswered: number;
  targets: Map<string, number>;
  firstTime: number;
  lastTime: number;
  messages: number[];
  firstRequest: number;
}

/** By address in order of appearance; those beyond the limit are left out. */
export function sourcesOf(store: CallStore, limit = SOURCES): SourceFacts[] {
  const sources = new Map<string, Source>();
  for (const leg of store.legs) {
    if (leg.opening < 0 || !store.messages.isRequest(leg.opening)) continue;
    const address = store.endpoints.address(leg.source);
    let source = sources.get(address);
    if (source === undefined) {
      if (sources.size >= limit) continue;
      source = newSource(store, address, leg);
      sources.set(address, source);
    }
    add(store, source, leg);
  }
  return [...sources.values()].map(toFacts);
}

function newSource(store: CallStore, address: string, leg: Leg): Source {
  return {
    address,
    legs: 0,
    refused: 0,
    accepted: 0,
    unanswered: 0,
    targets: new Map(),
    firstTime: store.messages.time[leg.opening],
    lastTime: 0,
    messages: [],
    firstRequest: store.numberOf(leg.opening),
  };
}

function add(store: CallStore, source: Source, leg: Leg): void {
  const time = store.messages.time[leg.opening];
  source.legs++;
  source.firstTime = Math.min(source.firstTime, time);
  source.lastTime = Math.max(source.lastTime, store.messages.time[leg.lastMessage]);
  if (ACCEPTED.includes(leg.state)) source.accepted++;
  const isRefused = FAILED.includes(leg.state) && REFUSALS.includes(leg.statusCode);
  const isUnanswered = leg.state === TIMEOUT && leg.ringing < 0;
  if (!isRefused && !isUnanswered) return;
  if (isRefused) source.refused++;
  else source.unanswered++;
  if (source.messages.length < EVIDENCE) source.messages.push(store.numberOf(leg.opening));
  const target = toUser(store, leg);
  const known = source.targets.get(target);
  // A leg of many transactions tried many times under one Call-ID.
  if (known !== undefined || source.targets.size < TARGETS) {
    source.targets.set(target, (known ?? 0) + (isRefused ? leg.transactions : 0));
  }
}

function toFacts({ targets, ...source }: Source): SourceFacts {
  let oneTarget = '';
  let mostAboutOne = 0;
  for (const [target, count] of targets) {
    if (count <= mostAboutOne) continue;
    mostAboutOne = count;
    oneTarget = target;
  }
  return { ...source, targets: targets.size, mostAboutOne, oneTarget };
}

function stateId(state: LegState): number {
  return LEG_STATES.indexOf(state);
}
