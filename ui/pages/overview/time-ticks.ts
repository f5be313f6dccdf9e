// Ticks of a time axis at whole minutes, hours or days of the clock on the wall, and how each is written. Pure but for the zone.

import type { Micros } from '../../../server/wire/types.ts';
import { clock, day } from '../../base/format.ts';
import { wallDate } from '../../base/time-zone.ts';
import { bucketWord } from '../../state/kpi-question.ts';

const SECOND: Micros = 1_000_000;
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
  // Whole hours of the wall clock, which is ahead of UTC by so much.
  const ahead = wallDate(from).getTime() * 1000 - Math.floor(from / 1000) * 1000;
  const ticks: Micros[] = [];
  for (let at = Math.ceil((from + ahead) / step) * step - ahead; at <= to && ticks.length < MOST; at += step)
    ticks.push(at);
  return ticks;
}

/** As short as the range allows: seconds where it is minutes, days where it is weeks. */
export function tickText(time: Micros, span: Micros): string {
  if (span < 5 * SECOND) return clock(time).slice(6);
  if (span <= 600 * SECOND) return clock(time).slice(0, 8);
  if (span <= 2 * 86_400 * SECOND) return clock(time).slice(0, 5);
  return span <= 8 * 86_400 * SECOND ? `${day(time).slice(5)} ${clock(time).slice(0, 5)}` : day(time);
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
