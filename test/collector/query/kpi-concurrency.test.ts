import { expect, test } from 'vitest';
import { Lives } from '../../../collector/query/kpi-concurrency.ts';

function lives(...pairs: readonly (readonly [number, number])[]): Lives {
  const all = new Lives();
  for (const [start, end] of pairs) all.add(start, end);
  return all;
}

/** Spans of that length, from 0 on. */
const every = (length: number) => (at: number) => at * length;

test('the peak is where most lived, and says since when', () => {
  expect(lives([0, 10], [5, 20], [8, 9], [30, 40]).peaks(every(100), 1)).toEqual([{ peak: 3, peakTime: 8 }]);
});

test('the order in which calls are told does not matter', () => {
  expect(lives([30, 40], [8, 9], [5, 20], [0, 10]).peaks(every(100), 1)).toEqual([{ peak: 3, peakTime: 8 }]);
});

test('who ends when another begins makes room for it', () => {
  expect(lives([0, 10], [10, 20]).peaks(every(100), 1)).toEqual([{ peak: 1, peakTime: 0 }]);
});

test('a call that lives on counts in every later span', () => {
  expect(lives([15, Number.POSITIVE_INFINITY]).peaks(every(10), 4)).toEqual([
    { peak: 0 },
    { peak: 1, peakTime: 15 },
    { peak: 1, peakTime: 20 },
    { peak: 1, peakTime: 30 },
  ]);
});

test('one that is over before the span begins does not count, one that ends in it does', () => {
  expect(lives([0, 5], [0, 12]).peaks(at => 10 + every(10)(at), 2)).toEqual([{ peak: 1, peakTime: 10 }, { peak: 0 }]);
});

test('a clock that runs backwards does not make a call shorter than nothing', () => {
  expect(lives([10, 3]).peaks(every(100), 1)).toEqual([{ peak: 1, peakTime: 10 }]);
});
