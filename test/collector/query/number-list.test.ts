import { expect, test } from 'vitest';
import { NumberList } from '../../../collector/query/number-list.ts';

test.each([0, 3, 100])('numbers are given as they came, whatever number of them was expected: %d', expected => {
  const list = new NumberList(expected);
  expect(list.values).toHaveLength(0);
  const numbers = Array.from({ length: 50 }, (_, i) => i / 7);
  for (const number of numbers) list.add(number);
  expect([...list.values]).toEqual(numbers);
});
