import { expect, test } from 'vitest';
import { PairNumbers } from '../../../collector/query/pair-numbers.ts';

test('a pair keeps its number, the other way round is another pair, and room grows', () => {
  const numbers = new PairNumbers();
  expect([numbers.of(3, 4), numbers.of(4, 3), numbers.of(3, 4)]).toEqual([0, 1, 0]);
  for (let i = 0; i < 5000; i++) numbers.of(i, i % 7);
  expect(numbers.count).toBe(numbers.of(99_999, 1));
  expect([numbers.first[numbers.of(1234, 1234 % 7)], numbers.second[numbers.of(1234, 1234 % 7)]]).toEqual([1234, 2]);
  expect([numbers.of(3, 4), numbers.of(4, 3)]).toEqual([0, 1]);
});
