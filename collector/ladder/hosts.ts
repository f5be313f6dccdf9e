// The columns of a ladder: which hosts there are, and in which order they stand.
// Takes the messages in capture order; gives one column per host, so that a call reads from left to right.
//
// Column = IP address with all its ports. Exception: an address that talks to itself on different ports (sipp, a proxy
// and a phone on 127.0.0.1; a proxy and a B2BUA on one machine) gets one column per address:port, or its messages
// would all be loops on one line.

import type { LadderHost } from '../model/ladder.ts';

// Sorting is quadratic in the worst case; nobody reads a ladder of this width, but hostile traffic can ask for one.
const MAX_SORTED_HOSTS = 1000;

/** What the columns need to know of a message. */
export interface Hop {
  readonly sourceAddress: string;
  readonly sourcePort: number;
  readonly destinationAddress: string;
  readonly destinationPort: number;
  readonly method: string;
  readonly isRequest: boolean;
}

/** Endpoints that media go between. */
export interface MediaHop {
  readonly from: { readonly address: string; readonly port?: number };
  readonly to: { readonly address: string; readonly port?: number };
}

/** What hosts are called. A Map of addresses and `address:port` (IPv6 in brackets) is one. */
export interface HostNames {
  get(key: string): string | undefined;
  /** The name that the user gave: all that has it stands in one column. */
  aliasOf?(
    address: string,
    port: number | undefined,
  ): { readonly name: string; readonly isOfPort: boolean } | undefined;
}

export interface Columns {
  readonly hosts: readonly LadderHost[];
  /** Column of an endpoint of one of the messages. */
  columnOf(address: string, port: number): number;
  /** Column of an address, of that port where it has several; undefined when it sent and got no message. */
  findColumn(address: string, port?: number): number | undefined;
}

/**
 * Finds and orders the columns. Media add a column for an address that has none; their ports are not listed, for a call uses others each
 * time.
 */
export function makeColumns(hops: readonly Hop[], names: HostNames, media: readonly MediaHop[] = []): Columns {
  const split = addressesToSplit(hops);
  const keyOf = (address: string, port: number | undefined): string => {
    const alias = names.aliasOf?.(address, port);
    const isSplit = port !== undefined && split.has(address);
    if (alias !== undefined && (alias.isOfPort || !isSplit)) return aliasKey(alias.name);
    return isSplit ? endpointText(address, port) : address;
  };
  const found = new Map<string, FoundHost>();
  const note = (address: string, port: number): void => {
    const key = keyOf(address, port);
    const host = found.get(key);
    if (host === undefined) found.set(key, { addresses: new Set([address]), ports: new Set([port]) });
    else {
      host.addresses.add(address);
      host.ports.add(port);
    }
  };
  const order = new CallOrder();
  for (const hop of hops) {
    const source = keyOf(hop.sourceAddress, hop.sourcePort);
    const destination = keyOf(hop.destinationAddress, hop.destinationPort);
    // A response runs against the direction of its request: where the capture starts late, it still tells who asked.
    if (hop.isRequest) order.see(source, destination, hop.method);
    else order.see(destination, source, hop.method);
    note(hop.sourceAddress, hop.sourcePort);
    note(hop.destinationAddress, hop.destinationPort);
  }
  const signalling = new Set([...found.values()].flatMap(host => [...host.addresses]));
  for (const { from, to } of media) {
    for (const { address } of [from, to]) {
      const key = keyOf(address, undefined);
      if (!signalling.has(address) && !found.has(key))
        found.set(key, { addresses: new Set([address]), ports: new Set() });
    }
    // A host that signals from several ports has no column of its own to stand in an order with.
    if (!split.has(from.address) && !split.has(to.address)) {
      order.see(keyOf(from.address, undefined), keyOf(to.address, undefined), 'RTP');
    }
  }
  const columnByKey = new Map<string, number>();
  const hosts: LadderHost[] = [];
  for (const key of order.sorted()) {
    const host = found.get(key);
    if (host === undefined) continue;
    columnByKey.set(key, hosts.length);
    const ports = [...host.ports].sort((a, b) => a - b);
    hosts.push({ column: hosts.length, label: labelOf(key, host, ports, split, names), ...addressesOf(host), ports });
  }
  return {
    hosts,
    columnOf: (address, port) => columnByKey.get(keyOf(address, port)) ?? 0,
    findColumn: (address, port) =>
      port === undefined
        ? columnOfAddress(hosts, address)
        : (columnByKey.get(keyOf(address, port)) ?? columnOfAddress(hosts, address)),
  };
}

