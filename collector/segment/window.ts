// The one reused buffer through which a segment slides.
//
//   segment   ───────────────┬────────────────────────────┬────────
//                            base                         base + end
//   bytes                    [ done …  | next record …    | free … ]
//                            0         at                 end
//
// `fill` moves the tail to the front and reads behind it. The buffer grows only when one record does not fit, and only as its
// bytes arrive, so a lying length costs no memory.

import type { ByteSource } from './byte-source.ts';

/** The largest record (with its header) that a reader asks for; a longer one is a lie. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export class Window {
  readonly source: ByteSource;
  bytes: Buffer;
  /** Where the next record starts; past `end` when bytes yet to come are skipped. Moved by the reader. */
  at = 0;
  end = 0;
  /** Segment offset of `bytes[0]`. */
  base = 0;
  /** Bytes that are read at once. Few at first: V8 compiles the readers once when the end of a piece is nothing new to them. */
  private piece = 16 * 1024;
  /** The source has no more. */
  ended = false;

  constructor(source: ByteSource, size: number) {
    this.source = source;
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  async fill(): Promise<void> {
    if (this.ended) return;
    this.moveTail();
    if (this.end === this.bytes.length) this.grow();
    const room = this.bytes.length - this.end;
    const count = await this.source.read(this.bytes, this.end, Math.min(room, this.piece));
    if (this.piece < room) this.piece *= 2;
    this.end += count;
    if (count === 0) this.ended = true;
  }

  private moveTail(): void {
    const done = Math.min(this.at, this.end);
    if (done === 0) return;
    this.bytes.copyWithin(0, done, this.end);
    this.base += done;
    this.at -= done;
    this.end -= done;
  }

  private grow(): void {
    const bytes = Buffer.allocUnsafeSlow(Math.min(this.bytes.length * 2, MAX_RECORD_BYTES));
    this.bytes.copy(bytes, 0, 0, this.end);
    this.bytes = bytes;
  }
}
