// The two files that a recorder keeps in its spool beside the segments: `recorder.lock`, who works here, and `recorder.json`, how it goes.

import { chownSync, linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecorderStatus } from '../model/live.ts';
import type { Owner } from './privileges.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { RecordError } from './record-error.ts';
import { FILE_MODE, spoolError } from './spool-directory.ts';

const LOCK = 'recorder.lock';
const STATUS = 'recorder.json';
/** Two recorders that start at once and find the lock of a dead one. */
const MAX_TRIES = 5;

/** Throws RecordError SIPA_SPOOL_BUSY when another recorder that lives works in the spool. */
export function takeLock(spool: string, owner: Owner | undefined): void {
  const path = join(spool, LOCK);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (makeLock(path, owner)) return;
    const other = readLock(spool);
    if (other !== undefined && isAlive(other)) throw busy(spool, other.pid);
    releaseLock(spool);
  }
  throw busy(spool, undefined);
}

export function releaseLock(spool: string): void {
  try {
    unlinkSync(join(spool, LOCK));
  } catch {
    // Somebody was faster, or the directory is gone.
  }
}

/** The recorder that works in the spool and lives; undefined when none does. */
export function lockHolder(spool: string): ProcessIdentity | undefined {
  const holder = readLock(spool);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** What the recorder said last, alive or not; undefined when there was none. */
export function readStatus(spool: string): RecorderStatus | undefined {
  // Written by a recorder of ours, into a directory that only its user can write to.
  return readJson(join(spool, STATUS)) as RecorderStatus | undefined;
}

/** As a whole or not at all: readers never see half of it. Throws when the disk does not take it. */
export async function writeStatus(spool: string, status: RecorderStatus): Promise<void> {
  const path = join(spool, STATUS);
  await writeFile(`${path}.new`, `${JSON.stringify(status)}\n`, { mode: FILE_MODE });
  await rename(`${path}.new`, path);
}

/** False when there is one. Linked into its place with its content in it, so that nobody reads an empty one. */
function makeLock(path: string, owner: Owner | undefined): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(identityOf(process.pid) ?? { pid: process.pid })}\n`, { mode: FILE_MODE });
    if (owner !== undefined) chownSync(draft, owner.uid, owner.gid);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw spoolError(path, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

function readLock(spool: string): ProcessIdentity | undefined {
  const value = readJson(join(spool, LOCK));
  if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
    return undefined;
  const startTicks = 'startTicks' in value && typeof value.startTicks === 'number' ? value.startTicks : undefined;
  return { pid: value.pid, startTicks };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Not there, or not readable: the same to those who ask.
    return undefined;
  }
}

function busy(spool: string, pid: number | undefined): RecordError {
  const who = pid === undefined ? 'another recorder' : `another recorder (process ${pid})`;
  return new RecordError(
    'SIPA_SPOOL_BUSY',
    `The spool ${spool} is in use by ${who}.`,
    pid === undefined ? 'Name another spool with --spool.' : `Name another spool with --spool, or end it: kill ${pid}`,
  );
}
