// Puts numbers into order by radix: Float64 as 64 bits that order as the numbers do, four passes of 16 bits, least first. Passes that
// say nothing are left out. Yields now and then: a million numbers must not hold up other questions.

import { inSteps } from './slices.ts';
import { giveBack, takeFloat64, takeUint32 } from './spare-arrays.ts';

/** Keys handled between two looks at the clock. */
export const KEYS_A_STEP = 16_384;
/** Up to here comparing is faster. */
export const SMALL_ORDER = 256;
const DIGITS = 1 << 16;
/** How often each digit stands in each place, of the sort before; undefined while one counts. Texts sort hundreds of groups. */
let spareCounts: readonly Uint32Array[] | undefined;

/** 0, 1, 2 …: what is to be ordered when nothing is left out. */
export function indexesUpTo(count: number): Uint32Array {
  const indexes = takeUint32(count);
  for (let i = 0; i < count; i++) indexes[i] = i;
  return indexes;
}

/**
 * `indexes` in the order of `keys[index]`; equal ones as they came. No key is NaN or minus zero. An array of its own, which may be given
 * back (`spare-arrays.ts`).
 */
export function* orderNumbers(
  keys: Float64Array,
  indexes: Uint32Array,
  descending: boolean,
): Generator<undefined, Uint32Array> {
  const count = indexes.length;
  if (count <= SMALL_ORDER) {
    const sign = descending ? -1 : 1;
    return Uint32Array.from(indexes).sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
  }
  const packed = takeFloat64(count);
  for (let i = 0; i < count; i++) packed[i] = keys[indexes[i]];
  const words = new Uint32Array(packed.buffer, 0, 2 * count);
  const counts = spareCounts ?? Array.from({ length: 4 }, () => new Uint32Array(DIGITS));
  spareCounts = undefined;
  for (const each of counts) each.fill(0);
  const [low, lower, high, higher] = counts;
  const turn = descending ? 0xffffffff : 0;
  yield* inSteps(count, KEYS_A_STEP, (start, end) => {
    for (let i = start; i < end; i++) {
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
  });
  let from = indexesUpTo(count);
  let to = takeUint32(count);
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
    const [before, after] = [from, to];
    yield* inSteps(count, KEYS_A_STEP, (start, end) => {
      for (let i = start; i < end; i++) {
        const at = before[i];
        after[starts[(words[2 * at + word] >>> shift) & 0xffff]++] = at;
      }
    });
    [from, to] = [after, before];
  }
  spareCounts = counts;
  giveBack(packed);
  giveBack(to);
  for (let i = 0; i < count; i++) from[i] = indexes[from[i]];
  return from;
}
