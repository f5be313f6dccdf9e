// Keeps the bytes of messages that lie nowhere contiguous in a segment: over several TCP segments or fragments.
// Copies once into slabs; bounded in bytes, and what does not fit any more is counted, never silent.

const SLAB_BYTES = 1 << 20;

export class DerivedBytes {
  private readonly slabs: Buffer[] = [];
  private used = 0;
  /** Bytes kept in all. */
  kept = 0;
  /** Messages whose bytes the limit refused. */
  refused = 0;
  private readonly limit: number;

  constructor(limitBytes = 512 << 20) {
    this.limit = limitBytes;
  }

  /** Copies bytes[start..end) and returns where they lie, or -1 when the limit refused them. */
  keep(bytes: Buffer, start: number, end: number): number {
    const length = end - start;
    if (this.kept + length > this.limit) {
      this.refused++;
      return -1;
    }
    if (this.slabs.length === 0 || this.used + length > (this.slabs.at(-1)?.length ?? 0)) {
      this.slabs.push(Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, length)));
      this.used = 0;
    }
    const slab = this.slabs.length - 1;
    bytes.copy(this.slabs[slab], this.used, start, end);
    const at = slab * SLAB_ADDRESS + this.used;
    this.used += length;
    this.kept += length;
    return at;
  }

  read(at: number, length: number): Buffer {
    const slab = this.slabs[Math.floor(at / SLAB_ADDRESS)];
    const start = at % SLAB_ADDRESS;
    return slab.subarray(start, start + length);
  }
}

/** Address = slab × 2³² + offset: exact in a double for two million slabs. */
const SLAB_ADDRESS = 2 ** 32;
