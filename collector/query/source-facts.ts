// Who opened legs, and what became of them (`findings/source-facts.ts`). A capture of phones has as many hosts as calls, so they are
// chosen by endpoint, and hosts are made of few:
//
//   legs ─▶ endpoints where something came to nothing ─▶ their hosts, the worst `limit` ─▶ legs of these
//
// Of what came to nothing the To is read, out of what the store keeps of names.

import type { SourceFacts } from '../findings/source-facts.ts';
import { LEG_KINDS, LEG_STATES, type LegState } from '../model/leg.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageTable } from '../store/message-table.ts';
import { HostNumbers } from './host-numbers.ts';
import { indexesUpTo, orderNumbers } from './number-order.ts';
import { atOnce } from './slices.ts';
import { toUser } from './summary.ts';

const TARGETS = 1000;
const EVIDENCE = 50;
const OPTIONS = LEG_KINDS.indexOf('options');
const FAILED = stateIds('failed', 'challenged', 'declined');
const ACCEPTED = stateIds('answered', 'established', 'ended', 'succeeded', 'active', 'terminated');
const [TIMEOUT] = stateIds('timeout');
/** What a wrong name, number or password gets. */
const REFUSALS: readonly number[] = [401, 403, 404, 407, 410, 416, 484, 485, 603, 604, 606, 607];

class Source implements SourceFacts {
  readonly address: string;
  firstRequest = -1;
  legs = 0;
  accepted = 0;
  refused = 0;
  unanswered = 0;
  asksOnly = true;
  firstTime = Number.POSITIVE_INFINITY;
  lastTime = 0;
  messages: number[] = [];
  mostAboutOne = 0;
  oneTarget = '';
  private byTarget: Map<string, number> | undefined = undefined;

  constructor(address: string) {
    this.address = address;
  }

  get targets(): number {
    return this.byTarget?.size ?? 0;
  }

  noteTarget(target: string, refusals: number): void {
    this.byTarget ??= new Map();
    const known = this.byTarget.get(target);
    if (known === undefined && this.byTarget.size >= TARGETS) return;
    const count = (known ?? 0) + refusals;
    this.byTarget.set(target, count);
    if (count <= this.mostAboutOne) return;
    this.mostAboutOne = count;
    this.oneTarget = target;
  }
}

/** The `limit` of which most came to nothing, of equal ones who opened a leg first. */
export function sourcesOf(store: CallStore, limit: number): SourceFacts[] {
  const { legs, endpoints } = store;
  const { hosts, chosen, openedBy } = oddOpeners(store, limit);
  const sources = chosen.map(host => new Source(hosts.addressOf(host)));
  // By endpoint: index of its source + 1. Every endpoint of a host counts, also one where all went well.
  const sourceOf = new Uint32Array(endpoints.size);
  const indexOf = new Uint32Array(hosts.count);
  for (const [index, host] of chosen.entries()) indexOf[host] = index + 1;
  for (let endpoint = 0; endpoint < endpoints.size; endpoint++) {
    const host = hosts.peek(endpoint);
    if (host >= 0) sourceOf[endpoint] = indexOf[host];
  }
  for (let index = 0; index < openedBy.length; index++) {
    const source = sourceOf[openedBy[index]];
    if (source > 0 && isOpenedHere(store.messages, legs[index])) add(store, sources[source - 1], legs[index]);
  }
  return sources.filter(({ refused, unanswered, asksOnly }) => refused + unanswered > 0 || asksOnly);
}

interface Openers {
  readonly hosts: HostNumbers;
  /** The worst first. */
  readonly chosen: readonly number[];
  /** By index of the leg: its endpoint, so that nobody looks at all legs again. */
  readonly openedBy: Uint32Array;
}

/** Something of them came to nothing, or they sent nothing but OPTIONS. Most are neither. */
function oddOpeners({ legs, endpoints, messages }: CallStore, limit: number): Openers {
  const sendsOthers = new Uint8Array(endpoints.size);
  const failures = new Uint32Array(endpoints.size);
  const openedBy = new Uint32Array(legs.length);
  for (let index = 0; index < legs.length; index++) {
    const leg = legs[index];
    const { source } = leg;
    openedBy[index] = source;
    if (leg.kind !== OPTIONS) sendsOthers[source] = 1;
    if (cameToNothing(leg) && isOpenedHere(messages, leg)) failures[source]++;
  }
  // Hosts get their numbers, and so their places among equal ones, in the order in which they opened their first legs.
  const hosts = new HostNumbers(endpoints);
  const isSeen = new Uint8Array(endpoints.size);
  const failuresOfHost = new Float64Array(endpoints.size);
  for (let index = 0; index < openedBy.length; index++) {
    const endpoint = openedBy[index];
    if (isSeen[endpoint] === 1) continue;
    isSeen[endpoint] = 1;
    if (sendsOthers[endpoint] === 0 || failures[endpoint] > 0) failuresOfHost[hosts.of(endpoint)] += failures[endpoint];
  }
  const worst = atOnce(orderNumbers(failuresOfHost, indexesUpTo(hosts.count), true));
  return { hosts, openedBy, chosen: [...worst.subarray(0, limit)] };
}

function isOpenedHere(messages: MessageTable, leg: Leg): boolean {
  return leg.opening >= 0 && messages.isRequest(leg.opening);
}

function cameToNothing(leg: Leg): boolean {
  return isRefused(leg) || isUnanswered(leg);
}

function isRefused(leg: Leg): boolean {
  return leg.statusCode >= 400 && FAILED.includes(leg.state) && REFUSALS.includes(leg.statusCode);
}

function isUnanswered(leg: Leg): boolean {
  return leg.state === TIMEOUT && leg.ringing < 0;
}

function add(store: CallStore, source: Source, leg: Leg): void {
  const { time } = store.messages;
  if (source.legs++ === 0) source.firstRequest = store.numberOf(leg.opening);
  source.firstTime = Math.min(source.firstTime, time[leg.opening]);
  source.lastTime = Math.max(source.lastTime, time[leg.lastMessage]);
  if (leg.kind !== OPTIONS) source.asksOnly = false;
  if (ACCEPTED.includes(leg.state)) source.accepted++;
  const refused = isRefused(leg);
  if (!refused && !isUnanswered(leg)) return;
  if (refused) source.refused++;
  else source.unanswered++;
  if (source.messages.length < EVIDENCE) source.messages.push(store.numberOf(leg.opening));
  // A leg of many transactions tried many times under one Call-ID.
  source.noteTarget(toUser(store, leg), refused ? leg.transactions : 0);
}

function stateIds(...states: readonly LegState[]): number[] {
  return states.map(state => LEG_STATES.indexOf(state));
}
