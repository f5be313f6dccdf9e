// Who talks to whom, in two walks over the transactions: the first counts how many each host and each way has, the second tallies what
// goes on at the busiest, which are told of. A trace of phones has as many hosts as calls; only those that are told of cost memory.
//
//   transaction ──▶ first message ──▶ endpoints ──▶ hosts, as the question groups them
//                                                     ├─▶ link: source → destination
//                                                     └─▶ host: what it was asked
//
// Every hop of a call is a transaction of its own, so a proxy shows as what it is. Nothing is read again from segments.

import type { HostNames } from '../ladder/hosts.ts';
import type { HostGroup, HostLink, HostMap, HostMapQuery, HostNode } from '../model/host-map.ts';
import type { PeerState } from '../model/options-health.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Peer } from './options-book.ts';
import { PairNumbers } from './pair-numbers.ts';
import { TrafficTally } from './traffic-tally.ts';

export interface HostMapSources {
  readonly store: CallStore;
  readonly names: HostNames;
  /** Of `options-book.ts`: who pings whom. */
  readonly peers: readonly Peer[];
}

const TRANSACTIONS_A_STEP = 5_000;
const ADDRESSES_TOLD = 8;
/** From the least to the most urgent. */
const URGENCY: readonly PeerState[] = ['unknown', 'up', 'down'];

/** Answers in steps, for `inSlices`. */
export function* hostMapSteps(sources: HostMapSources, query: HostMapQuery): Generator<undefined, HostMap> {
  const hosts = new HostNumbers(sources, query.by);
  const ways = new PairNumbers();
  const asked: number[] = [];
  const got: number[] = [];
  const transactionsOf: number[] = [];
  let transactions = 0;
  yield* walk(sources.store, query, (_row, _opening, from, to) => {
    const [source, destination] = [hosts.of(from), hosts.of(to)];
    const way = ways.of(source, destination);
    transactions++;
    asked[source] = (asked[source] ?? 0) + 1;
    got[destination] = (got[destination] ?? 0) + 1;
    transactionsOf[way] = (transactionsOf[way] ?? 0) + 1;
  });

  const seen = Array.from(hosts.all(), host => (asked[host] ?? 0) + (got[host] ?? 0));
  const told = busiest(seen, query.hosts);
  const tallyOfHost = tallies(told);
  // Ways between hosts that are told of; the others count as nothing.
  const between = Array.from(transactionsOf, (n, way) =>
    tallyOfHost[ways.first[way]] && tallyOfHost[ways.second[way]] ? n : 0,
  );
  const links = busiest(between, query.links);
  const tallyOfLink = tallies(links);
  yield* walk(sources.store, query, (row, opening, from, to) => {
    const destination = hosts.of(to);
    const tally = tallyOfHost[destination];
    if (tally === undefined) return;
    tally.add(sources.store, row, opening);
    tallyOfLink[ways.of(hosts.of(from), destination)]?.add(sources.store, row, opening);
  });

  const linkCount = transactionsOf.length;
  const pings = pingStates(sources.peers, hosts, ways);
  return {
    hosts: told.map((host): HostNode => {
      const traffic = (tallyOfHost[host] ?? new TrafficTally()).told(sources.store);
      return { ...hosts.describe(host), asked: asked[host] ?? 0, got: traffic, ...ping(pings.ofHost.get(host)) };
    }),
    links: links.map((way): HostLink => {
      const traffic = (tallyOfLink[way] ?? new TrafficTally()).told(sources.store);
      const [source, destination] = [hosts.keyOf(ways.first[way]), hosts.keyOf(ways.second[way])];
      return { source, destination, ...traffic, ...ping(pings.ofLink.get(way)) };
    }),
    hostCount: seen.filter(n => n > 0).length,
    linkCount,
    transactions,
  };
}

/** The numbers with the largest counts, the largest first, none that counts nothing. */
function busiest(counts: readonly number[], limit: number): number[] {
  const numbers = Array.from(counts.keys()).filter(number => counts[number] > 0);
  return numbers.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, limit);
}

/** A tally for each of `numbers`, by number. */
function tallies(numbers: readonly number[]): (TrafficTally | undefined)[] {
  const made: (TrafficTally | undefined)[] = [];
  for (const number of numbers) made[number] = new TrafficTally();
  return made;
}

