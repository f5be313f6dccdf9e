// Who opened legs, and what became of them (`findings/source-facts.ts`). One pass over the legs in plain numbers finds the hosts that
// are worth a look: a capture of phones has as many hosts as calls. A second one looks at what these opened; of that, the To of what
// came to nothing is read, out of what the store keeps of names.

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

  constructor(store: CallStore, hosts: TrafficHosts, host: number, first: Leg) {
    this.hosts = hosts;
    this.host = host;
    this.firstRequest = store.numberOf(first.opening);
    this.firstTime = store.messages.time[first.opening];
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

/**
 * The `limit` of which most came to nothing, of equal ones who opened a leg first; `hosts` numbers them, and leaves out what is beyond
 * its own limit.
 */
export function sourcesOf(store: CallStore, limit: number, hosts = new TrafficHosts(store)): SourceFacts[] {
  const { openers, firstLeg, openedBy } = oddOpeners(store, hosts);
  const { legs } = store;
  const sources = new Map<number, Source>();
  for (const host of openers.slice(0, limit)) {
    sources.set(host, new Source(store, hosts, host, legs[firstLeg[host]]));
  }
  for (let index = 0; index < openedBy.length; index++) {
    const source = sources.get(openedBy[index]);
    if (source !== undefined) add(store, source, legs[index]);
  }
  return [...sources.values()];
}

interface Openers {
  /** Numbers of hosts, the worst first. */
  readonly openers: readonly number[];
  /** By number of the host: index of the first leg that it opened. */
  readonly firstLeg: Int32Array;
  /** By index of the leg: number of the host that opened it, -1 when nobody was seen to. */
  readonly openedBy: Int32Array;
}

/** Something of them came to nothing, or they sent nothing but OPTIONS. Most hosts are neither. */
function oddOpeners(store: CallStore, hosts: TrafficHosts): Openers {
  const { legs } = store;
  // Each leg can bring one more host.
  const size = hosts.count + legs.length;
  const isOdd = new Uint8Array(size);
  const sendsOthers = new Uint8Array(size);
  const failures = new Uint32Array(size);
  const firstLeg = new Int32Array(size).fill(-1);
  const openedBy = new Int32Array(legs.length).fill(-1);
  for (const leg of legs) {
    const host = hosts.of(leg.source);
    if (host < 0) continue;
    const isFailure = isRefused(leg) || isUnanswered(leg);
    if (isFailure) isOdd[host] = 1;
    if (leg.kind !== OPTIONS) sendsOthers[host] = 1;
    if (!isOpenedHere(store, leg)) continue;
    openedBy[leg.index] = host;
    if (firstLeg[host] < 0) firstLeg[host] = leg.index;
    if (isFailure) failures[host]++;
  }
  const openers: number[] = [];
  for (let host = 0; host < hosts.count; host++) {
    if (firstLeg[host] >= 0 && (isOdd[host] === 1 || sendsOthers[host] === 0)) openers.push(host);
  }
  openers.sort((a, b) => failures[b] - failures[a] || firstLeg[a] - firstLeg[b]);
  return { openers, firstLeg, openedBy };
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
