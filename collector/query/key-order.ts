// Puts keys into order, a million of them without holding up other questions: radix sort in steps, no comparison of two keys but in
// small groups. Ascending: numbers, texts, absent; descending: texts, numbers, absent. Equal keys keep the order they came in.
//
//   numbers   Float64 as 64 bits that order as the numbers do, four passes of 16 bits (least first); passes that say nothing are left out
//   texts     the next six characters behind what all have in common, as one exact number; groups of equal ones again, further behind

import { atOnce } from './slices.ts';

/** What something is sorted by; undefined when it has no such value. */
export type SortKey = number | string | undefined;

/** Keys handled between two looks at the clock. */
const STEP = 16_384;
/** Up to here comparing is faster. */
const SMALL = 256;
const DIGITS = 1 << 16;

export class SortKeys {
  private readonly count: number;
  private readonly numbers: Float64Array;
  private texts: (string | undefined)[] | undefined = undefined;
  private absent = 0;

  constructor(count: number) {
    this.count = count;
    this.numbers = new Float64Array(count).fill(Number.NaN);
  }

  /** To be called once for each index, in any order. */
  put(index: number, key: SortKey): void {
    if (typeof key === 'string') {
      this.texts ??= new Array<string | undefined>(this.count);
      this.texts[index] = key;
    } else if (key === undefined || Number.isNaN(key)) this.absent++;
    // Minus zero would stand before zero.
    else this.numbers[index] = key + 0;
  }

  /** Indexes in the order of their keys. Yields now and then. */
  *order(descending: boolean): Generator<undefined, Uint32Array> {
    const { numbers, texts, count } = this;
    const texted = new Uint32Array(texts === undefined ? 0 : count);
    const numbered = new Uint32Array(count);
    const rest = new Uint32Array(this.absent);
    let [textCount, numberCount, restCount] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      if (i % STEP === 0) yield;
      if (texts?.[i] !== undefined) texted[textCount++] = i;
      else if (!Number.isNaN(numbers[i])) numbered[numberCount++] = i;
      else rest[restCount++] = i;
    }
    const inNumbers = yield* orderNumbers(numbers, numbered.subarray(0, numberCount), descending);
    const inTexts = texts === undefined ? texted : yield* orderTexts(texts, texted.subarray(0, textCount), descending);
    const order = new Uint32Array(count);
    order.set(descending ? inTexts : inNumbers, 0);
    order.set(descending ? inNumbers : inTexts, descending ? textCount : numberCount);
    order.set(rest, numberCount + textCount);
    return order;
  }
}

/** Positions of `keys` in order, at once: for lists that are not long. */
export function sortedPositions(keys: readonly SortKey[], descending: boolean): Uint32Array {
  const sorting = new SortKeys(keys.length);
  for (let i = 0; i < keys.length; i++) sorting.put(i, keys[i]);
  return atOnce(sorting.order(descending));
}

/** `indexes` in the order of `keys[index]`. */
function* orderNumbers(
  keys: Float64Array,
  indexes: Uint32Array,
  descending: boolean,
): Generator<undefined, Uint32Array> {
  const count = indexes.length;
  if (count <= SMALL) {
    const sign = descending ? -1 : 1;
    return Uint32Array.from(indexes).sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
  }
  const packed = new Float64Array(count);
  for (let i = 0; i < count; i++) packed[i] = keys[indexes[i]];
  const words = new Uint32Array(packed.buffer);
  const counts = Array.from({ length: 4 }, () => new Uint32Array(DIGITS));
  const [low, lower, high, higher] = counts;
  const turn = descending ? 0xffffffff : 0;
  for (let i = 0; i < count; i++) {
    if (i % STEP === 0) yield;
    // IEEE 754 numbers order as their bits do, once the sign of positive ones is set and negative ones are turned over.
    const isNegative = words[2 * i + 1] >>> 31 === 1;
    const w0 = (words[2 * i] ^ (isNegative ? 0xffffffff : 0) ^ turn) >>> 0;
    const w1 = (words[2 * i + 1] ^ (isNegative ? 0xffffffff : 0x80000000) ^ turn) >>> 0;
    words[2 * i] = w0;
    words[2 * i + 1] = w1;
    low[w0 & 0xffff]++;
    lower[w0 >>> 16]++;
    high[w1 & 0xffff]++;
    higher[w1 >>> 16]++;
  }
  let from = new Uint32Array(count);
  let to = new Uint32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  for (let digit = 0; digit < 4; digit++) {
    const word = digit >> 1;
    const shift = (digit & 1) * 16;
    const starts = counts[digit];
    // All keys have the same digit here: nothing to order.
    if (starts[(words[word] >>> shift) & 0xffff] === count) continue;
    let sum = 0;
    for (let value = 0; value < DIGITS; value++) {
      const here = starts[value];
      starts[value] = sum;
      sum += here;
    }
    for (let i = 0; i < count; i++) {
      if (i % STEP === 0) yield;
      const at = from[i];
      to[starts[(words[2 * at + word] >>> shift) & 0xffff]++] = at;
    }
    [from, to] = [to, from];
  }
  for (let i = 0; i < count; i++) from[i] = indexes[from[i]];
  return from;
}

