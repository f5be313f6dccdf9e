import { afterEach, expect, test } from 'vitest';
import { setTimeZone } from '../../../../ui/base/time-zone.ts';
import { bucketName, lengthText, tickText, timeTicks } from '../../../../ui/pages/overview/time-ticks.ts';

const at = (iso: string): number => Date.parse(iso) * 1000;
const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;

afterEach(() => {
  setTimeZone('UTC');
});

test('ticks are whole minutes, hours and days, and few', () => {
  const from = at('2026-01-15T10:02:11Z');
  const texts = (span: number): string[] => timeTicks(from, from + span).map(time => tickText(time, span));
  expect(texts(180 * SECOND)).toEqual(['10:02:30', '10:03:00', '10:03:30', '10:04:00', '10:04:30', '10:05:00']);
  expect(texts(5 * 3600 * SECOND)).toEqual(['11:00', '12:00', '13:00', '14:00', '15:00']);
  expect(texts(3 * DAY)).toEqual(['12:00', '01-16', '12:00', '01-17', '12:00', '01-18']);
  expect(texts(100 * DAY).length).toBeLessThanOrEqual(7);
  expect(timeTicks(0, 1e18).length).toBeLessThanOrEqual(50);
});

test('days begin where they do on the wall', () => {
  setTimeZone('America/New_York');
  const from = at('2026-01-15T00:00:00Z');
  expect(timeTicks(from, from + 3 * DAY).map(time => new Date(time / 1000).toISOString().slice(11, 16))[0]).toBe(
    '05:00',
  );
});

test('days begin where they do on the wall on both sides of a change to summer time, and of one from it', () => {
  setTimeZone('Europe/Berlin');
  const shown = (from: string, to: string): string[] => {
    const [first, last] = [at(from), at(to)];
    return timeTicks(first, last).map(time => tickText(time, last - first));
  };
  // 01:59:59 is followed by 03:00:00.
  expect(shown('2026-03-27T20:00:00Z', '2026-03-30T10:00:00Z')).toEqual([
    '03-28',
    '12:00',
    '03-29',
    '12:00',
    '03-30',
    '12:00',
  ]);
  expect(shown('2026-03-28T22:00:00Z', '2026-03-29T08:00:00Z')).toEqual([
    '03-29',
    '03:00',
    '04:00',
    '06:00',
    '08:00',
    '10:00',
  ]);
  expect(shown('2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toEqual([
    '01:00',
    '01:30',
    '03:00',
    '03:30',
    '04:00',
    '04:30',
    '05:00',
  ]);
  // 02:59:59 is followed by 02:00:00.
  expect(shown('2026-10-24T20:00:00Z', '2026-10-26T04:00:00Z')).toEqual(['10-25', '06:00', '12:00', '18:00', '10-26']);
  expect(shown('2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z')).toEqual(['02:00', '02:30', '02:00', '02:30', '03:00']);
});

test('a bucket is named by its beginning, its length in words', () => {
  expect(bucketName(at('2026-01-15T10:02:00Z'), 60 * SECOND)).toBe('2026-01-15 10:02:00');
  expect(bucketName(at('2026-01-15T10:02:00.5Z'), SECOND / 2)).toBe('2026-01-15 10:02:00.500');
  expect([lengthText(5 * SECOND), lengthText(60 * SECOND), lengthText(1000)]).toEqual(['5 s', '1 min', '1 ms']);
});
