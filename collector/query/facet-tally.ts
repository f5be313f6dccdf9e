// Counts of values: by small number where the store has one, by text else. Both are bounded, and say what they left out.

import type { FacetValue } from '../model/facets.ts';

/** Different values of one field that are told apart. */
export const DISTINCT_VALUES = 200_000;
/** A longer value is counted as left out: nobody reads it in a list, and it would have to be kept. */
export const VALUE_CHARS = 256;

/** Counts of values, ready to be told. */
export interface Tally {
  /** What is left out because of a limit. */
  readonly omitted: number;
  /** The most frequent first, at most `limit`, and behind them those of `named` that there are; `distinct` is how many fit `text`. */
  top(limit: number, text: string, named: readonly string[]): TopOfTally;
}

export interface TopOfTally {
  readonly values: readonly FacetValue[];
  readonly distinct: number;
}

/** Counts by number: 0, 1, 2 … */
export class NumberTally {
  private counts = new Float64Array(64);
  private end = 0;

  add(number: number): void {
    if (number >= this.counts.length) this.grow(number);
    if (number >= this.end) this.end = number + 1;
    this.counts[number] += 1;
  }

  *entries(): Generator<readonly [number: number, count: number]> {
    for (let number = 0; number < this.end; number++) if (this.counts[number] > 0) yield [number, this.counts[number]];
  }

  private grow(number: number): void {
    const counts = new Float64Array(Math.max(number + 1, this.counts.length * 2));
    counts.set(this.counts);
    this.counts = counts;
  }
}

export class TextTally implements Tally {
  private readonly countByValue = new Map<string, number>();
  private readonly distinctValues: number;
  omitted = 0;

  constructor(distinctValues = DISTINCT_VALUES) {
    this.distinctValues = distinctValues;
  }

  get distinct(): number {
    return this.countByValue.size;
  }

  add(value: string, count = 1): void {
    const known = this.countByValue.get(value);
    if (known !== undefined) this.countByValue.set(value, known + count);
    else if (value.length > VALUE_CHARS || this.countByValue.size >= this.distinctValues) this.omitted += count;
    else this.countByValue.set(value, count);
  }

  top(limit: number, text: string, named: readonly string[]): TopOfTally {
    const wanted = text.toLowerCase();
    const rarer = new Set(named.map(value => value.toLowerCase()));
    const values = new TopValues(limit);
    const others: FacetValue[] = [];
    let distinct = 0;
    for (const [value, count] of this.countByValue) {
      if (wanted !== '' && !value.toLowerCase().includes(wanted)) continue;
      distinct += 1;
      if (rarer.size > 0 && rarer.has(value.toLowerCase())) others.push({ value, count });
      values.add(value, count);
    }
    const top = values.inOrder();
    const isListed = (each: FacetValue): boolean => top.some(({ value }) => value === each.value);
    return { values: [...top, ...others.filter(each => !isListed(each))], distinct };
  }
}

/** The most frequent of many values, without sorting them all: of a million different ones eight are asked for. */
class TopValues {
  private readonly limit: number;
  private values: FacetValue[] = [];
  /** A value that is rarer than this is not among them. */
  private least = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(value: string, count: number): void {
    if (count < this.least) return;
    this.values.push({ value, count });
    if (this.values.length >= this.limit * 2 + SPARE) this.cut();
  }

  inOrder(): readonly FacetValue[] {
    this.cut();
    return this.values;
  }

  private cut(): void {
    this.values = this.values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, this.limit);
    if (this.values.length === this.limit) this.least = this.values.at(-1)?.count ?? 0;
  }
}

/** Values that are gathered beside the limit before the list is cut. */
const SPARE = 1000;
