import { expect, test } from 'vitest';
import { generationIn, indexOf } from '../../../ui/base/numbers.ts';

test('a number of the first index is the index itself', () => {
  expect([indexOf(1284), generationIn(1284)]).toEqual([1284, 0]);
});
test('a later number carries its generation, up to two million of them', () => {
  for (const generation of [1, 2, 2_000_000]) {
    const number = generation * 2 ** 32 + 4_000_000_000;
    expect([indexOf(number), generationIn(number)]).toEqual([4_000_000_000, generation]);
  }
});
