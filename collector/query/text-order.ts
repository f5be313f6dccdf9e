// Puts texts into order by radix: the next six characters behind what all have in common become one exact number; groups of equal ones
// again, further behind. Nothing is compared but small groups. Takes texts as strings or as bytes (Texts); yields now and then.

import { KEYS_A_STEP, orderNumbers, SMALL_ORDER } from './number-order.ts';
import { inSteps } from './slices.ts';
import { giveBack, takeFloat64, takeUint32 } from './spare-arrays.ts';

/** Texts by their index. */
export interface Texts {
  readonly count: number;
  lengthOf(index: number): number;
  /** UTF-16 code unit, or byte. */
  charOf(index: number, at: number): number;
  /** Below zero when `one` goes before `other`. */
  compare(one: number, other: number): number;
}

/** Strings, in the order of JavaScript: by UTF-16 code units. Those that are undefined are not to be asked about. */
export function stringTexts(texts: readonly (string | undefined)[]): Texts {
  const textOf = (index: number): string => texts[index] ?? '';
  return {
    count: texts.length,
    lengthOf: index => textOf(index).length,
    charOf: (index, at) => textOf(index).charCodeAt(at),
    compare: (one, other) => (textOf(one) === textOf(other) ? 0 : textOf(one) < textOf(other) ? -1 : 1),
  };
}

/** A group of texts that are equal up to `offset`: order[start..end). */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** `indexes` in the order of their texts; equal ones as they came. */
export function* orderTexts(
  texts: Texts,
  indexes: Uint32Array,
  descending: boolean,
): Generator<undefined, Uint32Array> {
  const order = takeUint32(indexes.length);
  order.set(indexes);
  const heads = takeFloat64(texts.count);
  const groups: Group[] = [{ start: 0, end: order.length, offset: 0 }];
  let steps = 0;
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    const { start, end } = group;
    steps += end - start;
    if (steps > KEYS_A_STEP) {
      steps = 0;
      yield;
    }
    const part = order.subarray(start, end);
    if (part.length <= SMALL_ORDER) {
      sortSmall(part, texts, descending);
      continue;
    }
    const offset = yield* commonEnd(part, texts, group.offset);
    const chars = yield* readHeads(part, texts, offset, heads);
    const ordered = yield* orderNumbers(heads, part, descending);
    part.set(ordered);
    giveBack(ordered);
    for (let at = 0; at < part.length; ) {
      const next = endOfEqual(part, heads, at);
      // A head that ends before its last character is a whole text: all of the group are equal.
      const isWhole = texts.lengthOf(part[at]) < offset + chars;
      if (next - at > 1 && !isWhole) groups.push({ start: start + at, end: start + next, offset: offset + chars });
      at = next;
    }
  }
  giveBack(heads);
  return order;
}

function sortSmall(part: Uint32Array, texts: Texts, descending: boolean): void {
  const sign = descending ? -1 : 1;
  part.sort((a, b) => sign * texts.compare(a, b) || a - b);
}

function endOfEqual(part: Uint32Array, heads: Float64Array, at: number): number {
  let next = at + 1;
  while (next < part.length && heads[part[next]] === heads[part[at]]) next++;
  return next;
}

/** Where what all have in common ends: `+49…`. */
function* commonEnd(part: Uint32Array, texts: Texts, offset: number): Generator<undefined, number> {
  const [first] = part;
  let common = texts.lengthOf(first);
  yield* inSteps(part.length, KEYS_A_STEP, (start, end) => {
    for (let i = start; i < end && common > offset; i++) {
      const most = Math.min(common, texts.lengthOf(part[i]));
      let same = offset;
      while (same < most && texts.charOf(part[i], same) === texts.charOf(first, same)) same++;
      common = same;
    }
  });
  return Math.max(common, offset);
}

/**
 * Reads the characters behind `offset` as one number each: six of one byte, or three of any. 0 stands for the end of the text. Gives
 * how many there are in a head.
 */
function* readHeads(
  part: Uint32Array,
  texts: Texts,
  offset: number,
  heads: Float64Array,
): Generator<undefined, number> {
  let isNarrow = true;
  yield* inSteps(part.length, KEYS_A_STEP, (start, end) => {
    for (let i = start; i < end && isNarrow; i++) {
      const until = Math.min(texts.lengthOf(part[i]), offset + 6);
      for (let at = offset; at < until; at++) isNarrow &&= texts.charOf(part[i], at) < 256;
    }
  });
  // 257⁶ and 65,537³ are below 2⁵³: exact.
  const [chars, base] = isNarrow ? [6, 257] : [3, 65_537];
  yield* inSteps(part.length, KEYS_A_STEP, (start, end) => {
    for (let i = start; i < end; i++) {
      const index = part[i];
      const length = texts.lengthOf(index);
      let head = 0;
      for (let at = offset; at < offset + chars; at++)
        head = head * base + (at < length ? texts.charOf(index, at) + 1 : 0);
      heads[index] = head;
    }
  });
  return chars;
}
