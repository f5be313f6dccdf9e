import { expect, test } from 'vitest';
import { FindingTimes } from '../../../collector/query/finding-times.ts';

test('times of a leg are given back in their order, also when it gets more, or fewer', () => {
  const times = new FindingTimes();
  times.put(3, [30]);
  times.put(1, [10, 11]);
  expect([times.at(3, 0), times.at(1, 0), times.at(1, 1)]).toEqual([30, 10, 11]);
  times.put(3, [31, 32, 33]);
  times.put(1, [12]);
  expect([0, 1, 2].map(at => times.at(3, at))).toEqual([31, 32, 33]);
  expect(times.at(1, 0)).toBe(12);
});

test('any number of legs and times finds room', () => {
  const times = new FindingTimes();
  for (let leg = 0; leg < 5000; leg++) times.put(leg, [leg, leg + 0.5]);
  times.put(
    7,
    Array.from({ length: 900 }, (_, i) => i),
  );
  expect([times.at(0, 1), times.at(4999, 0), times.at(4999, 1), times.at(7, 899)]).toEqual([0.5, 4999, 4999.5, 899]);
});
