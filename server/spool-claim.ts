// Which server looks after the recorder of a spool: the one that started it or took it over stops it at its end. A second server on
// the same spool only watches. Takes a folder; keeps `server.json` in it, with who that is.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive } from '../collector/index.ts';

const CLAIM = 'server.json';

/** False when another server that lives looks after it. */
export function claimSpool(spool: string, pid: number = process.pid): boolean {
  const path = join(spool, CLAIM);
  const holder = readHolder(path);
  if (holder !== undefined && holder.pid !== pid && isAlive(holder)) return false;
  // Removed first: root may have written it, before rights were given up.
  rmSync(path, { force: true });
  writeFileSync(path, `${JSON.stringify(identityOf(pid) ?? { pid })}\n`, { mode: 0o600 });
  return true;
}

/** Does nothing when it is somebody else's. */
export function releaseSpool(spool: string, pid: number = process.pid): void {
  const path = join(spool, CLAIM);
  if (readHolder(path)?.pid === pid) rmSync(path, { force: true });
}

function readHolder(path: string): { pid: number; startTicks: number | undefined } | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
      return undefined;
    const startTicks = 'startTicks' in value && typeof value.startTicks === 'number' ? value.startTicks : undefined;
    return { pid: value.pid, startTicks };
  } catch {
    // Not there, or no claim of ours.
    return undefined;
  }
}
