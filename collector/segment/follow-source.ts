// A regular file that somebody still writes, as a byte source: at the end of the bytes it waits for more.

import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';
import { systemCode } from './error.ts';
import { type FileIdentity, identify } from './file-handles.ts';
import { FileSource } from './file-source.ts';
import type { Watch } from './watch.ts';

export interface FollowOptions {
  readonly watch: Watch;
  /** Asked when all bytes are read: is this file over, for another goes on from it? What came meanwhile is still read. */
  readonly isOver: () => Promise<boolean>;
}

export class FollowSource implements ByteSource {
  private readonly file: FileSource;
  private readonly handle: FileHandle;
  private readonly path: string;
  private readonly options: FollowOptions;
  private size: number;
  private isLast = false;
  private closed = false;
  isWaiting = false;
  /** The file became shorter than what was read of it: its writer began anew. */
  isTruncated = false;

  /** Owns the handle from now on; the watch belongs to the caller. */
  constructor(handle: FileHandle, path: string, size: number, options: FollowOptions) {
    this.file = new FileSource(handle, path, size);
    this.handle = handle;
    this.path = path;
    this.size = size;
    this.options = options;
  }

  get bytesRead(): number {
    return this.file.bytesRead;
  }

  get bytesTotal(): number {
    return Math.max(this.size, this.file.bytesRead);
  }

  get damage(): string | undefined {
    return this.file.damage;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    for (;;) {
      // Asked before reading: what is written until now belongs to it.
      const { isLast } = this;
      const count = await this.file.read(target, at, length);
      if (count > 0 || isLast || this.closed || this.file.damage !== undefined) return count;
      if (await this.hasShrunk()) return 0;
      if (await this.options.isOver()) this.isLast = true;
      if (this.isLast || this.closed) continue;
      this.isWaiting = true;
      await this.options.watch.changed();
      this.isWaiting = false;
    }
  }

  readAt(offset: number, length: number): Buffer {
    return this.file.readAt(offset, length);
  }

  /** How it is known again when it was closed. */
  identify(): FileIdentity {
    return identify(this.handle.fd, this.path);
  }

  endFollowing(): void {
    this.isLast = true;
    if (this.isWaiting) this.options.watch.wake();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.endFollowing();
    await this.file.close();
  }

  private async hasShrunk(): Promise<boolean> {
    if (this.closed) return false;
    try {
      this.size = (await this.handle.stat()).size;
    } catch (error) {
      this.file.damage ??= `reading failed at byte ${this.bytesRead} (${systemCode(error)})`;
      return true;
    }
    this.isTruncated = this.size < this.bytesRead;
    return this.isTruncated;
  }
}
