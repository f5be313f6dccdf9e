// Inflates a gzip stream (RFC 1952, also of several members) as a byte source, piece by piece.
// Damage loses nothing that lies before it: zlib throws away what it inflated in the call that failed, so where the compressed
// bytes can be read again, a second pass feeds the failing piece byte by byte.

import { createGunzip, type Gunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { SegmentError } from './error.ts';

/** Compressed bytes a step. Deflate makes at most 1032 bytes of one, so a step holds at most 16 MiB. */
const PIECE_BYTES = 16 * 1024;
const OUTPUT_BYTES = 64 * 1024;

export class GunzipSource implements ByteSource {
  private readonly inner: ByteSource;
  private readonly path: string;
  private readonly piece = Buffer.allocUnsafe(PIECE_BYTES);
  private inflater = new Inflater();
  /** Inflated and not yet handed on, oldest first. */
  private chunks: Buffer[] = [];
  /** Inflated bytes so far. */
  private made = 0;
  private ended = false;
  private failure: string | undefined;

  /** Owns `inner` from now on. */
  constructor(inner: ByteSource, path: string) {
    this.inner = inner;
    this.path = path;
  }

  get bytesRead(): number {
    return this.inner.bytesRead;
  }

  get bytesTotal(): number | undefined {
    return this.inner.bytesTotal;
  }

  get damage(): string | undefined {
    return this.failure;
  }

  get isWaiting(): boolean {
    return this.inner.isWaiting === true;
  }

  endFollowing(): void {
    this.inner.endFollowing?.();
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    while (this.chunks.length === 0) {
      if (this.ended) return 0;
      await this.step();
    }
    let count = 0;
    while (count < length && this.chunks.length > 0) {
      const chunk = this.chunks[0];
      const part = Math.min(chunk.length, length - count);
      chunk.copy(target, at + count, 0, part);
      count += part;
      if (part === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(part);
    }
    return count;
  }

  readAt(): Buffer {
    throw new SegmentError(
      'SIPA_SEGMENT_NOT_KEPT',
      `${this.path}: its inflated bytes were not kept`,
      'Unpack the file and open the result.',
    );
  }

  async close(): Promise<void> {
    this.ended = true;
    this.chunks = [];
    this.inflater.close();
    await this.inner.close();
  }

  private async step(): Promise<void> {
    const start = this.inner.bytesRead;
    const count = await this.inner.read(this.piece, 0, PIECE_BYTES);
    if (count === 0) return this.finish();
    await this.inflater.feed(this.piece.subarray(0, count));
    if (this.inflater.failure !== undefined) return this.salvage(start, count);
    this.take();
    this.ended ||= this.inflater.ended;
  }

  private async finish(): Promise<void> {
    await this.inflater.finish();
    this.take();
    this.ended = true;
    const { failure } = this.inflater;
    if (this.inner.damage !== undefined) this.failure = this.inner.damage;
    else if (failure !== undefined)
      this.failure = `the gzip data ends early, at byte ${this.inner.bytesRead} of the file`;
  }

  /** The piece of `count` compressed bytes at `start` is damaged: gets what can be had of it, then ends. */
  private async salvage(start: number, count: number): Promise<void> {
    const reason = this.inflater.failure;
    this.ended = true;
    this.failure = `the gzip data is damaged at byte ${start}..${start + count} of the file (${reason})`;
    if (this.inner.rewind === undefined) return;
    this.inner.rewind();
    const again = new Inflater();
    this.inflater.close();
    this.inflater = again;
    let skip = this.made;
    while (again.failure === undefined && !again.ended && this.inner.bytesRead < start + count) {
      const at = this.inner.bytesRead;
      const step = at < start ? Math.min(PIECE_BYTES, start - at) : 1;
      const got = await this.inner.read(this.piece, 0, step);
      if (got === 0) return;
      await again.feed(this.piece.subarray(0, got));
      if (again.failure !== undefined) this.failure = `the gzip data is damaged at byte ${at} of the file (${reason})`;
      for (const chunk of again.take()) {
        const fresh = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        if (fresh.length > 0) this.chunks.push(fresh);
      }
    }
  }

  private take(): void {
    for (const chunk of this.inflater.take()) {
      this.made += chunk.length;
      this.chunks.push(chunk);
    }
  }
}

/** zlib's transform stream, turned into calls: feed a piece, take what came of it. */
class Inflater {
  private readonly gunzip: Gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  private out: Buffer[] = [];
  /** zlib's word for what is wrong. */
  failure: string | undefined;
  /** The gzip data is over; what follows (zero padding) is ignored. */
  ended = false;
  private wake: () => void = () => undefined;

  constructor() {
    this.gunzip.on('data', (chunk: Buffer) => this.out.push(chunk));
    this.gunzip.on('error', error => {
      this.failure = error.message;
      this.wake();
    });
    this.gunzip.on('end', () => {
      this.ended = true;
      this.wake();
    });
    this.gunzip.on('close', () => this.wake());
  }

  /** Resolves when the piece is used up; the caller may then overwrite it. */
  feed(piece: Buffer): Promise<void> {
    return new Promise(resolve => {
      if (this.gunzip.destroyed) return resolve();
      this.wake = resolve;
      this.gunzip.write(piece, () => resolve());
    });
  }

  /** Says that there is no more; sets `failure` when there should have been. */
  finish(): Promise<void> {
    return new Promise(resolve => {
      if (this.ended || this.gunzip.destroyed) return resolve();
      this.wake = resolve;
      this.gunzip.end();
    });
  }

  take(): Buffer[] {
    const taken = this.out;
    this.out = [];
    return taken;
  }

  close(): void {
    this.gunzip.destroy();
  }
}
