// What the overview asks for: filter, range, and buckets of a length that its charts have room for. Pure.

import type { CaptureProgress, Micros } from '../../server/wire/types.ts';
import { localZone } from '../base/time-zone.ts';
import type { AppState } from './app-state.ts';
import type { KpiKey } from './overview.ts';
import { isoTime, rangeText, type TimeBounds } from './time-range.ts';
import { currentBounds, generationOf, openCapture } from './watch.ts';

/** Points that a chart of the page has room for. */
const BUCKETS = 120;
const MILLI: Micros = 1000;
const SECOND: Micros = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths that a clock or a calendar has. */
const LENGTHS: readonly Micros[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(n => n * MILLI),
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map(n => n * DAY),
];

/** Length of a bucket, so that a range has at most some hundred of them. */
export function bucketFor(span: Micros): Micros {
  const wanted = Math.max(0, span) / BUCKETS;
  return LENGTHS.find(length => length >= wanted) ?? 365 * DAY;
}

/** `10ms`, `5s`, `1m`: as the server reads it. */
export function bucketWord(length: Micros): string {
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
  ] as const) {
    if (length % size === 0) return `${length / size}${unit}`;
  }
  return `${Math.max(1, Math.round(length / MILLI))}ms`;
}

/** What the overview wants to know; undefined on other pages and without an open capture. */
export function wantedKpi(state: AppState): KpiKey | undefined {
  const capture = openCapture(state);
  if (state.route.page !== 'overview' || capture === undefined) return undefined;
  const { filter, range } = state.route;
  const bounds = currentBounds(state);
  const query = new URLSearchParams({ capture: capture.id, charts: 'true' });
  const bucket = bucketFor(spanOf(bounds, capture.progress));
  query.set('bucket', bucketWord(bucket));
  // Shorter ones begin alike in every zone.
  if (bucket >= MINUTE && state.zone !== 'UTC') query.set('zone', state.zone === 'local' ? localZone() : state.zone);
  if (filter !== '') query.set('filter', filter);
  if (bounds.from !== undefined) {
    query.set('from', isoTime(bounds.from));
    query.set('previous', 'true');
  }
  if (bounds.to !== undefined) query.set('to', isoTime(bounds.to));
  const view = JSON.stringify([capture.id, generationOf(state, capture.id), filter, rangeText(range)]);
  return { view, query: query.toString() };
}

function spanOf({ from, to }: TimeBounds, { start, clock }: CaptureProgress): Micros {
  const begin = from === undefined ? (start ?? 0) : Math.max(from, start ?? from);
  const end = to === undefined ? (clock ?? begin) : Math.min(to, clock ?? to);
  return end - begin;
}
