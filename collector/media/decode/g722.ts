// G.722 at 64 kbit/s (ITU-T G.722, mode 1): one byte holds two samples of 16,000 Hz. RFC 3551 §4.5.2: its RTP clock says 8000 Hz
// by an old mistake, which the timestamps of all senders repeat.
//
//   byte │ ihigh 2 │ ilow 6 │ ──▶ a lower and a higher band, each ADPCM with its own predictor ──▶ quadrature mirror filter ──▶ 2 samples
//
// Names and block numbers are those of the Recommendation; all arithmetic is on whole numbers, as it demands.

import { type AudioDecoder, clamp16, MAX_PAYLOAD_BYTES } from './decoder.ts';
import { G722Band } from './g722-band.ts';

const RATE = 16_000;

/** Inverse quantisers (tables 17, 18 and 20): of 6 bits for what is heard, of its upper 4 bits for the prediction, of 2 bits. */
// biome-ignore format: a table
const QM6 = Int16Array.of(
  -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
  -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
  24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
  4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
);
// biome-ignore format: a table
const QM4 = Int16Array.of(
  0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
);
const QM2 = Int16Array.of(-7408, -1616, 7408, 1616);

/** How the step size moves, by the magnitude of the code (blocks 3L and 3H). */
// biome-ignore format: a table
const LOW_STEPS = Int16Array.of(
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
);
const HIGH_STEPS = Int16Array.of(798, -214, 798, -214);

const LOW_STEP_LIMIT = 18_432;
const HIGH_STEP_LIMIT = 22_528;
/** Step sizes before the first byte. */
const FIRST_LOW_STEP = 32;
const FIRST_HIGH_STEP = 8;

/** Half of the filter's 24 coefficients (table 11); the other half is the same backwards. */
const QMF = Int16Array.of(3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11);
const TAPS = 24;

export class G722Decoder implements AudioDecoder {
  readonly sampleRate = RATE;
  private readonly low = new G722Band(FIRST_LOW_STEP, 8, LOW_STEP_LIMIT);
  private readonly high = new G722Band(FIRST_HIGH_STEP, 10, HIGH_STEP_LIMIT);
  /** The last 24 sums and differences of the two bands, twice over, so that they always lie in a row. */
  private readonly line = new Int32Array(TAPS * 2);
  private at = 0;
  private samples = new Int16Array(640);

  decode(payload: Uint8Array): Int16Array {
    const count = Math.min(payload.length, MAX_PAYLOAD_BYTES);
    if (count * 2 > this.samples.length) this.samples = new Int16Array(count * 2);
    for (let i = 0; i < count; i++) this.decodeByte(payload[i], i * 2);
    return this.samples.subarray(0, count * 2);
  }

  reset(): void {
    this.low.reset();
    this.high.reset();
    this.line.fill(0);
    this.at = 0;
  }

  free(): void {}

  private decodeByte(byte: number, to: number): void {
    const { low, high } = this;
    const lowCode = byte & 0x3f;
    const highCode = byte >> 6;
    // Blocks 5L and 6L: what is heard of the lower band has all 6 bits.
    const lower = clamp15(low.predicted + ((low.step * QM6[lowCode]) >> 15));
    const coarse = lowCode >> 2;
    low.adapt((low.step * QM4[coarse]) >> 15, LOW_STEPS[coarse]);
    const difference = (high.step * QM2[highCode]) >> 15;
    const higher = clamp15(high.predicted + difference);
    high.adapt(difference, HIGH_STEPS[highCode]);
    this.mirror(lower + higher, lower - higher, to);
  }

  /** The receive quadrature mirror filter (§3.4): two samples out of the newest 24 sums and differences. */
  private mirror(sum: number, difference: number, to: number): void {
    const { line } = this;
    line[this.at] = line[this.at + TAPS] = sum;
    line[this.at + 1] = line[this.at + 1 + TAPS] = difference;
    this.at = (this.at + 2) % TAPS;
    let first = 0;
    let second = 0;
    for (let i = 0; i < TAPS / 2; i++) {
      first += line[this.at + 2 * i] * QMF[i];
      second += line[this.at + 2 * i + 1] * QMF[TAPS / 2 - 1 - i];
    }
    this.samples[to] = clamp16(second >> 11);
    this.samples[to + 1] = clamp16(first >> 11);
  }
}

function clamp15(value: number): number {
  return value > 16_383 ? 16_383 : value < -16_384 ? -16_384 : value;
}
