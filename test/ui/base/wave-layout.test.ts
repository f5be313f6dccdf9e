import { expect, test } from 'vitest';
import { barsOf, laneOf, markAt, playTime, timeAt } from '../../../ui/base/wave-layout.ts';

test('lanes share the height, with room between', () => {
  expect(laneOf(0, 1, 64)).toEqual({ top: 0, height: 64 });
  expect([laneOf(0, 2, 96), laneOf(1, 2, 96)]).toEqual([
    { top: 0, height: 46 },
    { top: 50, height: 46 },
  ]);
});

test('each bar is as loud as the loudest bucket under it, in the middle of its lane', () => {
  const bars = barsOf([0, 1, 0, 0], { top: 10, height: 20 }, 4);
  expect(bars).toEqual([
    { x: 0, width: 1, y: 10, height: 20 },
    { x: 2, width: 1, y: 19.5, height: 1 },
  ]);
});

test('there are never more bars than buckets, none without width, and no peak leaves its lane', () => {
  expect(barsOf([0.5, 7], { top: 0, height: 10 }, 1000)).toHaveLength(2);
  expect(barsOf([0.5, 7], { top: 0, height: 10 }, 1000)[1]?.height).toBe(10);
  expect(barsOf([0.5], { top: 0, height: 10 }, 0)).toEqual([]);
  expect(barsOf([], { top: 0, height: 10 }, 100)).toEqual([]);
});

test('a mark lies at its time and can always be seen', () => {
  expect(markAt({ at: 500, duration: 250, channel: 0 }, 1000, 200)).toEqual({ x: 100, width: 50 });
  expect(markAt({ at: 500, duration: 1, channel: 0 }, 1000, 200)).toEqual({ x: 100, width: 2 });
  expect(markAt({ at: -5, duration: 5000, channel: 0 }, 1000, 200)).toEqual({ x: 0, width: 200 });
  expect(markAt({ at: 5, duration: 5, channel: 0 }, 0, 200)).toEqual({ x: 0, width: 0 });
});

test('a place is a time', () => {
  expect([timeAt(50, 100, 8000), timeAt(-5, 100, 8000), timeAt(500, 100, 8000), timeAt(5, 0, 8000)]).toEqual([
    4000, 0, 8000, 0,
  ]);
});

test('times are short', () => {
  expect([0, 7340, 62_000, 3_723_000].map(playTime)).toEqual(['0:00.0', '0:07.3', '1:02', '1:02:03']);
});
