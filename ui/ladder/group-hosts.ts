// Makes the columns of a ladder anew: by the user's names as the server draws them, by address, or by address and port. Pure.

import type { LadderDiagram, LadderEvent, LadderHost, LadderMessage, LadderRow } from '../../server/wire/types.ts';
import type { HostGroup } from '../state/ladder-view.ts';
import type { ShownHost } from './shown.ts';

export interface Grouped {
  readonly hosts: readonly ShownHost[];
  readonly rows: readonly LadderRow[];
}

/** `isNamed`: heads have names where there are some. */
export function groupHosts(diagram: LadderDiagram, group: HostGroup, isNamed: boolean): Grouped {
  const grouped = group === 'name' ? asDrawn(diagram) : regrouped(diagram, group);
  const counts = countMessages(grouped.rows);
  const hosts = grouped.hosts.map((host, column) => ({ ...host, column, messages: counts.get(column) ?? 0 }));
  return { rows: grouped.rows, hosts: isNamed ? hosts : hosts.map(withoutName) };
}

/** `10.0.0.7:5060`, `[2001:db8::7]:5060`. */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The name of a host; undefined when it is called by its address. */
export function nameOf(host: LadderHost): string | undefined {
  const own = [host.address, ...host.ports.map(port => endpointText(host.address, port))];
  return own.includes(host.label) ? undefined : host.label;
}

function asDrawn({ hosts, rows }: LadderDiagram): Grouped {
  const keys = hosts.map(host => (host.addresses === undefined ? host.address : host.label));
  const isTwice = (key: string): boolean => keys.indexOf(key) !== keys.lastIndexOf(key);
  return {
    rows,
    hosts: hosts.map((host, at) => {
      const [port] = host.ports;
      const key = keys[at] ?? host.address;
      const full = isTwice(key) && port !== undefined ? endpointText(host.address, port) : key;
      return { ...host, key: full, messages: 0 };
    }),
  };
}

interface Column {
  readonly key: string;
  readonly address: string;
  /** The column of the server that it came of: it stands there. */
  readonly place: number;
  readonly names: Set<string>;
  readonly ports: Set<number>;
}

function regrouped({ hosts, rows }: LadderDiagram, group: 'address' | 'port'): Grouped {
  const columns = new Map<string, Column>();
  const note = (host: LadderHost, address: string, port: number | undefined): string => {
    const key = group === 'port' && port !== undefined ? endpointText(address, port) : address;
    const column = columns.get(key) ?? { key, address, place: host.column, names: new Set(), ports: new Set() };
    columns.set(key, column);
    column.names.add(nameOf(host) ?? '');
    if (port !== undefined) column.ports.add(port);
    return key;
  };
  const keys = rows.map(row => (row.type === 'message' ? endsOf(hosts, row, note) : undefined));
  for (const host of hosts) {
    // Hosts that only media go to have no messages.
    if (![...columns.values()].some(column => column.address === host.address)) note(host, host.address, undefined);
  }
  const ordered = [...columns.values()].sort((a, b) => a.place - b.place);
  const at = new Map(ordered.map((column, index) => [column.key, index]));
  return {
    hosts: ordered.map((column, index) => shownOf(column, index, group)),
    rows: rows.map((row, index) => {
      const ends = keys[index];
      if (row.type === 'message' && ends !== undefined)
        return { ...row, from: at.get(ends.from) ?? 0, to: at.get(ends.to) ?? 0 };
      return row.type === 'event' ? moveEvent(row, hosts, ordered) : row;
    }),
  };
}

function endsOf(
  hosts: readonly LadderHost[],
  message: LadderMessage,
  note: (host: LadderHost, address: string, port: number) => string,
): { readonly from: string; readonly to: string } | undefined {
  const [from, to] = [hosts[message.from], hosts[message.to]];
  if (from === undefined || to === undefined) return undefined;
  return {
    from: note(from, message.sourceAddress ?? from.address, message.sourcePort),
    to: note(to, message.destinationAddress ?? to.address, message.destinationPort),
  };
}

/** An event knows the column it was drawn at, and no port: the first column of that address is meant. */
function moveEvent(event: LadderEvent, hosts: readonly LadderHost[], columns: readonly Column[]): LadderEvent {
  if (event.from === undefined || event.to === undefined) return event;
  const move = (column: number): number => {
    const address = hosts[column]?.address;
    return Math.max(
      0,
      columns.findIndex(each => each.address === address && (each.place === column || address === undefined)),
      columns.findIndex(each => each.address === address),
    );
  };
  return { ...event, from: move(event.from), to: move(event.to) };
}

function shownOf({ key, address, names, ports }: Column, column: number, group: 'address' | 'port'): ShownHost {
  const [name = ''] = names;
  // Two names for one address: neither is the name of the column.
  const label = name !== '' && names.size === 1 ? name : group === 'port' ? key : address;
  return { key, column, label, address, ports: [...ports].sort((a, b) => a - b), messages: 0 };
}

function withoutName(host: ShownHost): ShownHost {
  return { ...host, label: host.address };
}

function countMessages(rows: readonly LadderRow[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    if (row.type !== 'message') continue;
    counts.set(row.from, (counts.get(row.from) ?? 0) + 1);
    if (row.to !== row.from) counts.set(row.to, (counts.get(row.to) ?? 0) + 1);
  }
  return counts;
}
