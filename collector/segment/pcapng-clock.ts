// Times of a pcapng interface (draft-ietf-opsawg-pcapng §4.2, if_tsresol and if_tsoffset), exact to the ns. HOT: `set` runs once a frame.
//
// A time is 64 bits, high · 2³² + low ticks, and does not fit a double when ticks are ns. With 2³² = q · d + r, where d ticks are a µs,
//   µs = high · q + ⌊(high · r + low) / d⌋      ticks left = (high · r + low) mod d
// and for d up to 10⁶ every product stays below 2⁵³ for times of our centuries. Ticks of 2⁻ᵏ s, k ≤ 32, split at the second.

import { be32, le32 } from '../bytes/read.ts';
import type { Frame } from '../model/frame.ts';

/** How ticks become time; chosen once an interface. */
const Kind = { Coarse: 0, Fine: 1, Binary: 2, Wide: 3 } as const;

const TWO_32 = 2 ** 32;
/** if_tsresol of an interface that states none: µs. */
export const DEFAULT_RESOLUTION = 6;
/** An if_tsoffset beyond this (year ±2255) is a lie that would make times inexact. */
const MAX_OFFSET_SECONDS = 9_000_000_000n;

export class PcapngClock {
  private readonly kind: number;
  /** Coarse: µs a tick. Binary: ticks a second. */
  private readonly scale: number = 1;
  /** Fine: ticks a µs, and 2³² divided by it. */
  private readonly divisor: number = 1;
  private readonly quotient: number = 0;
  private readonly remainder: number = 0;
  private readonly ticksASecond: bigint;
  private readonly offsetMicros: number;
  /** if_tsoffset was out of all bounds and is not used. */
  readonly offsetRefused: boolean;

  /** `resolution` is the octet of if_tsresol: a power of ten, or with the top bit set of two. `offset` is in seconds. */
  constructor(resolution: number, offset: bigint) {
    const exponent = resolution & 0x7f;
    this.offsetRefused = offset > MAX_OFFSET_SECONDS || offset < -MAX_OFFSET_SECONDS;
    this.offsetMicros = this.offsetRefused ? 0 : Number(offset) * 1_000_000;
    this.ticksASecond = (resolution & 0x80) !== 0 ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent);
    if ((resolution & 0x80) !== 0) {
      this.kind = exponent <= 32 ? Kind.Binary : Kind.Wide;
      this.scale = 2 ** exponent;
    } else if (exponent <= 6) {
      this.kind = Kind.Coarse;
      this.scale = 10 ** (6 - exponent);
    } else {
      this.kind = exponent <= 12 ? Kind.Fine : Kind.Wide;
      this.divisor = 10 ** (exponent - 6);
      this.quotient = Math.floor(TWO_32 / this.divisor);
      this.remainder = TWO_32 % this.divisor;
    }
  }

  /**
   * Sets `timeMicros` and `nanos` of the frame from the 8 bytes at `at`. It reads them itself, because 32-bit numbers handed
   * from function to function are boxed.
   */
  set(bytes: Uint8Array, at: number, bigEndian: boolean, frame: Frame): void {
    const high = bigEndian ? be32(bytes, at) : le32(bytes, at);
    const low = bigEndian ? be32(bytes, at + 4) : le32(bytes, at + 4);
    switch (this.kind) {
      case Kind.Coarse:
        frame.timeMicros = (high * TWO_32 + low) * this.scale + this.offsetMicros;
        frame.nanos = 0;
        return;
      case Kind.Fine: {
        const rest = high * this.remainder + low;
        const left = rest % this.divisor;
        frame.timeMicros = high * this.quotient + (rest - left) / this.divisor + this.offsetMicros;
        frame.nanos = Math.floor((left * 1000) / this.divisor);
        return;
      }
      case Kind.Binary: {
        const left = low % this.scale;
        const seconds = high * (TWO_32 / this.scale) + (low - left) / this.scale;
        const micros = Math.floor((left * 1_000_000) / this.scale);
        frame.timeMicros = seconds * 1_000_000 + micros + this.offsetMicros;
        frame.nanos = Math.floor(((left * 1_000_000 - micros * this.scale) * 1000) / this.scale);
        return;
      }
      default:
        this.setWide(high, low, frame);
    }
  }

  /** Ticks finer than a ps or than 2⁻³² s, which nobody writes: bigint, exact, slow. */
  private setWide(high: number, low: number, frame: Frame): void {
    const nanos = (((BigInt(high) << 32n) | BigInt(low)) * 1_000_000_000n) / this.ticksASecond;
    frame.timeMicros = Number(nanos / 1000n) + this.offsetMicros;
    frame.nanos = Number(nanos % 1000n);
  }
}
