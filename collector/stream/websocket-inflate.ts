// permessage-deflate (RFC 7692 §7.2.2): the inflated bytes of one message after the other of one direction.
// Takes lent bytes, gives a buffer of its own for each message; bounded by size and by ratio. Every message is inflated at once, with the
// last 32 KiB of what came before as dictionary: that is what a window kept from message to message holds. A larger window than the
// sender uses reads the same, and so does a window that the sender does not use: of the agreed parameters only memory depends.
//
// After a loss the window is not known any more, and references into it would copy wrong bytes silently. From then on every message is
// inflated with an empty window: what inflates so refers to nothing outside itself and is right; what does not, is counted.

import { constants, inflateRawSync } from 'node:zlib';
import type { StreamBudget } from './limits.ts';

/** RFC 1951 §2: references reach 32 KiB back. */
const WINDOW_BYTES = 32 * 1024;
/** RFC 7692 §7.2.2: the sender has removed this from the end. */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);

/** Why nothing came out. */
export type InflateFailure = 'damaged' | 'bomb';

export class MessageInflater {
  private readonly budget: StreamBudget;
  private window: Buffer | undefined = undefined;
  private isWindowLost = false;

  constructor(budget: StreamBudget) {
    this.budget = budget;
  }

  /** `forgets`: this sender uses no window, so none is kept for it. */
  inflate(bytes: Buffer, start: number, end: number, forgets: boolean): Buffer | InflateFailure {
    if (forgets) {
      this.release();
      return this.inflateWith(bytes, start, end, undefined);
    }
    const message = this.inflateWith(bytes, start, end, this.window);
    if (typeof message === 'string') this.loseWindow();
    else this.remember(message);
    return message;
  }

  /** Messages may be missing: see above. */
  loseWindow(): void {
    this.release();
    this.isWindowLost = true;
  }

  release(): void {
    if (this.window !== undefined) this.budget.give(WINDOW_BYTES);
    this.window = undefined;
  }

  private inflateWith(bytes: Buffer, start: number, end: number, window: Buffer | undefined): Buffer | InflateFailure {
    const { freeInflatedBytes, inflateRatio, webSocketMessageBytes } = this.budget.limits;
    const most = Math.min(webSocketMessageBytes, Math.max(freeInflatedBytes, (end - start) * inflateRatio));
    const packed = Buffer.concat([bytes.subarray(start, end), TAIL]);
    try {
      return inflateRawSync(packed, {
        // The end of a message is no end of the stream.
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: most,
        ...(window === undefined ? {} : { dictionary: window }),
      });
    } catch (error) {
      return error instanceof RangeError ? 'bomb' : 'damaged';
    }
  }

  private remember(message: Buffer): void {
    if (this.isWindowLost || message.length === 0) return;
    if (this.window === undefined && !this.budget.take(WINDOW_BYTES)) {
      this.isWindowLost = true;
      return;
    }
    const before = this.window ?? Buffer.alloc(0);
    const kept = Math.min(before.length, Math.max(0, WINDOW_BYTES - message.length));
    this.window = Buffer.concat([
      before.subarray(before.length - kept),
      message.subarray(Math.max(0, message.length - WINDOW_BYTES)),
    ]);
  }
}
