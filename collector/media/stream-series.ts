// How a stream went over time: slices of equal length, at most SLICES of them. Takes whole seconds in order; when there is no room for
// more, two neighbours become one, so that the slices of a long stream are longer. Memory for all streams comes from one budget: when
// that is used up, slices get longer sooner, and nothing is lost but detail.
//
//   slices: Float32Array  [ packets  lost  jitter mean  jitter max  delta max | … ]      µs

import type { Micros } from '../model/time.ts';

export const SLICES = 600;
const FIRST_SLICES = 8;
const NUMBERS = 5;
const BYTES_A_SLICE = NUMBERS * 4;
/** Slices of all streams: 200,000 streams of a minute, or 20,000 of three minutes. */
const BUDGET_BYTES = 64 * 1024 * 1024;
export const SECOND: Micros = 1_000_000;
/** Streams whose first slices lie in one piece of memory: a piece for each would cost more than what is written into it. */
const STREAMS_A_SLAB = 256;
const EMPTY = new Float32Array(0);

/** What a slice tells; jitter and delta in µs. */
export interface SliceNumbers {
  readonly start: Micros;
  readonly packets: number;
  readonly lost: number;
  readonly jitterMean: Micros;
  readonly jitterMax: Micros;
  readonly deltaMax: Micros;
}

export class SeriesBudget {
  /** Streams whose slices were made longer, or left out, for want of memory. */
  refused = 0;
  private left: number;
  private slab: Float32Array = EMPTY;
  /** Asked for more than once. */
  private isShared = false;
  private slabUsed = 0;
  /** First slices of streams that have more by now. */
  private readonly free: Float32Array[] = [];

  constructor(bytes = BUDGET_BYTES) {
    this.left = bytes;
  }

  take(bytes: number): boolean {
    if (bytes > this.left) {
      this.refused++;
      return false;
    }
    this.left -= bytes;
    return true;
  }

  /** Zeros for `slices` slices, which were taken before. */
  zeros(slices: number): Float32Array {
    // A series that was made to answer a question is the only one of its budget.
    const isOnlyOne = !this.isShared;
    this.isShared = true;
    if (slices !== FIRST_SLICES || isOnlyOne) return new Float32Array(slices * NUMBERS);
    const known = this.free.pop();
    if (known !== undefined) return known.fill(0);
    if (this.slabUsed === this.slab.length) {
      this.slab = new Float32Array(STREAMS_A_SLAB * FIRST_SLICES * NUMBERS);
      this.slabUsed = 0;
    }
    const start = this.slabUsed;
    this.slabUsed += FIRST_SLICES * NUMBERS;
    return this.slab.subarray(start, this.slabUsed);
  }

  /** Zeros that nobody needs any more. */
  giveBack(numbers: Float32Array): void {
    if (numbers.length === FIRST_SLICES * NUMBERS) this.free.push(numbers);
  }
}

export class StreamSeries {
  sliceMicros: Micros = SECOND;
  private readonly start: Micros;
  private readonly budget: SeriesBudget;
  private numbers: Float32Array = EMPTY;
  private count = 0;

  constructor(start: Micros, budget: SeriesBudget) {
    this.start = start;
    this.budget = budget;
  }

  /** One second, or a part of one, that began at `time`; none before the last one. */
  add(time: Micros, packets: number, lost: number, jitterMean: Micros, jitterMax: Micros, deltaMax: Micros): void {
    let slice = this.sliceAt(time);
    while (slice >= SLICES || (slice * NUMBERS >= this.numbers.length && !this.grow(slice))) {
      if (this.numbers.length === 0) return;
      this.fold();
      slice = this.sliceAt(time);
    }
    this.count = Math.max(this.count, slice + 1);
    this.merge(slice * NUMBERS, packets, lost, jitterMean, jitterMax, deltaMax);
  }

  *[Symbol.iterator](): Generator<SliceNumbers> {
    for (let slice = 0; slice < this.count; slice++) {
      const [packets, lost, jitterMean, jitterMax, deltaMax] = this.numbers.subarray(slice * NUMBERS);
      yield { start: this.start + slice * this.sliceMicros, packets, lost, jitterMean, jitterMax, deltaMax };
    }
  }

  /** The same, to which more can be added without changing this one. */
  copy(): StreamSeries {
    const copy = new StreamSeries(this.start, new SeriesBudget());
    copy.sliceMicros = this.sliceMicros;
    copy.numbers = this.numbers.slice();
    copy.count = this.count;
    return copy;
  }

  private sliceAt(time: Micros): number {
    return Math.max(0, Math.floor((time - this.start) / this.sliceMicros));
  }

  private merge(
    at: number,
    packets: number,
    lost: number,
    jitterMean: Micros,
    jitterMax: Micros,
    deltaMax: Micros,
  ): void {
    const { numbers } = this;
    const sum = numbers[at] + packets;
    // A packet that came late takes back a loss, of this slice or of the one before.
    const rest = numbers[at + 1] + lost;
    if (rest < 0 && at > 0) numbers[at + 1 - NUMBERS] = Math.max(0, numbers[at + 1 - NUMBERS] + rest);
    if (sum > 0) numbers[at + 2] = (numbers[at + 2] * numbers[at] + jitterMean * packets) / sum;
    numbers[at] = sum;
    numbers[at + 1] = Math.max(0, rest);
    numbers[at + 3] = Math.max(numbers[at + 3], jitterMax);
    numbers[at + 4] = Math.max(numbers[at + 4], deltaMax);
  }

  /** Room for `slice`; false when the budget has none. */
  private grow(slice: number): boolean {
    const have = this.numbers.length / NUMBERS;
    const room = Math.min(SLICES, Math.max(FIRST_SLICES, have < 64 ? have * 2 : have + 64, slice + 1));
    if (!this.budget.take((room - have) * BYTES_A_SLICE)) return false;
    const numbers = this.budget.zeros(room);
    numbers.set(this.numbers);
    this.budget.giveBack(this.numbers);
    this.numbers = numbers;
    return true;
  }

  /** Slices twice as long. */
  private fold(): void {
    const { numbers, count } = this;
    this.sliceMicros *= 2;
    this.numbers = new Float32Array(numbers.length);
    this.count = (count + 1) >> 1;
    for (let slice = 0; slice < count; slice++) {
      const at = slice * NUMBERS;
      const [packets, lost, jitterMean, jitterMax, deltaMax] = numbers.subarray(at, at + NUMBERS);
      this.merge((slice >> 1) * NUMBERS, packets, lost, jitterMean, jitterMax, deltaMax);
    }
  }
}
