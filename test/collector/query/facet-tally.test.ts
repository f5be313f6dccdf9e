import { expect, test } from 'vitest';
import { NumberTally, TextTally, VALUE_CHARS } from '../../../collector/query/facet-tally.ts';

test('numbers are counted, however large', () => {
  const tally = new NumberTally();
  for (const number of [3, 0, 70_000, 3]) tally.add(number);
  expect([...tally.entries()]).toEqual([
    [0, 1],
    [3, 2],
    [70_000, 1],
  ]);
});

test('texts: the most frequent first, then by the alphabet', () => {
  const tally = new TextTally();
  for (const text of ['b', 'a', 'c', 'c']) tally.add(text);
  expect(tally.top(2, '', [])).toEqual({
    values: [
      { value: 'c', count: 2 },
      { value: 'a', count: 1 },
    ],
    distinct: 3,
  });
});

test('what is too long or one too many is left out, and counted', () => {
  const tally = new TextTally(2);
  tally.add('x'.repeat(VALUE_CHARS + 1));
  for (const text of ['a', 'b', 'c', 'a']) tally.add(text);
  expect(tally.omitted).toBe(2);
  expect(tally.top(10, '', []).distinct).toBe(2);
});

test('rare values that are named stay', () => {
  const tally = new TextTally();
  tally.add('often', 5);
  tally.add('Rare');
  tally.add('other');
  expect(tally.top(1, '', ['rare']).values.map(({ value }) => value)).toEqual(['often', 'Rare']);
});

test('of very many values the right ones are kept', () => {
  const tally = new TextTally();
  for (let number = 0; number < 5000; number++) tally.add(`v${number}`, (number * 7919) % 5000);
  const { values, distinct } = tally.top(3, '', ['V0']);
  expect(distinct).toBe(5000);
  expect(values.map(({ count }) => count)).toEqual([4999, 4998, 4997, 0]);
});
