import { expect, test } from 'vitest';
import { isoTime, millis } from '../../../collector/model/time.ts';

test('a time is ISO 8601 in UTC with microseconds', () => {
  expect(isoTime(1_767_323_045_678_901)).toBe('2026-01-02T03:04:05.678901Z');
  expect(isoTime(0)).toBe('1970-01-01T00:00:00.000000Z');
  expect(isoTime(1_000_001)).toBe('1970-01-01T00:00:01.000001Z');
});

test('a time before the epoch counts its fraction upwards', () => {
  expect(isoTime(-1)).toBe('1969-12-31T23:59:59.999999Z');
});

test('a time that no calendar has is shown as the number it is', () => {
  expect(isoTime(1.8e19)).toBe('invalid-time(18000000000000000000)');
  expect(isoTime(Number.NaN)).toBe('invalid-time(NaN)');
});

test('a duration in ms keeps its microseconds', () => {
  expect(millis(1_234_567)).toBe(1234.567);
});
