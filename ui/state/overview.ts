// Key figures and charts of the overview: what is asked for, what is shown meanwhile. Pure.
//
//   state ──▶ wantedKpi ──▶ asked ──▶ report, or a problem; the last report stays on the page until the next one is here

import type { CaptureProgress, KpiReport, Micros } from '../../server/wire/types.ts';
import type { AppState, Problem } from './app-state.ts';
import { isoTime, rangeText, type TimeBounds } from './time-range.ts';
import { currentBounds, generationOf, openCapture } from './watch.ts';

/** One question. `view` is what its reader would call the same: it does not move with the last minutes of a live capture. */
export interface KpiKey {
  readonly view: string;
  /** Query string of `GET /api/kpi`. */
  readonly query: string;
}

export interface OverviewState {
  readonly asked: KpiKey | undefined;
  readonly isAsked: boolean;
  /** The question that `report` answers. */
  readonly shown: KpiKey | undefined;
  readonly report: KpiReport | undefined;
  /** Why the question of now was refused. */
  readonly problem: Problem | undefined;
}

export const EMPTY_OVERVIEW: OverviewState = {
  asked: undefined,
  isAsked: false,
  shown: undefined,
  report: undefined,
  problem: undefined,
};

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
  query.set('bucket', bucketWord(bucketFor(spanOf(bounds, capture.progress))));
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

export function onKpiAsked(overview: OverviewState, key: KpiKey): OverviewState {
  const isSame = overview.asked?.view === key.view;
  return { ...overview, asked: key, isAsked: true, problem: isSame ? overview.problem : undefined };
}

export function onKpiAnswer(overview: OverviewState, key: KpiKey, report: KpiReport): OverviewState {
  if (overview.asked?.query !== key.query) return overview;
  return { ...overview, isAsked: false, shown: key, report, problem: undefined };
}

export function onKpiRefused(overview: OverviewState, key: KpiKey, problem: Problem): OverviewState {
  if (overview.asked?.query !== key.query) return overview;
  return { ...overview, isAsked: false, problem };
}

/** The report is about something else than what is asked for by now. */
export function isKpiStale({ asked, shown }: OverviewState): boolean {
  return asked !== undefined && shown !== undefined && asked.view !== shown.view;
}
