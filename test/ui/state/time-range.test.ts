import { describe, expect, test } from 'vitest';
import {
  ALL_TIME,
  between,
  boundsOf,
  isoTime,
  rangeText,
  readRange,
  readTime,
  spanWord,
  writeRange,
} from '../../../ui/state/time-range.ts';

const NOON = Date.UTC(2026, 0, 15, 12) * 1000;
const MINUTE = 60_000_000;

describe('the address of a range', () => {
  test.each([
    [null, null],
    ['-5m', null],
    ['-24h', null],
    ['-90s', null],
    ['2026-01-15T12:00:00Z', null],
    [null, '2026-01-15T12:00:00Z'],
    ['2026-01-15T12:00:00.204512Z', '2026-01-15T12:00:01.5Z'],
  ])('%s, %s comes back as it was', (from, to) => {
    const written = writeRange(readRange(from, to));
    expect([written.from ?? null, written.to ?? null]).toEqual([from === '-24h' ? '-1d' : from, to]);
  });

  test.each([
    ['yesterday', null],
    ['-0m', null],
    ['-5y', '9'],
    ['2026-13-01T00:00Z', null],
  ])('%s, %s makes no sense and is no range', (from, to) => {
    expect(readRange(from, to)).toEqual(ALL_TIME);
  });

  test('an end that is not after the beginning is left out', () => {
    expect(between(NOON, NOON)).toEqual({ kind: 'between', from: NOON });
    expect(readRange('2026-01-15T12:00Z', '2026-01-15T11:00Z')).toEqual({ kind: 'between', from: NOON });
  });

  test('tells ranges apart', () => {
    expect(rangeText(ALL_TIME)).toBe('');
    expect(rangeText(readRange('-5m', null))).toBe('-5m/');
    expect(rangeText(between(undefined, NOON))).toBe('/2026-01-15T12:00:00Z');
  });
});

test('times keep their µs, and no more digits than they need', () => {
  expect(isoTime(NOON + 10_500_000)).toBe('2026-01-15T12:00:10.5Z');
  expect(isoTime(NOON + 1)).toBe('2026-01-15T12:00:00.000001Z');
  expect(isoTime(9e18)).toBe('');
  for (const time of [NOON, NOON + 1, NOON + 999_999, -1]) expect(readTime(isoTime(time))).toBe(time);
});

test('a span is told in its largest whole unit', () => {
  expect([90, 900, 3600, 86_400, 0].map(seconds => spanWord(seconds * 1_000_000))).toEqual([
    '90s',
    '15m',
    '1h',
    '1d',
    '1s',
  ]);
});

describe('the times that a range means', () => {
  const progress = { state: 'ready', start: NOON, clock: NOON + 60 * MINUTE + 7 } as const;
  test('all is open at both ends, from … to is what it says', () => {
    expect(boundsOf(ALL_TIME, progress)).toEqual({});
    expect(boundsOf(between(NOON, undefined), progress)).toEqual({ from: NOON });
  });
  test('the last minutes end with the capture', () => {
    expect(boundsOf(readRange('-5m', null), progress)).toEqual({ from: NOON + 55 * MINUTE + 7 });
    expect(boundsOf(readRange('-5m', null), undefined)).toEqual({});
  });
  test('while it goes on they move in steps, so that a question stays the same for some seconds', () => {
    const live = { ...progress, state: 'live' } as const;
    const at = (clock: number) => boundsOf(readRange('-5m', null), { ...live, clock }).from ?? 0;
    expect(at(NOON + 60 * MINUTE + 1)).toBe(at(NOON + 60 * MINUTE + 2_999_999));
    expect(at(NOON + 60 * MINUTE + 3_000_000) - at(NOON + 60 * MINUTE)).toBe(3_000_000);
  });
});
