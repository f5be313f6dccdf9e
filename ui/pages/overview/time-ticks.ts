// Ticks of a time axis at whole minutes, hours or days of the clock on the wall, and how each is written. Pure but for the zone.

import type { Micros } from '../../../server/wire/types.ts';
import { clock, day } from '../../base/format.ts';
import { fromWall, wallDate } from '../../base/time-zone.ts';
import { bucketWord } from '../../state/kpi-question.ts';

const SECOND: Micros = 1_000_000;
const HOUR: Micros = 3600 * SECOND;
const DAY: Micros = 24 * HOUR;
const STEPS: readonly Micros[] = [
  ...[0.001, 0.01, 0.1, 0.5],
  ...[1, 2, 5, 10, 15, 30],
  ...[60, 120, 300, 600, 900, 1800],
  ...[3600, 7200, 10_800, 21_600, 43_200],
  ...[1, 2, 7, 14, 30, 90, 365].map(days => days * 86_400),
].map(seconds => Math.round(seconds * SECOND));
const TICKS = 6;
/** Beyond, a range is not one that a person looks at. */
const MOST = 50;

export function timeTicks(from: Micros, to: Micros): readonly Micros[] {
  const step = STEPS.find(each => (to - from) / each <= TICKS) ?? (STEPS.at(-1) ?? SECOND) * 10;
  const ticks = new Set<Micros>();
  const first = wallOf(from);
  // The clock may have gone back meanwhile.
  const last = Math.max(wallOf(to), first + to - from);
  for (let wall = Math.ceil(first / step) * step; wall <= last && ticks.size < MOST; wall += step) {
    // Hours and days begin where the wall clock says so, on either side of a change to or from summer time; what is shorter is not moved
    // by one, and stands in both of the hours that come twice.
    const at = step > HOUR ? fromWall(wall / 1000) * 1000 : from + wall - first;
    // An hour that is left out is the one after it.
    if (at >= from && at <= to) ticks.add(at);
  }
  return [...ticks];
}

/** What the wall clock shows, as if that were UTC, µs. */
function wallOf(time: Micros): Micros {
  const millis = Math.floor(time / 1000);
  return wallDate(time).getTime() * 1000 + time - millis * 1000;
}

/** As short as the range allows: seconds where it is minutes, days where it is weeks; a midnight is the day that begins. */
export function tickText(time: Micros, span: Micros): string {
  const text = clock(time);
  if (span < 5 * SECOND) return text.slice(6);
  if (span <= 600 * SECOND) return text.slice(0, 8);
  if (span > 8 * DAY) return day(time);
  return text.startsWith('00:00:00') ? day(time).slice(5) : text.slice(0, 5);
}

/** `2026-01-15 10:02:00`, to the ms where buckets are shorter than a second. */
export function bucketName(time: Micros, length: Micros): string {
  const text = clock(time);
  return `${day(time)} ${length < SECOND ? text : text.slice(0, 8)}`;
}

/** `5 s`, `1 min`: for the words “per …”. */
export function lengthText(length: Micros): string {
  return bucketWord(length).replace(
    /^(\d+)(\w+)$/,
    (_, amount: string, unit: string) => `${amount} ${unit === 'm' ? 'min' : unit}`,
  );
}
