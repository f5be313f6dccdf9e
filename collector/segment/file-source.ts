// A regular file as a byte source. Bytes are read again straight from the file: nothing is copied.

import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';
import { fileError, SegmentError, systemCode } from './error.ts';

export class FileSource implements ByteSource {
  private readonly handle: FileHandle;
  private readonly path: string;
  private closed = false;
  readonly bytesTotal: number;
  bytesRead = 0;
  damage: string | undefined;

  /** Owns the handle from now on. */
  constructor(handle: FileHandle, path: string, size: number) {
    this.handle = handle;
    this.path = path;
    this.bytesTotal = size;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    if (this.closed || this.damage !== undefined) return 0;
    try {
      const { bytesRead } = await this.handle.read(target, at, length, this.bytesRead);
      this.bytesRead += bytesRead;
      return bytesRead;
    } catch (error) {
      this.damage = `reading failed at byte ${this.bytesRead} (${systemCode(error)})`;
      return 0;
    }
  }

  readAt(offset: number, length: number): Buffer {
    if (this.closed) throw closedError(this.path);
    return readWhole(this.handle.fd, this.path, offset, length);
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
