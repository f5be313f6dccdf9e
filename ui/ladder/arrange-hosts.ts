// Puts columns where the user wants them, and takes away those that are hidden with what goes to and from them. Pure.

import type { LadderRow } from '../../server/wire/types.ts';
import type { Grouped } from './group-hosts.ts';
import type { ShownHost } from './shown.ts';

export interface Arranged extends Grouped {
  readonly hidden: readonly ShownHost[];
  /** Messages that went with them. */
  readonly behindHosts: number;
}

/** `columns` and `hide` are keys of hosts; those that are not there mean nothing. At least one column stays. */
export function arrangeHosts({ hosts, rows }: Grouped, columns: readonly string[], hide: readonly string[]): Arranged {
  if (columns.length === 0 && hide.length === 0) return { hosts, rows, hidden: [], behindHosts: 0 };
  const ordered = inOrder(hosts, columns);
  const left = ordered.filter(host => !hide.includes(host.key));
  const shown = left.length === 0 ? ordered : left;
  const place = new Map(shown.map((host, at) => [host.column, at]));
  let behindHosts = 0;
  const kept = rows.flatMap((row): LadderRow[] => {
    if ((row.type !== 'message' && row.type !== 'event') || row.from === undefined || row.to === undefined)
      return [row];
    const [from, to] = [place.get(row.from), place.get(row.to)];
    if (from !== undefined && to !== undefined) return [{ ...row, from, to }];
    if (row.type === 'message') behindHosts += 1;
    return [];
  });
  return {
    hosts: shown.map((host, column) => ({ ...host, column })),
    rows: kept,
    hidden: ordered.filter(host => !shown.includes(host)),
    behindHosts,
  };
}

/** The keys of `hosts` when the column `from` is put to where `to` is. */
export function movedColumns(hosts: readonly ShownHost[], from: number, to: number): readonly string[] {
  const keys = hosts.map(host => host.key);
  const [key] = keys.splice(from, 1);
  if (key === undefined) return keys;
  keys.splice(Math.min(Math.max(to, 0), keys.length), 0, key);
  return keys;
}

function inOrder(hosts: readonly ShownHost[], columns: readonly string[]): readonly ShownHost[] {
  const first = columns.flatMap(key => hosts.find(host => host.key === key) ?? []);
  return [...first, ...hosts.filter(host => !first.includes(host))];
}
