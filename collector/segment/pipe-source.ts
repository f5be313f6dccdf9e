// A pipe as a byte source: standard input, a FIFO, any stream that can be read once. It cannot be read again: see spool.ts.

import type { Readable } from 'node:stream';
import type { ByteSource } from './byte-source.ts';
import { SegmentError, systemCode } from './error.ts';

export class PipeSource implements ByteSource {
  private readonly stream: Readable;
  private readonly chunks: AsyncIterator<unknown>;
  private readonly path: string;
  /** Bytes received and not yet handed on. */
  private pending: Uint8Array = new Uint8Array(0);
  private received = 0;
  private ended = false;
  private closed = false;
  private isEnding = false;
  /** Ends a wait for the next bytes. */
  private wake: () => void = () => undefined;
  isWaiting = false;
  readonly bytesTotal = undefined;
  damage: string | undefined;

  /** Owns the stream from now on. */
  constructor(stream: Readable, path: string) {
    this.stream = stream;
    this.chunks = stream[Symbol.asyncIterator]();
    this.path = path;
  }

  get bytesRead(): number {
    return this.received - this.pending.length;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    while (this.pending.length === 0 && !this.ended) await this.receive();
    const count = Math.min(length, this.pending.length);
    target.set(this.pending.subarray(0, count), at);
    this.pending = this.pending.subarray(count);
    return count;
  }

  /** Looks at the first bytes, up to `length`, and leaves them to be read. */
  async peek(length: number): Promise<Buffer> {
    let seen = Buffer.from(this.pending);
    while (seen.length < length && !this.ended) {
      this.pending = new Uint8Array(0);
      await this.receive();
      seen = Buffer.concat([seen, this.pending]);
    }
    this.pending = seen;
    return seen.subarray(0, length);
  }

  readAt(): Buffer {
    throw new SegmentError(
      'SIPA_SEGMENT_NOT_KEPT',
      `${this.path}: what came through a pipe was not kept`,
      'Save the capture to a file and open that.',
    );
  }

  async close(): Promise<void> {
    // Ends a pending read, too: an iterator's return() would wait behind it.
    this.closed = true;
    this.stream.destroy();
  }

  /** What has arrived by now is still read. */
  endFollowing(): void {
    this.isEnding = true;
    if (this.stream.readableLength === 0) this.wake();
  }

  private async receive(): Promise<void> {
    if (this.isEnding && this.stream.readableLength === 0) {
      this.ended = true;
      return;
    }
    this.isWaiting = true;
    try {
      const step = await this.nextChunk();
      this.ended = step === undefined || step.done === true;
      if (step !== undefined && !this.ended) {
        this.pending = step.value instanceof Uint8Array ? step.value : Buffer.from(String(step.value));
      }
      this.received += this.pending.length;
    } catch (error) {
      this.ended = true;
      if (!this.closed) this.damage = `reading failed at byte ${this.received} (${systemCode(error)})`;
    }
    this.isWaiting = false;
  }

  /** Undefined when following ended before there was one. */
  private nextChunk(): Promise<IteratorResult<unknown> | undefined> {
    return new Promise((resolve, reject) => {
      this.wake = () => resolve(undefined);
      this.chunks.next().then(resolve, reject);
    });
  }
}
