// What Linux tells of its interfaces under /sys/class/net: which there are, whether they are up, what they dropped.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '/sys/class/net';
const IFF_UP = 0x1;
const IFF_LOOPBACK = 0x8;
/** Frames that the card or its driver had no room for. `rx_errors` and the like are frames that were broken. */
const DROP_COUNTERS = ['rx_dropped', 'rx_missed_errors', 'rx_fifo_errors'];

/** The name that stands for all interfaces. */
export const ANY = 'any';

export function interfaceNames(folder: string = FOLDER): string[] {
  try {
    // `bonding_masters` is a file among the folders of interfaces.
    return readdirSync(folder).filter(name => readFlags(name, folder) !== undefined);
  } catch {
    return [];
  }
}

/** Undefined when there is no such interface. */
export function isInterfaceUp(name: string, folder: string = FOLDER): boolean | undefined {
  if (name === ANY) return true;
  const flags = readFlags(name, folder);
  return flags === undefined ? undefined : (flags & IFF_UP) !== 0;
}

export function isLoopback(name: string, folder: string = FOLDER): boolean {
  return ((readFlags(name, folder) ?? 0) & IFF_LOOPBACK) !== 0;
}

/** Frames that the card or driver dropped since the interface was made; undefined when nobody counts. */
export function readInterfaceDrops(name: string, folder: string = FOLDER): number | undefined {
  if (name === ANY || !isPlainName(name)) return undefined;
  let sum = 0;
  for (const counter of DROP_COUNTERS) {
    const text = read(join(folder, name, 'statistics', counter));
    if (text === undefined) return undefined;
    sum += Number(text);
  }
  return Number.isFinite(sum) ? sum : undefined;
}

function readFlags(name: string, folder: string): number | undefined {
  const text = isPlainName(name) ? read(join(folder, name, 'flags')) : undefined;
  return text === undefined ? undefined : Number(text);
}

/** dev_valid_name of Linux: anything else is no name, and no path either. */
function isPlainName(name: string): boolean {
  return /^[^/\s:]{1,15}$/.test(name) && name !== '.' && name !== '..';
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
