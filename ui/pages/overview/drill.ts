// Where a slice of a chart leads: the filter that it adds, and the range of time that its bucket is. Pure.

import type { Micros } from '../../../server/wire/types.ts';
import { activeParts } from '../../filter/terms.ts';
import { readTree } from '../../filter/tree.ts';
import type { KpiKey } from '../../state/overview.ts';
import { between, readTime, type TimeBounds, type TimeRange } from '../../state/time-range.ts';

/** `terms` joined to a filter by `and`; what it says already is not said again. */
export function narrowedBy(filter: string, terms: readonly string[]): string {
  const before = filter.trim();
  const said = new Set(activeParts(before).map(({ text }) => text));
  const added = terms.flatMap(term => term.split(' and ')).filter(term => !said.has(term));
  if (before === '') return added.join(' and ');
  const kept = readTree(before)?.node?.type === 'or' ? `(${before})` : before;
  return [kept, ...added].join(' and ');
}

/** The times that a report was asked about. */
export function boundsAsked(key: KpiKey | undefined): TimeBounds {
  const query = new URLSearchParams(key?.query ?? '');
  const [from, to] = [readTime(query.get('from') ?? ''), readTime(query.get('to') ?? '')];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The part of a bucket that lies in the range asked for. */
export function bucketRange(time: Micros, length: Micros, bounds: TimeBounds): TimeRange {
  return between(
    Math.max(time, bounds.from ?? Number.NEGATIVE_INFINITY),
    Math.min(time + length, bounds.to ?? Number.POSITIVE_INFINITY),
  );
}

/** What was brushed, in whole µs. */
export function brushedRange(from: number, to: number, bounds: TimeBounds): TimeRange {
  return bucketRange(Math.floor(from), Math.max(1, Math.ceil(to) - Math.floor(from)), bounds);
}
