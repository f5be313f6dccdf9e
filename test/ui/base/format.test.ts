import { describe, expect, test } from 'vitest';
import {
  byteCount,
  clock,
  clockOf,
  count,
  dateTime,
  day,
  duration,
  nextTimeMode,
  offset,
  percent,
  rowTime,
  sentence,
  timeSpan,
} from '../../../ui/base/format.ts';

const NOON = Date.UTC(2026, 0, 15, 12, 0, 0) * 1000;

describe('durations', () => {
  test.each([
    [undefined, '–'],
    [0, '0 ms'],
    [0.42, '0.42 ms'],
    [9.5, '9.5 ms'],
    [312.4, '312 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1:00'],
    [124_000, '2:04'],
    [3_724_000, '1:02:04'],
    [-1500, '-1.5 s'],
  ])('%s ms is written %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('times', () => {
  test('the time of day keeps the digits asked for, cut and not rounded', () => {
    expect(clock(NOON + 999_999)).toBe('12:00:00.999');
    expect(clock(NOON + 1, 6)).toBe('12:00:00.000001');
  });
  test('a full time names its zone', () => {
    expect(dateTime(NOON + 204_512)).toBe('2026-01-15 12:00:00.204512 UTC');
    expect(day(NOON)).toBe('2026-01-15');
  });
  test('a time before 1970 has a positive fraction', () => {
    expect(clock(-1, 6)).toBe('23:59:59.999999');
  });
  test('a time no calendar has is called invalid and does not throw', () => {
    expect(clock(9e18)).toBe('invalid time');
    expect(day(-9e18)).toBe('invalid date');
  });
  test('a span names its day once, and the second when it is another', () => {
    expect(timeSpan(NOON, NOON + 61_000_000)).toBe('2026-01-15 12:00:00 – 12:01:01 UTC');
    expect(timeSpan(NOON, NOON + 86_400_000_000)).toBe('2026-01-15 12:00:00 – 2026-01-16 12:00:00 UTC');
  });
  test('times of a span have their day where it is another at the end', () => {
    expect(clockOf(NOON, NOON + 61_000_000)(NOON)).toBe('12:00:00.000');
    expect(clockOf(NOON, NOON + 86_400_000_000)(NOON)).toBe('01-15 12:00:00.000');
  });
  test('differences carry their sign and µs', () => {
    expect(offset(504_000)).toBe('+0.504000');
    expect(offset(-1_000_001)).toBe('-1.000001');
  });
  test('the time rail counts from the clock, the start, or the row before', () => {
    expect(rowTime('absolute', NOON, NOON - 5, NOON - 1)).toBe('12:00:00.000000');
    expect(rowTime('relative', NOON, NOON - 5, NOON - 1)).toBe('+0.000005');
    expect(rowTime('delta', NOON, NOON - 5, NOON - 1)).toBe('+0.000001');
    expect(rowTime('delta', NOON, NOON, undefined)).toBe('+0.000000');
  });
  test('three clicks on a time lead back to the first mode', () => {
    expect(nextTimeMode(nextTimeMode(nextTimeMode('absolute')))).toBe('absolute');
  });
});

test('a message ends before another follows', () => {
  expect(['no capture', 'No.', 'Why?', ''].map(sentence)).toEqual(['no capture.', 'No.', 'Why?', '']);
});

describe('counts', () => {
  test('thousands are set apart', () => {
    expect([0, 999, 1284, 100_000, 1_330_000, -45_678].map(count)).toEqual([
      '0',
      '999',
      '1,284',
      '100,000',
      '1,330,000',
      '-45,678',
    ]);
  });
  test('a share of an unknown or empty whole is not told', () => {
    expect(percent(5, undefined)).toBeUndefined();
    expect(percent(5, 0)).toBeUndefined();
    expect(percent(62.9, 100)).toBe('62 %');
    expect(percent(120, 100)).toBe('100 %');
  });
  test('bytes have a unit that keeps the number short', () => {
    expect(byteCount(999)).toBe('999 B');
    expect(byteCount(823_456_789)).toBe('823.5 MB');
  });
});
