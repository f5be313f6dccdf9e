// The closed segments of a spool: which there are, how much they hold, and the deletion of the oldest. Knows nothing of the open one.

import { chownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from './privileges.ts';
import { RecordError } from './record-error.ts';
import { segmentSequence } from './segment-name.ts';

/** Only the one who records may read what was said. */
export const DIRECTORY_MODE = 0o700;
export const FILE_MODE = 0o600;

interface ClosedSegment {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** Makes the directory, and those above it, as the owner's. Throws RecordError when it cannot be. */
export function makeSpoolDirectory(directory: string, owner: Owner | undefined): void {
  try {
    const first = mkdirSync(directory, { recursive: true, mode: DIRECTORY_MODE });
    if (owner !== undefined && first !== undefined) {
      for (let at = directory; at.length >= first.length; at = join(at, '..')) chownSync(at, owner.uid, owner.gid);
    }
  } catch (error) {
    throw spoolError(directory, error);
  }
}

export function spoolError(directory: string, error: unknown): RecordError {
  const reason = error instanceof Error ? error.message : String(error);
  return new RecordError(
    'SIPA_SPOOL_UNUSABLE',
    `The spool ${directory} cannot be used: ${reason}`,
    'Name another directory with --spool, or make this one writable for this user.',
  );
}

export class SpoolDirectory {
  readonly path: string;
  private readonly closed: ClosedSegment[] = [];
  private bytes = 0;
  /** Of the newest segment there was; 0 when there was none. */
  readonly lastSequence: number;
  deletedSegments = 0;
  deletedBytes = 0;

  constructor(path: string) {
    this.path = path;
    let last = 0;
    try {
      for (const name of readdirSync(path)) {
        const sequence = segmentSequence(name);
        if (sequence === undefined) continue;
        const { size, mtimeMs } = statSync(join(path, name));
        this.closed.push({ name, bytes: size, endedAt: mtimeMs });
        this.bytes += size;
        last = Math.max(last, sequence);
      }
    } catch (error) {
      throw spoolError(path, error);
    }
    this.lastSequence = last;
    this.closed.sort((a, b) => (segmentSequence(a.name) ?? 0) - (segmentSequence(b.name) ?? 0));
  }

  get closedBytes(): number {
    return this.bytes;
  }

  get closedSegments(): number {
    return this.closed.length;
  }

  add(name: string, bytes: number, endedAt: number): void {
    this.closed.push({ name, bytes, endedAt });
    this.bytes += bytes;
  }

  /** Deletes the oldest until they hold no more than `maxBytes` and none ended before `endedAfter`. */
  async shrink(maxBytes: number, endedAfter: number): Promise<void> {
    while (this.closed.length > 0 && (this.bytes > maxBytes || this.closed[0].endedAt < endedAfter)) {
      await this.deleteOldest();
    }
  }

  /** Deletes the oldest until the disk has `wanted` bytes free. Tells whether anything was deleted. */
  async makeRoom(wanted: number): Promise<boolean> {
    let isAnyGone = false;
    while (this.closed.length > 0 && (!isAnyGone || (await this.freeBytes()) < wanted)) {
      isAnyGone = (await this.deleteOldest()) || isAnyGone;
    }
    return isAnyGone;
  }

  /** What users other than root may still write; 0 when nobody can tell. */
  async freeBytes(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(this.path);
      return bavail * bsize;
    } catch {
      return 0;
    }
  }

  /** One that cannot be deleted is forgotten: it must not keep the younger ones alive, or us in a loop. */
  private async deleteOldest(): Promise<boolean> {
    const oldest = this.closed.shift();
    if (oldest === undefined) return false;
    this.bytes -= oldest.bytes;
    try {
      await unlink(join(this.path, oldest.name));
    } catch {
      return false;
    }
    this.deletedSegments++;
    this.deletedBytes += oldest.bytes;
    return true;
  }
}
