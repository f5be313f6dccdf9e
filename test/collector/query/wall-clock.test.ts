import { expect, test } from 'vitest';
import { isTimeZone, WallClock } from '../../../collector/query/wall-clock.ts';

const at = (iso: string): number => Date.parse(iso) * 1000;
const MINUTES = 60_000_000;

test.each([
  ['UTC', '2026-07-01T12:00:00Z', 0],
  ['Europe/Berlin', '2026-01-15T12:00:00Z', 60],
  ['Europe/Berlin', '2026-07-15T12:00:00Z', 120],
  ['Asia/Kolkata', '2026-07-15T12:00:00Z', 330],
  ['Asia/Kathmandu', '2026-07-15T12:00:00Z', 345],
  ['America/St_Johns', '2026-01-15T12:00:00Z', -210],
  ['Australia/Lord_Howe', '2026-07-15T12:00:00Z', 630],
])('%s at %s', (zone, time, minutes) => {
  const clock = new WallClock(zone);
  expect([clock.offset(at(time)), clock.offset(at(time) + 1)]).toEqual([minutes * MINUTES, minutes * MINUTES]);
});

test('the clock is changed at its moment', () => {
  const clock = new WallClock('Europe/Berlin');
  const change = at('2026-03-29T01:00:00Z');
  expect([clock.offset(change - 1), clock.offset(change)]).toEqual([60 * MINUTES, 120 * MINUTES]);
});

test('times that no calendar has are ahead of nothing', () => {
  expect(new WallClock('Europe/Berlin').offset(2 ** 63)).toBe(0);
});

test('names of zones are known, others are not', () => {
  expect(['UTC', 'Europe/Berlin', 'Moon/Base', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});