type Visit = (row: number, opening: number, from: number, to: number) => void;

/** Every transaction that began in the range: its row, that of its first message, the endpoints of who asked and who was asked. */
function* walk(
  { transactions: t, messages: m }: CallStore,
  query: HostMapQuery,
  visit: Visit,
): Generator<undefined, void> {
  const { from = 0, to = Number.POSITIVE_INFINITY } = query;
  // What comes between two steps is left to the next question.
  const { count } = t;
  for (let row = 0; row < count; row++) {
    if (row % TRANSACTIONS_A_STEP === TRANSACTIONS_A_STEP - 1) yield;
    const request = t.request[row];
    const opening = request >= 0 ? request : t.provisional[row] >= 0 ? t.provisional[row] : t.final[row];
    if (opening < 0 || m.time[opening] < from || m.time[opening] >= to) continue;
    // A response goes back to who asked.
    if (request >= 0) visit(row, opening, m.source[opening], m.destination[opening]);
    else visit(row, opening, m.destination[opening], m.source[opening]);
  }
}

function ping(options: PeerState | undefined): { readonly options?: PeerState } {
  return options === undefined ? {} : { options };
}

/** The most urgent state of the pings of each link, and of those that each host was sent. */
function pingStates(
  peers: readonly Peer[],
  hosts: HostNumbers,
  ways: PairNumbers,
): { readonly ofHost: ReadonlyMap<number, PeerState>; readonly ofLink: ReadonlyMap<number, PeerState> } {
  const ofHost = new Map<number, PeerState>();
  const ofLink = new Map<number, PeerState>();
  for (const { source, destination, isUp } of peers) {
    const state: PeerState = isUp === undefined ? 'unknown' : isUp ? 'up' : 'down';
    const host = hosts.of(destination);
    const way = ways.of(hosts.of(source), host);
    ofLink.set(way, moreUrgent(ofLink.get(way), state));
    ofHost.set(host, moreUrgent(ofHost.get(host), state));
  }
  return { ofHost, ofLink };
}

function moreUrgent(a: PeerState | undefined, b: PeerState): PeerState {
  return a !== undefined && URGENCY.indexOf(a) > URGENCY.indexOf(b) ? a : b;
}

/** Hosts by small numbers, grouped as asked. */
class HostNumbers {
  private readonly sources: HostMapSources;
  private readonly by: HostGroup;
  private readonly hosts: {
    readonly key: string;
    readonly name: string | undefined;
    readonly addresses: Set<string>;
  }[] = [];
  private readonly byKey = new Map<string, number>();
  /** By endpoint: number of its host. */
  private readonly byEndpoint: number[] = [];

  constructor(sources: HostMapSources, by: HostGroup) {
    this.sources = sources;
    this.by = by;
  }

  of(endpoint: number): number {
    const known = this.byEndpoint[endpoint];
    if (known !== undefined) return known;
    const host = this.numberOf(endpoint);
    this.byEndpoint[endpoint] = host;
    return host;
  }

  all(): Iterable<number> {
    return this.hosts.keys();
  }

  keyOf(host: number): string {
    return this.hosts[host].key;
  }

  describe(host: number): Pick<HostNode, 'key' | 'name' | 'addresses' | 'addressCount'> {
    const { key, name, addresses } = this.hosts[host];
    const told = [...addresses].slice(0, ADDRESSES_TOLD);
    return { key, ...(name === undefined ? {} : { name }), addresses: told, addressCount: addresses.size };
  }

  private numberOf(endpoint: number): number {
    const { store, names } = this.sources;
    const address = store.endpoints.address(endpoint);
    const alias = names.aliasOf?.(address, store.endpoints.port(endpoint));
    const key =
      this.by === 'endpoint'
        ? store.endpoints.text(endpoint)
        : this.by === 'alias'
          ? (alias?.name ?? address)
          : address;
    let host = this.byKey.get(key);
    if (host === undefined) {
      const name = alias?.name ?? names.get(store.endpoints.text(endpoint)) ?? names.get(address);
      host = this.hosts.push({ key, name, addresses: new Set() }) - 1;
      this.byKey.set(key, host);
    }
    this.hosts[host].addresses.add(address);
    return host;
  }
}
