// Counts of values that have a number each, as users, hosts and methods do: exact however many there are, and texts are made of those
// alone that are told.

import type { FacetValue } from '../model/facets.ts';
import { ByteNeedle } from './byte-needle.ts';
import type { Tally, TopOfTally } from './facet-tally.ts';

/** What numbers stand for: each for another text. */
export interface Names {
  textOf(number: number): string;
  /** Below zero when the text of `one` is told before that of the other, where both are as frequent. */
  compare(one: number, other: number): number;
  /** False when the text of a number cannot hold the words. */
  mayHold(number: number, words: ByteNeedle): boolean;
  /** Its text is longer than VALUE_CHARS: nobody reads it in a list. */
  isTooLong(number: number): boolean;
}

/** Names that are short and cost little: their texts are compared and searched. */
export function namesBy(textOf: (number: number) => string): Names {
  const compare = (one: number, other: number): number => (textOf(one) < textOf(other) ? -1 : 1);
  return { textOf, compare, mayHold: () => true, isTooLong: () => false };
}

export class NamedTally implements Tally {
  /** As of the last `top`. */
  omitted = 0;
  private counts: Uint32Array;
  /** One past the highest number. */
  private end = 0;
  private readonly names: Names;

  /** `size`: how many numbers there may be, to make room for. */
  constructor(names: Names, size = 64) {
    this.counts = new Uint32Array(size);
    this.names = names;
  }

  add(number: number): void {
    if (number >= this.counts.length) this.grow(number);
    if (number >= this.end) this.end = number + 1;
    this.counts[number]++;
  }

  top(limit: number, text: string, named: readonly string[]): TopOfTally {
    const { counts, end } = this;
    const top = new TopNumbers(counts, this.names, limit);
    const search = text === '' ? undefined : this.search([text], (value, [wanted]) => value.includes(wanted));
    const isNamed = named.length === 0 ? undefined : this.search(named, (value, words) => words.includes(value));
    const others: number[] = [];
    let distinct = 0;
    this.omitted = 0;
    for (let number = 0; number < end; number++) {
      if (counts[number] === 0) continue;
      if (this.names.isTooLong(number)) {
        this.omitted += counts[number];
        continue;
      }
      if (search !== undefined && !search(number)) continue;
      distinct++;
      if (isNamed?.(number) === true) others.push(number);
      top.add(number);
    }
    const numbers = top.inOrder();
    return {
      values: [...numbers, ...others.filter(number => !numbers.includes(number))].map(number => this.valueOf(number)),
      distinct,
    };
  }

  /** Whether the text of a number passes `test`, which one that holds none of the words does not; both in small letters. */
  private search(
    words: readonly string[],
    test: (text: string, words: readonly string[]) => boolean,
  ): (number: number) => boolean {
    const lower = words.map(word => word.toLowerCase());
    const needles = lower.map(word => new ByteNeedle(word));
    const { names } = this;
    return number =>
      needles.some(needle => names.mayHold(number, needle)) && test(names.textOf(number).toLowerCase(), lower);
  }

  private valueOf(number: number): FacetValue {
    return { value: this.names.textOf(number), count: this.counts[number] };
  }

  private grow(number: number): void {
    const counts = new Uint32Array(Math.max(number + 1, this.counts.length * 2));
    counts.set(this.counts);
    this.counts = counts;
  }
}

/** Numbers that are gathered beside the limit before the list is cut. */
const SPARE = 1000;

/** The most frequent of many numbers, without sorting them all. */
class TopNumbers {
  private readonly counts: Uint32Array;
  private readonly names: Names;
  private readonly limit: number;
  private numbers: number[] = [];
  /** The last of `limit` numbers: what goes behind it is not among them. */
  private last = -1;

  constructor(counts: Uint32Array, names: Names, limit: number) {
    this.counts = counts;
    this.names = names;
    this.limit = limit;
  }

  add(number: number): void {
    if (this.last >= 0 && this.order(number, this.last) > 0) return;
    this.numbers.push(number);
    if (this.numbers.length >= this.limit + (this.last < 0 ? 0 : SPARE)) this.cut();
  }

  inOrder(): readonly number[] {
    this.cut();
    return this.numbers;
  }

  private cut(): void {
    this.numbers = this.numbers.sort((a, b) => this.order(a, b)).slice(0, this.limit);
    if (this.numbers.length === this.limit) this.last = this.numbers[this.limit - 1] ?? -1;
  }

  private order(one: number, other: number): number {
    return this.counts[other] - this.counts[one] || this.names.compare(one, other);
  }
}
