import { expect, test } from 'vitest';
import { trendPath } from '../../../ui/widgets/trend-line.ts';

test('a trend begins at zero and fills the box', () => {
  expect(trendPath([0, 5, 10])).toBe('M0 38L50 20L100 2');
  expect(trendPath([-1, 1])).toBe('M0 38L100 2');
});

test('where nothing could be counted the line goes on to the next value', () => {
  expect(trendPath([10, undefined, undefined, 0, 10])).toBe('M0 2L75 38L100 2');
});

test('a lone value is a dash, and no value is no line', () => {
  expect(trendPath([undefined, 3, undefined])).toBe('M50 2h2');
  expect([trendPath([]), trendPath([1]), trendPath([undefined, undefined])]).toEqual(['', '', '']);
  expect(trendPath([0, 0])).toBe('M0 38L100 38');
});
