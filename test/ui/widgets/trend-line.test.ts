import { expect, test } from 'vitest';
import { trendPaths } from '../../../ui/widgets/trend-line.ts';

test('a trend begins at zero and fills the box', () => {
  expect(trendPaths([0, 5, 10])).toEqual({ line: 'M0 38L50 20L100 2', bridge: '' });
  expect(trendPaths([-1, 1]).line).toBe('M0 38L100 2');
});

test('where nothing could be counted there is no line, but a bridge to the next value', () => {
  expect(trendPaths([10, 10, undefined, 0, 10])).toEqual({ line: 'M0 2L25 2M75 38L100 2', bridge: 'M25 2L75 38' });
});

test('a lone value is a dash, and no value is no line', () => {
  expect(trendPaths([undefined, 3, undefined])).toEqual({ line: 'M50 2h2', bridge: '' });
  expect(trendPaths([4, undefined, 0])).toEqual({ line: 'M0 2h2M100 38h2', bridge: 'M0 2L100 38' });
  for (const none of [[], [1], [undefined, undefined]]) expect(trendPaths(none)).toEqual({ line: '', bridge: '' });
  expect(trendPaths([0, 0]).line).toBe('M0 38L100 38');
});
