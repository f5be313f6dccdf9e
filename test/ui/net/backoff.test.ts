import { expect, test } from 'vitest';
import { backoff } from '../../../ui/net/backoff.ts';

test('waits double and end at ten seconds', () => {
  expect([0, 1, 2, 3].map(attempt => backoff(attempt, 0.999_999))).toEqual([250, 500, 1000, 2000]);
  expect(backoff(1_000_000, 0.999_999)).toBe(10_000);
});
test('jitter takes away at most half', () => {
  expect(backoff(2, 0)).toBe(500);
});
