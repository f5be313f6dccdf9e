import { expect, test } from 'vitest';
import { readIsoTime, writeIsoTime } from '../../server/iso-time.ts';

const T = 1_767_323_045_000_000;

test.each([
  ['2026-01-02T03:04:05Z', T],
  ['2026-01-02T03:04:05', T],
  ['2026-01-02 03:04:05Z', T],
  ['2026-01-02T04:04:05+01:00', T],
  ['2026-01-02T04:04:05+0100', T],
  ['2026-01-02T03:04:05.678901Z', T + 678_901],
  ['2026-01-02T03:04:05.5Z', T + 500_000],
  ['2026-01-02T03:04:05.123456789Z', T + 123_456],
  ['2026-01-02T03:04Z', T - 5_000_000],
  ['2026-01-02', T - (3 * 3600 + 4 * 60 + 5) * 1_000_000],
])('%s is read to the µs', (text, time) => {
  expect(readIsoTime(text)).toBe(time);
});

test.each(['', 'now', '2026', '2026-13-01', '2026-01-02T25:00', '1767323045', '2026-01-02T03:04:05Zulu', '02.01.2026'])(
  '%j is no time',
  text => {
    expect(readIsoTime(text)).toBeUndefined();
  },
);

test('a time is written with all its digits, and read back', () => {
  const time = 1_767_323_045_678_901;
  expect(writeIsoTime(time)).toBe('2026-01-02T03:04:05.678901Z');
  expect(readIsoTime(writeIsoTime(time))).toBe(time);
  expect([writeIsoTime(0), writeIsoTime(9e18)]).toEqual(['1970-01-01T00:00:00.000000Z', '']);
});
