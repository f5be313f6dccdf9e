// Keeps a copy of a stream that cannot be read again (inflated, or through a pipe) in a temporary file, while it is read.
// The file has no name as soon as it is open, is readable by nobody else, and is gone when the reader closes or dies.

import { randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from './byte-source.ts';
import { SegmentError, systemCode } from './error.ts';
import { closedError, readWhole } from './file-source.ts';

/** Makes the temporary file; tests put one that fails in its place. */
export type OpenSpool = () => Promise<FileHandle>;

export class SpooledSource implements ByteSource {
  private readonly inner: ByteSource;
  private readonly path: string;
  private readonly openSpool: OpenSpool;
  private handle: FileHandle | undefined;
  private kept = 0;
  private closed = false;
  private failure: string | undefined;

  /** Owns `inner` from now on. */
  constructor(inner: ByteSource, path: string, openSpool: OpenSpool = openNameless) {
    this.inner = inner;
    this.path = path;
    this.openSpool = openSpool;
  }

  get bytesRead(): number {
    return this.inner.bytesRead;
  }

  get bytesTotal(): number | undefined {
    return this.inner.bytesTotal;
  }

  get damage(): string | undefined {
    return this.failure ?? this.inner.damage;
  }

  get isWaiting(): boolean {
    return this.inner.isWaiting === true;
  }

  endFollowing(): void {
    this.inner.endFollowing?.();
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    if (this.failure !== undefined || this.closed) return 0;
    const count = await this.inner.read(target, at, length);
    if (count === 0) return 0;
    try {
      // A frame may be asked for again as soon as it is handed on, so its bytes are kept first.
      await this.keep(target, at, count);
    } catch (error) {
      this.failure = `stopped at byte ${this.kept}: no copy could be kept in ${tmpdir()} (${systemCode(error)}); free some space there, or set TMPDIR to a directory with more`;
      return 0;
    }
    return count;
  }

  readAt(offset: number, length: number): Buffer {
    if (this.closed) throw closedError(this.path);
    if (this.handle === undefined || offset + length > this.kept) {
      throw new SegmentError(
        'SIPA_SEGMENT_CHANGED',
        `${this.path}: ${length} bytes at byte ${offset} were not read yet`,
        'Wait until the capture is read.',
      );
    }
    return readWhole(this.handle.fd, this.path, offset, length);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.inner.close();
    await this.handle?.close();
  }

  private async keep(bytes: Buffer, at: number, count: number): Promise<void> {
    this.handle ??= await this.openSpool();
    let done = 0;
    while (done < count) {
      const { bytesWritten } = await this.handle.write(bytes, at + done, count - done, this.kept + done);
      done += bytesWritten;
    }
    this.kept += count;
  }
}

async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `sipscope-${randomBytes(12).toString('hex')}`);
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return handle;
}
