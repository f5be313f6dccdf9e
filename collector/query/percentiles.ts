// Percentiles by nearest rank: p of n sorted values is the one at ⌈p·n/100⌉, counted from 1. Always a value that occurred, the same
// for the same values in any order, which interpolation between two floats is not.

import type { Percentiles } from '../model/kpi.ts';
import type { Millis } from '../model/time.ts';
import { NumberList } from './number-list.ts';

/** Durations that are gathered for their percentiles and their mean. */
export class Samples {
  private readonly list: NumberList;

  /** `expected`: how many will be added. */
  constructor(expected = 0) {
    this.list = new NumberList(expected);
  }

  add(value: Millis): void {
    this.list.add(value);
  }

  percentiles(): Percentiles {
    const { values } = this.list;
    const count = values.length;
    if (count === 0) return { count, p50: null, p95: null, p99: null };
    const ranks = [50, 95, 99].map(percent => Math.ceil((percent * count) / 100) - 1);
    const [p50, p95, p99] = valuesAt(values, ranks);
    return { count, p50, p95, p99 };
  }

  /** Does not depend on the order of the values: whole µs add up exactly below 2⁵³. */
  mean(): Millis | null {
    const { values } = this.list;
    if (values.length === 0) return null;
    let micros = 0;
    for (const value of values) micros += Math.round(value * 1000);
    return micros / values.length / 1000;
  }
}

/** So many are sorted as they are. */
const FEW = 256;
const STEPS = 256;

/**
 * The values that would be at these ranks, counted from 0, if all were sorted; which would take longer than all else that is done for
 * key figures. How many lie in each of 256 equal steps tells in which step a rank lies, and only the values of that one are looked at
 * more closely.
 */
function valuesAt(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length <= FEW) {
    const sorted = values.slice().sort();
    return ranks.map(rank => sorted[rank]);
  }
  let least = values[0];
  let most = values[0];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least === most) return ranks.map(() => least);
  const stepsAMilli = STEPS / (most - least);
  const stepOf = (value: number): number => Math.min(STEPS - 1, Math.floor((value - least) * stepsAMilli));
  const counts = new Uint32Array(STEPS);
  for (const value of values) counts[stepOf(value)]++;
  return ranks.map(rank => {
    let step = 0;
    let before = 0;
    while (before + counts[step] <= rank) before += counts[step++];
    const inStep = new Float64Array(counts[step]);
    let count = 0;
    for (const value of values) if (stepOf(value) === step) inStep[count++] = value;
    return valuesAt(inStep, [rank - before])[0];
  });
}
