// A record or message that came in part: owns the bytes so far, within the budget.
// Room grows with what came, never with what a header says will come.

import type { TlsBudget } from './budget.ts';

const FIRST_CAPACITY = 512;
const NOTHING: Buffer = Buffer.alloc(0);

export class PartialBytes {
  /** `bytes[0..length)` came. */
  bytes: Buffer = NOTHING;
  length = 0;
  private readonly budget: TlsBudget;

  constructor(budget: TlsBudget) {
    this.budget = budget;
  }

  /** False, and nothing kept any more, when the budget has no room. */
  append(from: Buffer, start: number, end: number): boolean {
    const needed = this.length + end - start;
    if (needed > this.bytes.length && !this.grow(Math.max(FIRST_CAPACITY, needed, this.bytes.length * 2))) {
      this.clear();
      return false;
    }
    from.copy(this.bytes, this.length, start, end);
    this.length = needed;
    return true;
  }

  clear(): void {
    if (this.bytes.length > 0) this.budget.releasePartial(this.bytes.length);
    this.bytes = NOTHING;
    this.length = 0;
  }

  private grow(capacity: number): boolean {
    if (!this.budget.reservePartial(capacity - this.bytes.length)) return false;
    // Not from Node's pool, of which a small piece would keep 8 KiB alive.
    const grown = Buffer.allocUnsafeSlow(capacity);
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
    return true;
  }
}