/** A group of texts that are equal up to `offset`: order[start..end). */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** `indexes` in the order of `texts[index]`, as JavaScript compares texts: by UTF-16 code units. */
function* orderTexts(
  texts: readonly (string | undefined)[],
  indexes: Uint32Array,
  descending: boolean,
): Generator<undefined, Uint32Array> {
  const order = Uint32Array.from(indexes);
  const textOf = (index: number): string => texts[index] ?? '';
  const heads = new Float64Array(texts.length);
  const groups: Group[] = [{ start: 0, end: order.length, offset: 0 }];
  let steps = 0;
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const { start, end } = group;
    steps += end - start;
    if (steps > STEP) {
      steps = 0;
      yield;
    }
    const part = order.subarray(start, end);
    if (part.length <= SMALL) {
      sortSmall(part, textOf, descending);
      continue;
    }
    const offset = yield* commonEnd(part, textOf, group.offset);
    const head = yield* headOf(part, textOf, offset);
    for (let i = 0; i < part.length; i++) {
      if (i % STEP === 0) yield;
      heads[part[i]] = head.read(textOf(part[i]));
    }
    part.set(yield* orderNumbers(heads, part, descending));
    for (let at = 0; at < part.length; ) {
      let next = at + 1;
      while (next < part.length && heads[part[next]] === heads[part[at]]) next++;
      // A head that ends before its last character is a whole text: all of the group are equal.
      const isWhole = textOf(part[at]).length < offset + head.chars;
      if (next - at > 1 && !isWhole) groups.push({ start: start + at, end: start + next, offset: offset + head.chars });
      at = next;
    }
  }
  return order;
}

function sortSmall(part: Uint32Array, textOf: (index: number) => string, descending: boolean): void {
  const sign = descending ? -1 : 1;
  part.sort((a, b) => {
    const [one, other] = [textOf(a), textOf(b)];
    return one === other ? a - b : one < other ? -sign : sign;
  });
}

/** Where what all have in common ends: `+49…`. */
function* commonEnd(
  part: Uint32Array,
  textOf: (index: number) => string,
  offset: number,
): Generator<undefined, number> {
  const first = textOf(part[0]);
  let common = first.length;
  for (let i = 0; i < part.length && common > offset; i++) {
    if (i % STEP === 0) yield;
    const text = textOf(part[i]);
    let same = offset;
    while (same < common && same < text.length && text.charCodeAt(same) === first.charCodeAt(same)) same++;
    common = same;
  }
  return Math.max(common, offset);
}

/** Reads the characters behind `offset` as one number: six of one byte, or three of any. 0 stands for the end of the text. */
function* headOf(
  part: Uint32Array,
  textOf: (index: number) => string,
  offset: number,
): Generator<undefined, { readonly chars: number; read(text: string): number }> {
  let isNarrow = true;
  for (let i = 0; i < part.length && isNarrow; i++) {
    if (i % STEP === 0) yield;
    const text = textOf(part[i]);
    for (let at = offset; at < text.length && at < offset + 6; at++) isNarrow &&= text.charCodeAt(at) < 256;
  }
  // 257⁶ and 65,537³ are below 2⁵³: exact.
  const [chars, base] = isNarrow ? [6, 257] : [3, 65_537];
  const read = (text: string): number => {
    let head = 0;
    for (let at = offset; at < offset + chars; at++)
      head = head * base + (at < text.length ? text.charCodeAt(at) + 1 : 0);
    return head;
  };
  return { chars, read };
}
