// How many datagrams the kernel threw away before a UDP socket was read: the last column of /proc/net/udp and udp6 (Linux).
//
//   sl  local_address:port rem_address:port st tx:rx tr:when retrnsmt uid timeout inode ref pointer drops

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LOCAL_ADDRESS = 1;
const INODE = 9;

/** Of this process's sockets on that local port; undefined where the system does not tell. */
export function udpDrops(port: number, isIpv6: boolean): number | undefined {
  const table = read(isIpv6 ? '/proc/net/udp6' : '/proc/net/udp');
  if (table === undefined) return undefined;
  const rows = udpRows(table, port);
  if (rows.length <= 1) return rows[0]?.drops;
  // Other processes have the same port on other addresses: the sockets of this one are known by their inodes.
  const own = ownInodes();
  const ours = rows.filter(row => own.has(row.inode));
  return ours.length === 0 ? undefined : ours.reduce((sum, row) => sum + row.drops, 0);
}

export interface UdpRow {
  readonly inode: string;
  readonly drops: number;
}

/** The rows of such a table with that local port. */
export function udpRows(table: string, port: number): UdpRow[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(/\s+/))
    .filter(columns => columns[LOCAL_ADDRESS]?.endsWith(suffix) === true)
    .map(columns => ({ inode: columns[INODE] ?? '', drops: Number(columns.at(-1)) }))
    .filter(row => Number.isSafeInteger(row.drops));
}

function ownInodes(): ReadonlySet<string> {
  const inodes = new Set<string>();
  for (const descriptor of list('/proc/self/fd')) {
    const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/self/fd/${descriptor}`))?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  return inodes;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // No such file system here: the drops are unknown.
    return undefined;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // The descriptor of the listing itself is gone by now.
    return '';
  }
}
