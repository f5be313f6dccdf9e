import { expect, test } from 'vitest';
import { readCode, readDuration, readNumber, readTime } from '../../../collector/query/filter-values.ts';

test.each([
  ['42', 42],
  ['-3.5', -3.5],
])('%s is a number', (text, value) => {
  expect(readNumber(text)).toEqual({ low: value, high: value });
});

test.each(['', '1e9', '0x10', '5s', '∞'])('%j is no number', text => {
  expect(readNumber(text)).toBeUndefined();
});

test.each([
  ['404', 404, 404],
  ['5xx', 500, 599],
  ['48X', 480, 489],
])('%s is a code from %i to %i', (text, low, high) => {
  expect(readCode(text)).toEqual({ low, high });
});

test.each(['xxx', '5x', '4040', '-1', '5x0'])('%s is no code', text => {
  expect(readCode(text)).toBeUndefined();
});

test.each([
  ['3s', 3000],
  ['250ms', 250],
  ['0.5s', 500],
  ['1m30s', 90_000],
  ['2h', 7_200_000],
  ['500us', 0.5],
  ['2min', 120_000],
  ['0', 0],
])('%s is %d ms', (text, millis) => {
  expect(readDuration(text)).toEqual({ low: millis, high: millis });
});

test.each(['3', 's', '3 s', '-3s', '3d', ''])('%j is no duration', text => {
  expect(readDuration(text)).toBeUndefined();
});

const DAY = Date.UTC(2026, 0, 2) * 1000;

test.each([
  ['2026-01-02', 0, 86_400_000_000 - 1],
  ['2026-01-02T03:04', 11_040_000_000, 11_099_999_999],
  ['2026-01-02T03:04:05Z', 11_045_000_000, 11_045_999_999],
  ['2026-01-02 03:04:05.67', 11_045_670_000, 11_045_679_999],
  ['2026-01-02T03:04:05.678901Z', 11_045_678_901, 11_045_678_901],
  ['2026-01-02T04:04:05.678901+01:00', 11_045_678_901, 11_045_678_901],
  ['2026-01-01T23:04:05.678901-0400', 11_045_678_901, 11_045_678_901],
])('%s is that time, as exact as it is written', (text, low, high) => {
  expect(readTime(text)).toEqual({ low: DAY + low, high: DAY + high });
});

test.each(['2026', '2026-13-01', '2026-02-30', '2026-01-02T25:00', '10:00', 'yesterday'])('%s is no time', text => {
  expect(readTime(text)).toBeUndefined();
});
