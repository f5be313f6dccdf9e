// Bytes that are gathered until what they belong to is whole: an HTTP head, a WebSocket message. Takes lent pieces and owns copies.
// Bounded twice: by its own limit, and by the budget that all connections share.

import type { StreamBudget } from './limits.ts';

const FIRST_BYTES = 1024;
/** A larger buffer is not kept for the next use. */
const KEPT_BYTES = 16 * 1024;

export class Gather {
  /** What is gathered is `bytes[0, used)`. */
  bytes: Buffer = Buffer.alloc(0);
  used = 0;
  private readonly budget: StreamBudget;
  private readonly limit: number;

  constructor(budget: StreamBudget, limit: number) {
    this.budget = budget;
    this.limit = limit;
  }

  /** Copies `source[start, end)` to the end. False when a limit forbids it; then nothing is copied. */
  append(source: Buffer, start: number, end: number): boolean {
    const size = this.used + end - start;
    if (size > this.limit || (size > this.bytes.length && !this.grow(size))) return false;
    source.copy(this.bytes, this.used, start, end);
    this.used = size;
    return true;
  }

  /** Begins anew. */
  clear(): void {
    this.used = 0;
    if (this.bytes.length > KEPT_BYTES) this.release();
  }

  /** Gives everything back. */
  release(): void {
    this.budget.give(this.bytes.length);
    this.bytes = Buffer.alloc(0);
    this.used = 0;
  }

  private grow(size: number): boolean {
    const length = Math.min(this.limit, Math.max(FIRST_BYTES, 2 * this.bytes.length, size));
    if (!this.budget.take(length - this.bytes.length)) return false;
    const larger = Buffer.allocUnsafeSlow(length);
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
    return true;
  }
}
