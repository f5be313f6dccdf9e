import { expect, test } from 'vitest';
import type { FacetValue } from '../../../collector/model/facets.ts';
import { NamedTally, namesBy } from '../../../collector/query/named-tally.ts';

const words = namesBy(number => `v${number}`);

function told(tally: NamedTally, limit: number, text = '', named: readonly string[] = []): readonly string[] {
  return tally.top(limit, text, named).values.map(({ value, count }: FacetValue) => `${value} ${count}`);
}

test('the most frequent first, then by the alphabet', () => {
  const tally = new NamedTally(words);
  for (const number of [3, 10, 2, 3, 700]) tally.add(number);
  expect(told(tally, 3)).toEqual(['v3 2', 'v10 1', 'v2 1']);
  expect(tally.top(1, '', []).distinct).toBe(4);
});

test('a text narrows, and what is named stays however rare', () => {
  const tally = new NamedTally(words);
  for (const number of [1, 1, 1, 12, 12, 2, 21]) tally.add(number);
  expect(tally.top(9, 'V1', []).distinct).toBe(2);
  expect(told(tally, 1, '', ['V21', 'v1'])).toEqual(['v1 3', 'v21 1']);
});

test('of very many values the right ones are told, and only their texts are made', () => {
  let made = 0;
  const tally = new NamedTally({
    textOf: number => {
      made++;
      return String(number);
    },
    compare: (one, other) => one - other,
    mayHold: () => true,
    isTooLong: number => number === 4999,
  });
  for (let number = 0; number < 50_000; number++) tally.add(number % 5000);
  for (let number = 4000; number < 5000; number++) tally.add(number);
  expect(told(tally, 3)).toEqual(['4000 11', '4001 11', '4002 11']);
  expect(made).toBe(3);
  expect(tally.omitted).toBe(11);
  expect(tally.top(1, '', []).distinct).toBe(4999);
});
