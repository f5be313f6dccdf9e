// A regular file as a byte source. Bytes are read again straight from the file: nothing is copied.

import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { ByteSource } from './byte-source.ts';
import { fileError, SegmentError, systemCode } from './error.ts';

export class FileSource implements ByteSource {
  private readonly handle: FileHandle;
  private readonly path: string;
  private readonly block: TurnBlock;
  private closed = false;
  readonly bytesTotal: number;
  bytesRead = 0;
  damage: string | undefined;

  /** Owns the handle from now on. */
  constructor(handle: FileHandle, path: string, size: number) {
    this.handle = handle;
    this.path = path;
    this.bytesTotal = size;
    this.block = new TurnBlock(handle.fd, path);
  }

  /**
   * Reads on this thread: the bytes are in the page cache or on a disk that is quick to bring them, and a hop through the thread pool
   * costs as much as the copying (810 MB in pieces of 1 MiB: 300 ms of CPU with it, 170 ms without). Others have their turn first.
   */
  async read(target: Buffer, at: number, length: number): Promise<number> {
    await turn();
    if (this.closed || this.damage !== undefined) return 0;
    try {
      const bytesRead = readSync(this.handle.fd, target, at, length, this.bytesRead);
      this.bytesRead += bytesRead;
      return bytesRead;
    } catch (error) {
      this.damage = `reading failed at byte ${this.bytesRead} (${systemCode(error)})`;
      return 0;
    }
  }

  readAt(offset: number, length: number): Buffer {
    if (this.closed) throw closedError(this.path);
    return this.block.read(offset, length);
  }

  rewind(): void {
    this.bytesRead = 0;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.handle.close();
  }
}

const BLOCK_BYTES = 65_536;
/**
 * How far behind one piece the next may lie to be looked for in a block. A block costs as much as some eight pieces; pieces that lie
 * further apart, like the calls of a few callers among many, would hardly ever share one.
 */
const NEAR_BYTES = BLOCK_BYTES / 8;
/** So many in a row that lie near are no chance: one call in six of many lies near the one before. */
const ENOUGH_NEAR = 3;

/**
 * Pieces that follow one another, like the messages of one call, are cut out of blocks, so that each is no system call of its own.
 * A block lives until the turn of the event loop ends: what changes in the file afterwards is seen.
 */
class TurnBlock {
  private readonly fd: number;
  private readonly path: string;
  private bytes: Buffer | undefined;
  private start = 0;
  /** End of the piece that was read last in this turn; -1 for none. */
  private last = -1;
  /** Pieces in a row that lay near the one before. */
  private near = 0;

  constructor(fd: number, path: string) {
    this.fd = fd;
    this.path = path;
  }

  /** Bytes of their own: whoever keeps them keeps no block. Throws SegmentError as `readWhole` does. */
  read(offset: number, length: number): Buffer {
    const isNear = this.last >= 0 && offset >= this.last && offset - this.last < NEAR_BYTES && length < BLOCK_BYTES;
    if (this.last < 0) setImmediate(() => this.forget());
    this.last = offset + length;
    this.near = isNear ? this.near + 1 : 0;
    if (!this.has(offset, length) && this.near >= ENOUGH_NEAR) this.load(offset);
    if (this.bytes === undefined || !this.has(offset, length)) return readWhole(this.fd, this.path, offset, length);
    return Buffer.from(this.bytes.subarray(offset - this.start, offset - this.start + length));
  }

  private has(offset: number, length: number): boolean {
    return this.bytes !== undefined && offset >= this.start && offset + length <= this.start + this.bytes.length;
  }

  private load(offset: number): void {
    const target = Buffer.allocUnsafe(BLOCK_BYTES);
    this.bytes = target.subarray(0, readOnce(this.fd, this.path, target, 0, offset));
    this.start = offset;
  }

  private forget(): void {
    this.bytes = undefined;
    this.last = -1;
    this.near = 0;
  }
}

/** Exactly `length` bytes from `offset` on, or a SegmentError. */
export function readWhole(fd: number, path: string, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readOnce(fd, path, bytes, done, offset + done);
    if (count === 0) {
      throw new SegmentError(
        'SIPA_SEGMENT_CHANGED',
        `${path}: ${length} bytes at byte ${offset} are not there any more`,
        'The file was changed after it was read; open it again.',
      );
    }
    done += count;
  }
  return bytes;
}

function readOnce(fd: number, path: string, target: Buffer, at: number, position: number): number {
  try {
    return readSync(fd, target, at, target.length - at, position);
  } catch (error) {
    throw fileError(path, error);
  }
}

export function closedError(path: string): SegmentError {
  return new SegmentError('SIPA_SEGMENT_CLOSED', `${path}: the capture was closed`, 'Open it again.');
}
