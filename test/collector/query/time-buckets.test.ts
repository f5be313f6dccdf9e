import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeBuckets, timeBuckets } from '../../../collector/query/time-buckets.ts';

const at = (iso: string): number => Date.parse(iso) * 1000;
const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

/** Where the first `n` begin, as UTC without seconds. */
function starts(buckets: TimeBuckets, n = buckets.count): string[] {
  return Array.from({ length: n }, (_, i) => new Date(buckets.start(i) / 1000).toISOString().slice(0, 16));
}

test('without a zone they begin at whole multiples of their length, and each time is in one', () => {
  const buckets = new TimeBuckets(125, 390, 100);
  expect([buckets.first, buckets.count, buckets.start(2), buckets.end(2)]).toEqual([100, 3, 300, 400]);
  expect([125, 199, 200, 390, 1234].map(time => buckets.at(time))).toEqual([0, 0, 1, 2, 11]);
});

test('days begin at midnight of the zone; the day on which the clock is changed is shorter, or longer', () => {
  const spring = new TimeBuckets(at('2026-03-27T22:30:00Z'), at('2026-03-30T12:00:00Z'), DAY, 'Europe/Berlin');
  expect(starts(spring)).toEqual(['2026-03-26T23:00', '2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00']);
  const autumn = new TimeBuckets(at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'), DAY, 'Europe/Berlin');
  expect(starts(autumn)).toEqual(['2026-10-23T22:00', '2026-10-24T22:00', '2026-10-25T23:00']);
  expect(autumn.end(1) - autumn.start(1)).toBe(25 * HOUR);
});

test('a range may begin on such a day', () => {
  const day = new TimeBuckets(at('2026-03-29T12:00:00Z'), at('2026-03-29T13:00:00Z'), DAY, 'Europe/Berlin');
  expect(starts(day)).toEqual(['2026-03-28T23:00']);
});

test('hours begin at the full hour of zones of half and quarter hours', () => {
  const from = at('2026-01-15T10:10:00Z');
  expect(starts(new TimeBuckets(from, from + HOUR, HOUR, 'Asia/Kolkata'))).toEqual([
    '2026-01-15T09:30',
    '2026-01-15T10:30',
  ]);
  expect(starts(new TimeBuckets(from, from, HOUR / 6, 'Asia/Kathmandu'))).toEqual(['2026-01-15T10:05']);
});

test('an hour that comes twice is two, one that is left out is none', () => {
  const autumn = at('2026-10-25T00:00:00Z');
  const twice = new TimeBuckets(autumn, autumn + 2 * HOUR, HOUR, 'Europe/Berlin');
  expect(starts(twice)).toEqual(['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00']);
  const spring = at('2026-03-29T00:00:00Z');
  expect(starts(new TimeBuckets(spring, spring + 2 * HOUR, HOUR, 'Europe/Berlin'))).toHaveLength(3);
});

test('six hours begin at 0, 6, 12 and 18 before and after a change', () => {
  const from = at('2026-03-28T23:00:00Z');
  expect(starts(new TimeBuckets(from, from + 10 * HOUR, 6 * HOUR, 'Europe/Berlin'))).toEqual([
    '2026-03-28T23:00',
    '2026-03-29T04:00',
  ]);
});

test('a change of half an hour, and a midnight that is left out', () => {
  const lordHowe = at('2026-04-04T14:00:00Z');
  expect(starts(new TimeBuckets(lordHowe, lordHowe + 3 * HOUR, HOUR, 'Australia/Lord_Howe'))).toEqual([
    '2026-04-04T14:00',
    '2026-04-04T15:30',
    '2026-04-04T16:30',
  ]);
  const santiago = at('2026-09-05T12:00:00Z');
  expect(starts(new TimeBuckets(santiago, santiago + 2 * DAY, DAY, 'America/Santiago'))).toEqual([
    '2026-09-05T04:00',
    '2026-09-06T04:00',
    '2026-09-07T03:00',
  ]);
});

test('weeks begin on Mondays', () => {
  expect(starts(new TimeBuckets(at('2026-01-15T10:00:00Z'), at('2026-01-15T10:00:00Z'), 7 * DAY))).toEqual([
    '2026-01-12T00:00',
  ]);
  expect(
    starts(new TimeBuckets(at('2026-01-15T10:00:00Z'), at('2026-01-15T10:00:00Z'), 7 * DAY, 'America/New_York')),
  ).toEqual(['2026-01-12T05:00']);
});

describe.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu', 'Africa/Casablanca'])(
  'in %s',
  zone => {
    test('every time is in the bucket that it is put into, and buckets follow each other', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }),
          fc.integer({ min: 0, max: 400 * DAY }),
          fc.constantFrom(HOUR / 2, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY),
          (from, span, length) => {
            const buckets = timeBuckets(from, from + span, { bucket: length, zone }, 1500);
            if (buckets === undefined) throw new Error('none');
            expect(buckets.start(0)).toBeLessThanOrEqual(from);
            expect(buckets.count).toBeLessThanOrEqual(1500);
            for (const time of [from, from + span / 2, from + span]) {
              const i = buckets.at(time);
              expect([buckets.start(i) <= time, time < buckets.end(i)]).toEqual([true, true]);
            }
            for (let i = 0; i < buckets.count; i++) expect(buckets.end(i)).toBeGreaterThan(buckets.start(i));
          },
        ),
        { seed: 11, numRuns: 150 },
      );
    });
  },
);

test('more than the limit become longer; without a length, or without anything, there are none', () => {
  const buckets = timeBuckets(0, 10_000_000, { bucket: 1000 }, 1500);
  expect(buckets?.count).toBeLessThanOrEqual(1500);
  expect(buckets?.length).toBe(8000);
  expect(timeBuckets(0, 5, {}, 10)).toBeUndefined();
  expect(timeBuckets(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, { bucket: 5 }, 10)).toBeUndefined();
});
