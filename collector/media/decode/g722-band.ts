// One of the two ADPCM bands of G.722: its step size, and the predictor of two poles and six zeros (ITU-T G.722 §3.6, block 4).
// Takes quantised differences in order, gives the next predicted value.

import { clamp16 } from './decoder.ts';

/** The antilogarithm of 32 steps of one octave (table 12, ILB). */
// biome-ignore format: a table
const OCTAVE = Int16Array.of(
  2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
  2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
);

const ZEROS = 6;
const SECOND_POLE_LIMIT = 12_288;
const POLES_LIMIT = 15_360;

export class G722Band {
  /** What the band is expected to hold next. */
  predicted = 0;
  /** The present step size. */
  step: number;
  private readonly firstStep: number;
  private readonly shift: number;
  private readonly limit: number;
  private logStep = 0;
  /** Newest first: quantised differences and the weights of the zeros, weights of the poles, reconstructed signal, its zero part. */
  private readonly differences = new Int32Array(ZEROS);
  private readonly zeroWeights = new Int32Array(ZEROS);
  private pole1 = 0;
  private pole2 = 0;
  private signal1 = 0;
  private signal2 = 0;
  private partial1 = 0;
  private partial2 = 0;
  private zeroPart = 0;

  /** `shift` and `limit` are those of the band's step size (blocks 3L and 3H). */
  constructor(firstStep: number, shift: number, limit: number) {
    this.firstStep = firstStep;
    this.step = firstStep;
    this.shift = shift;
    this.limit = limit;
  }

  reset(): void {
    this.predicted = 0;
    this.step = this.firstStep;
    this.logStep = 0;
    this.differences.fill(0);
    this.zeroWeights.fill(0);
    this.pole1 = 0;
    this.pole2 = 0;
    this.signal1 = 0;
    this.signal2 = 0;
    this.partial1 = 0;
    this.partial2 = 0;
    this.zeroPart = 0;
  }

  /** Takes the newest difference; `stepMove` is how the logarithm of the step size moves with it. */
  adapt(difference: number, stepMove: number): void {
    this.adaptStep(stepMove);
    const signal = clamp16(this.predicted + difference);
    const partial = clamp16(this.zeroPart + difference);
    this.adaptPoles(partial);
    this.adaptZeros(difference);
    this.signal2 = this.signal1;
    this.signal1 = signal;
    this.partial2 = this.partial1;
    this.partial1 = partial;
    this.predict();
  }

  /** LOGSCL/LOGSCH and SCALEL/SCALEH. */
  private adaptStep(move: number): void {
    const moved = ((this.logStep * 127) >> 7) + move;
    this.logStep = Math.max(0, Math.min(this.limit, moved));
    const mantissa = OCTAVE[(this.logStep >> 6) & 31];
    const exponent = this.shift - (this.logStep >> 11);
    this.step = (exponent < 0 ? mantissa << -exponent : mantissa >> exponent) << 2;
  }

  /** UPPOL2, then UPPOL1, which must stay inside what the second pole leaves. */
  private adaptPoles(partial: number): void {
    const isSame1 = partial < 0 === this.partial1 < 0;
    const isSame2 = partial < 0 === this.partial2 < 0;
    const scaled = clamp16(this.pole1 << 2);
    const turned = isSame1 ? Math.min(32_767, -scaled) : scaled;
    const second = (isSame2 ? 128 : -128) + (turned >> 7) + ((this.pole2 * 32_512) >> 15);
    const pole2 = Math.max(-SECOND_POLE_LIMIT, Math.min(SECOND_POLE_LIMIT, second));
    const first = clamp16((isSame1 ? 192 : -192) + ((this.pole1 * 32_640) >> 15));
    const room = clamp16(POLES_LIMIT - pole2);
    this.pole1 = Math.max(-room, Math.min(room, first));
    this.pole2 = pole2;
  }

  /** UPZERO and the delay line behind it. */
  private adaptZeros(difference: number): void {
    const { differences, zeroWeights } = this;
    const move = difference === 0 ? 0 : 128;
    for (let i = 0; i < ZEROS; i++) {
      const isSame = difference < 0 === differences[i] < 0;
      zeroWeights[i] = clamp16((isSame ? move : -move) + ((zeroWeights[i] * 32_640) >> 15));
    }
    differences.copyWithin(1, 0, ZEROS - 1);
    differences[0] = difference;
  }

  /** FILTEP, FILTEZ and PREDIC. */
  private predict(): void {
    const poles = ((this.pole1 * clamp16(this.signal1 * 2)) >> 15) + ((this.pole2 * clamp16(this.signal2 * 2)) >> 15);
    let zeros = 0;
    for (let i = ZEROS - 1; i >= 0; i--) {
      zeros = clamp16(zeros + ((this.zeroWeights[i] * clamp16(this.differences[i] * 2)) >> 15));
    }
    this.zeroPart = zeros;
    this.predicted = clamp16(clamp16(poles) + zeros);
  }
}
