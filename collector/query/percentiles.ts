// Percentiles by nearest rank: p of n sorted values is the one at ⌈p·n/100⌉, counted from 1. Always a value that occurred, the same
// for the same values in any order, which interpolation between two floats is not.

import type { Percentiles } from '../model/kpi.ts';
import type { Millis } from '../model/time.ts';

/** Most groups of a large capture have few values: room is made with the first of them. */
const NOTHING = new Float64Array(0);

/** Durations that are gathered for their percentiles and their mean. */
export class Samples {
  private values = NOTHING;
  private count = 0;

  add(value: Millis): void {
    if (this.count === this.values.length) {
      const grown = new Float64Array(Math.max(8, this.count * 2));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count++] = value;
  }

  percentiles(): Percentiles {
    const { count } = this;
    if (count === 0) return { count, p50: null, p95: null, p99: null };
    const sorted = this.values.slice(0, count).sort();
    const rank = (percent: number): Millis => sorted[Math.ceil((percent * count) / 100) - 1];
    return { count, p50: rank(50), p95: rank(95), p99: rank(99) };
  }

  /** Does not depend on the order of the values: whole µs add up exactly below 2⁵³. */
  mean(): Millis | null {
    if (this.count === 0) return null;
    let micros = 0;
    for (let i = 0; i < this.count; i++) micros += Math.round(this.values[i] * 1000);
    return micros / this.count / 1000;
  }
}