/** `ip:port`, IPv6 in brackets. */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** What a host is called, that of its port before that of its address; undefined when it has no name. */
export function hostName(names: HostNames, address: string, port: number): string | undefined {
  return names.aliasOf?.(address, port)?.name ?? names.get(endpointText(address, port)) ?? names.get(address);
}

interface FoundHost {
  readonly addresses: Set<string>;
  readonly ports: Set<number>;
}

/** No address begins so. */
const ALIAS = 'alias ';

function aliasKey(name: string): string {
  return ALIAS + name;
}

function labelOf(
  key: string,
  host: FoundHost,
  ports: readonly number[],
  split: ReadonlySet<string>,
  names: HostNames,
): string {
  if (key.startsWith(ALIAS)) return key.slice(ALIAS.length);
  const [address = key] = host.addresses;
  const own = names.get(key);
  if (own !== undefined || !split.has(address)) return own ?? key;
  // A name of the address alone: its ports have columns of their own, so the port stays.
  const name = names.aliasOf?.(address, undefined)?.name ?? names.get(address);
  return name === undefined ? key : `${name}:${ports[0]}`;
}

function addressesOf({ addresses }: FoundHost): Pick<LadderHost, 'address' | 'addresses'> {
  const [address = '', ...others] = addresses;
  return others.length === 0 ? { address } : { address, addresses: [address, ...others] };
}

function columnOfAddress(hosts: readonly LadderHost[], address: string): number | undefined {
  return hosts.find(host => host.address === address || host.addresses?.includes(address) === true)?.column;
}

function addressesToSplit(hops: readonly Hop[]): ReadonlySet<string> {
  const split = new Set<string>();
  for (const hop of hops) {
    if (hop.sourceAddress === hop.destinationAddress && hop.sourcePort !== hop.destinationPort)
      split.add(hop.sourceAddress);
  }
  return split;
}

interface Pair {
  readonly first: string;
  readonly second: string;
  /** True once an INVITE told the direction: nothing changes it any more. */
  readonly certain: boolean;
}

/** Sorts hosts by who asked whom first: caller, proxies, callee. */
class CallOrder {
  /** Hosts in order of appearance, the asking side first. */
  readonly #seen = new Set<string>();
  /** One direction per pair of hosts that talk: of its first INVITE transaction, else of its first message. */
  readonly #pairs = new Map<string, Map<string, Pair>>();

  see(asking: string, asked: string, method: string): void {
    this.#seen.add(asking);
    this.#seen.add(asked);
    if (asking === asked) return;
    const [low, high] = asking < asked ? [asking, asked] : [asked, asking];
    let partners = this.#pairs.get(low);
    if (partners === undefined) {
      partners = new Map();
      this.#pairs.set(low, partners);
    }
    const known = partners.get(high);
    const certain = method === 'INVITE';
    if (known === undefined || (certain && !known.certain))
      partners.set(high, { first: asking, second: asked, certain });
  }

  /** Topological order; among the ready, and where a circle leaves none ready, the host that appeared first comes next. */
  sorted(): readonly string[] {
    if (this.#seen.size > MAX_SORTED_HOSTS) return [...this.#seen];
    const before = new Map<string, number>();
    const after = new Map<string, string[]>();
    for (const partners of this.#pairs.values()) {
      for (const { first, second } of partners.values()) {
        before.set(second, (before.get(second) ?? 0) + 1);
        const followers = after.get(first);
        if (followers === undefined) after.set(first, [second]);
        else followers.push(second);
      }
    }
    const waiting = new Set(this.#seen);
    const result: string[] = [];
    while (waiting.size > 0) {
      const next = firstReady(waiting, before);
      waiting.delete(next);
      result.push(next);
      for (const follower of after.get(next) ?? []) before.set(follower, (before.get(follower) ?? 1) - 1);
    }
    return result;
  }
}

function firstReady(waiting: ReadonlySet<string>, before: ReadonlyMap<string, number>): string {
  let earliest = '';
  let isFirst = true;
  for (const host of waiting) {
    if ((before.get(host) ?? 0) === 0) return host;
    if (isFirst) earliest = host;
    isFirst = false;
  }
  return earliest;
}
