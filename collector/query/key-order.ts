// Puts keys into order, a million of them without holding up other questions: radix sort in steps, no comparison of two keys but in
// small groups. Ascending: numbers, texts, absent; descending: texts, numbers, absent. Equal keys keep the order they came in.
//
//   numbers   number-order.ts
//   texts     text-order.ts

import { KEYS_A_STEP, orderNumbers } from './number-order.ts';
import { atOnce, inSteps } from './slices.ts';
import { giveBack, takeFloat64, takeUint32 } from './spare-arrays.ts';
import { orderTexts, stringTexts } from './text-order.ts';

/** What something is sorted by; undefined when it has no such value. */
export type SortKey = number | string | undefined;

/** Up to so many different texts of a sort are put into order once and sort as numbers: methods, transports, user agents. */
const DISTINCT_TEXTS = 4096;

export class SortKeys {
  private readonly count: number;
  /** Keys that are numbers, and numbers of texts while these are few. */
  private readonly numbers: Float64Array;
  /** By index: 1 when the key is a text. */
  private isText: Uint8Array | undefined = undefined;
  private readonly numberByText = new Map<string, number>();
  /** Of keys, once there are too many different ones. */
  private texts: (string | undefined)[] | undefined = undefined;
  private absent = 0;

  constructor(count: number) {
    this.count = count;
    this.numbers = takeFloat64(count).fill(Number.NaN);
  }

  /** To be called once for each index, in any order. */
  put(index: number, key: SortKey): void {
    if (typeof key === 'string') this.putText(index, key);
    else if (key === undefined || Number.isNaN(key)) this.absent++;
    // Minus zero would stand before zero.
    else this.numbers[index] = key + 0;
  }

  /** Indexes in the order of their keys, to be asked for once; whoever has no use for them any more may give them back. Yields now and then. */
  *order(descending: boolean): Generator<undefined, Uint32Array> {
    const { numbers, isText, count } = this;
    const texted = takeUint32(isText === undefined ? 0 : count);
    const numbered = takeUint32(count);
    const rest = new Uint32Array(this.absent);
    let [textCount, numberCount, restCount] = [0, 0, 0];
    yield* inSteps(count, KEYS_A_STEP, (start, end) => {
      for (let i = start; i < end; i++) {
        if (isText?.[i] === 1) texted[textCount++] = i;
        else if (!Number.isNaN(numbers[i])) numbered[numberCount++] = i;
        else rest[restCount++] = i;
      }
    });
    const inNumbers = yield* orderNumbers(numbers, numbered.subarray(0, numberCount), descending);
    const inTexts = yield* this.orderTexts(texted.subarray(0, textCount), descending);
    const order = takeUint32(count);
    order.set(descending ? inTexts : inNumbers, 0);
    order.set(descending ? inNumbers : inTexts, descending ? textCount : numberCount);
    order.set(rest, numberCount + textCount);
    for (const array of [numbers, texted, numbered, inNumbers, inTexts]) giveBack(array);
    return order;
  }

  private putText(index: number, text: string): void {
    this.isText ??= new Uint8Array(this.count);
    this.isText[index] = 1;
    if (this.texts !== undefined) {
      this.texts[index] = text;
      return;
    }
    const known = this.numberByText.get(text);
    if (known === undefined && this.numberByText.size === DISTINCT_TEXTS) {
      this.keepTexts()[index] = text;
      return;
    }
    this.numbers[index] = known ?? this.numberByText.size;
    if (known === undefined) this.numberByText.set(text, this.numberByText.size);
  }

  /** From now on keys are kept as texts. */
  private keepTexts(): (string | undefined)[] {
    const { isText, numbers } = this;
    const words = [...this.numberByText.keys()];
    this.texts = Array.from({ length: this.count }, (_, index) =>
      isText?.[index] === 1 ? words[numbers[index]] : undefined,
    );
    return this.texts;
  }

  /** Indexes of texts in order. */
  private *orderTexts(indexes: Uint32Array, descending: boolean): Generator<undefined, Uint32Array> {
    if (indexes.length === 0) return new Uint32Array(0);
    if (this.texts !== undefined) return yield* orderTexts(stringTexts(this.texts), indexes, descending);
    const words = [...this.numberByText.keys()];
    const inOrder = Uint32Array.from(words, (_, number) => number).sort((a, b) => (words[a] < words[b] ? -1 : 1));
    const places = new Float64Array(words.length);
    inOrder.forEach((number, place) => {
      places[number] = place;
    });
    const { numbers } = this;
    for (const index of indexes) numbers[index] = places[numbers[index]];
    return yield* orderNumbers(numbers, indexes, descending);
  }
}

/** Positions of `keys` in order, at once: for lists that are not long. */
export function sortedPositions(keys: readonly SortKey[], descending: boolean): Uint32Array {
  const sorting = new SortKeys(keys.length);
  for (let i = 0; i < keys.length; i++) sorting.put(i, keys[i]);
  return atOnce(sorting.order(descending));
}
