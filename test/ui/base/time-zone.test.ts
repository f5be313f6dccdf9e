import { afterEach, describe, expect, test } from 'vitest';
import { clock, dateTime, day, timeSpan } from '../../../ui/base/format.ts';
import { fromWall, isZone, setTimeZone, timeZone, wallDate, zoneAt, zoneNames } from '../../../ui/base/time-zone.ts';

const micros = (iso: string): number => Date.parse(iso) * 1000;
const WINTER = micros('2026-01-15T23:30:00Z');
const SUMMER = micros('2026-07-15T23:30:00Z');

afterEach(() => {
  setTimeZone('UTC');
});

test('times are in UTC until somebody chooses, and then in that zone with its offset of the day', () => {
  expect([timeZone(), clock(WINTER), zoneAt(WINTER)]).toEqual(['UTC', '23:30:00.000', 'UTC']);
  expect(setTimeZone('Europe/Berlin')).toBe(true);
  expect(dateTime(WINTER + 5)).toBe('2026-01-16 00:30:00.000005 +01:00');
  expect(dateTime(SUMMER)).toBe('2026-07-16 01:30:00.000000 +02:00');
  expect(timeSpan(WINTER, WINTER + 60_000_000)).toBe('2026-01-16 00:30:00 – 00:31:00 +01:00');
  setTimeZone('Asia/Kathmandu');
  expect([day(WINTER), clock(WINTER), zoneAt(WINTER)]).toEqual(['2026-01-16', '05:15:00.000', '+05:45']);
  setTimeZone('America/St_Johns');
  expect([clock(WINTER), zoneAt(WINTER)]).toEqual(['20:00:00.000', '−03:30']);
});

test('a zone that the browser does not know changes nothing', () => {
  setTimeZone('Europe/Berlin');
  expect(setTimeZone('Mars/Olympus')).toBe(false);
  expect(timeZone()).toBe('Europe/Berlin');
  expect([isZone('local'), isZone('UTC'), isZone('')]).toEqual([true, true, false]);
  expect(zoneNames()).toContain('Europe/Berlin');
});

test('a time before the year 1, and one that no calendar has, throw nothing', () => {
  setTimeZone('America/New_York');
  expect(wallDate(micros('-000050-01-01T12:00:00Z')).getUTCFullYear()).toBe(-50);
  expect(clock(9e18)).toBe('invalid time');
});

describe('what the wall clock shows, as a point in time', () => {
  test.each([
    ['UTC', '2026-03-29T02:30:00Z', '2026-03-29T02:30:00.000Z'],
    ['Europe/Berlin', '2026-01-15T12:00:00Z', '2026-01-15T11:00:00.000Z'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', '2026-07-15T10:00:00.000Z'],
    // 02:30 comes twice on this day: the first is summer time.
    ['Europe/Berlin', '2026-10-25T02:30:00Z', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:30:00Z', '2026-10-25T02:30:00.000Z'],
    // 02:30 does not come on this day.
    ['Europe/Berlin', '2026-03-29T02:30:00Z', '2026-03-29T01:30:00.000Z'],
  ])('in %s %s', (zone, wall, expected) => {
    setTimeZone(zone);
    expect(new Date(fromWall(Date.parse(wall))).toISOString()).toBe(expected);
  });
});
