// Bytes that only grow: one buffer to which copies are appended. Strings are made of them when somebody asks.
// A capture of 100,000 calls keeps its Call-IDs, From and To here: a few objects less a call for the garbage collector to look at.

const LOOP_BYTES = 96;
const FIRST_BYTES = 1024;

export class ByteSlab {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Over `bytes`; both are replaced when the slab grows. */
  view = viewOf(this.bytes);
  used = 0;

  /** Copies bytes[start..end) and returns where it lies. */
  append(bytes: Buffer, start: number, end: number): number {
    const at = this.used;
    const to = at + (end - start);
    if (to > this.bytes.length) this.grow(to);
    // Names and Call-IDs are short: up to here a loop is faster than the call of `copy`.
    if (end - start <= LOOP_BYTES) for (let i = start, into = at; i < end; i++) this.bytes[into++] = bytes[i];
    else bytes.copy(this.bytes, at, start, end);
    this.used = to;
    return at;
  }

  private grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, needed));
    this.bytes.copy(grown, 0, 0, this.used);
    this.bytes = grown;
    this.view = viewOf(grown);
  }
}

/** A view of all of `bytes`. */
export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
