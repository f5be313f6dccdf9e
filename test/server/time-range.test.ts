import { expect, test } from 'vitest';
import { timeRange } from '../../server/time-range.ts';

test('what is not asked for is absent', () => {
  expect(timeRange({})).toEqual({});
  expect(timeRange({ to: '1970-01-01T00:00:01Z' })).toEqual({ to: 1_000_000 });
});

test('what is no time is refused by its name', () => {
  expect(() => timeRange({ from: 'yesterday' })).toThrow('"from" is no ISO 8601 time: yesterday');
});
