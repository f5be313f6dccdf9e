import { beforeEach, expect, test } from 'vitest';
import { giveBack, takeFloat64, takeUint32 } from '../../../collector/query/spare-arrays.ts';

const LONG = 100_000;
/** More than are kept of either kind. */
const MANY = 8;

// What others gave back in this process is out of the way.
beforeEach(() => {
  for (let count = 0; count < MANY; count++) {
    takeUint32(LONG);
    takeFloat64(LONG);
  }
});

test('what was given back is taken again, as long as it is asked for', () => {
  const first = takeUint32(LONG);
  giveBack(first);
  const second = takeUint32(LONG - 10);
  expect([second.buffer === first.buffer, second.length]).toEqual([true, LONG - 10]);
  // Nobody gets what somebody has.
  expect(takeUint32(LONG).buffer === second.buffer).toBe(false);
  giveBack(second);
  expect(takeUint32(LONG).buffer === first.buffer).toBe(true);
});
test('numbers of another kind, and more than there is room for, are made anew', () => {
  const numbers = takeFloat64(LONG);
  giveBack(numbers);
  expect(takeUint32(LONG).buffer === numbers.buffer).toBe(false);
  expect(takeFloat64(2 * LONG).length).toBe(2 * LONG);
  expect(takeFloat64(LONG).buffer === numbers.buffer).toBe(true);
});
test('short ones are not kept, and of long ones the longest few', () => {
  const short = takeUint32(10);
  giveBack(short);
  expect(takeUint32(10) === short).toBe(false);
  const given = [1, 2, 3, 4, 5, 6, 7, 8].map(times => new Uint32Array(times * LONG));
  for (const array of given) giveBack(array);
  const lengths = given.map(() => takeUint32(LONG).buffer.byteLength / 4 / LONG);
  expect(lengths.filter(length => length > 1).sort()).toEqual([4, 5, 6, 7, 8]);
});
