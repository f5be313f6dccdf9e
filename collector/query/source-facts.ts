// Who opened legs, and what became of them (`findings/source-facts.ts`). Two passes over the legs in plain numbers; the To of
// those that came to nothing is read, out of what the store keeps of names.

import type { SourceFacts } from '../findings/source-facts.ts';
import { LEG_KINDS, LEG_STATES, type LegState } from '../model/leg.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { toUser } from './summary.ts';
import { TrafficHosts } from './traffic-hosts.ts';

const TARGETS = 1000;
const EVIDENCE = 50;
const OPTIONS = LEG_KINDS.indexOf('options');
const FAILED = stateIds('failed', 'challenged', 'declined');
const ACCEPTED = stateIds('answered', 'established', 'ended', 'succeeded', 'active', 'terminated');
const [TIMEOUT] = stateIds('timeout');
/** What a wrong name, number or password gets. */
const REFUSALS: readonly number[] = [401, 403, 404, 407, 410, 416, 484, 485, 603, 604, 606, 607];

class Source implements SourceFacts {
  readonly firstRequest: number;
  legs = 0;
  accepted = 0;
  refused = 0;
  unanswered = 0;
  asksOnly = true;
  firstTime: number;
  lastTime = 0;
  messages: number[] = [];
  mostAboutOne = 0;
  oneTarget = '';
  private readonly hosts: TrafficHosts;
  private readonly host: number;
  private byTarget: Map<string, number> | undefined = undefined;

  constructor(hosts: TrafficHosts, host: number, firstRequest: number, firstTime: number) {
    this.hosts = hosts;
    this.host = host;
    this.firstRequest = firstRequest;
    this.firstTime = firstTime;
  }

  get address(): string {
    return this.hosts.addressOf(this.host);
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

/** By address in order of appearance; `hosts` numbers them, and leaves out what is beyond its limit. */
export function sourcesOf(store: CallStore, hosts = new TrafficHosts(store)): SourceFacts[] {
  const isOdd = oddHosts(store, hosts);
  const sources = new Map<number, Source>();
  for (const leg of store.legs) {
    if (!isOpenedHere(store, leg)) continue;
    const host = hosts.of(leg.source);
    if (host < 0 || isOdd[host] === 0) continue;
    let source = sources.get(host);
    if (source === undefined) {
      source = new Source(hosts, host, store.numberOf(leg.opening), store.messages.time[leg.opening]);
      sources.set(host, source);
    }
    add(store, source, leg);
  }
  return [...sources.values()];
}

/** By number of the host: 1 when something of it came to nothing, or it sent nothing but OPTIONS. Most hosts are neither. */
function oddHosts(store: CallStore, hosts: TrafficHosts): Uint8Array {
  // Each leg can bring one more host.
  const isOdd = new Uint8Array(hosts.count + store.legs.length);
  const sendsOthers = new Uint8Array(isOdd.length);
  for (const leg of store.legs) {
    const host = hosts.of(leg.source);
    if (host < 0) continue;
    if (isRefused(leg) || isUnanswered(leg)) isOdd[host] = 1;
    if (leg.kind !== OPTIONS) sendsOthers[host] = 1;
  }
  for (let host = 0; host < hosts.count; host++) isOdd[host] |= sendsOthers[host] ^ 1;
  return isOdd;
}

function isOpenedHere(store: CallStore, leg: Leg): boolean {
  return leg.opening >= 0 && store.messages.isRequest(leg.opening);
}

function isRefused(leg: Leg): boolean {
  return leg.statusCode >= 400 && FAILED.includes(leg.state) && REFUSALS.includes(leg.statusCode);
}

function isUnanswered(leg: Leg): boolean {
  return leg.state === TIMEOUT && leg.ringing < 0;
}

function add(store: CallStore, source: Source, leg: Leg): void {
  const { time } = store.messages;
  source.legs++;
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
