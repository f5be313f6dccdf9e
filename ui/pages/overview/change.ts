// How a figure stands to that of the range before: in its own unit, and honest where there is nothing to compare with. Pure.

import type { KpiReport, Micros } from '../../../server/wire/types.ts';
import { clock, dateTime, day } from '../../base/format.ts';
import { texts } from '../../texts.ts';

const words = texts.overview.change;

export interface Change {
  /** `▲ 2.1 pp`, `▼ 12 %`, `=`; empty where there is nothing to compare with. */
  readonly short: string;
  /** What is read out and shown in the explanation. */
  readonly long: string;
  readonly meaning: 'good' | 'bad' | 'even';
}

/** How a difference is told: a share of the value before, points of a per cent, or the value's own unit. */
export type ChangeUnit = 'relative' | 'points' | 'own';

export interface Compared {
  readonly now: number | null | undefined;
  readonly before: number | null | undefined;
  readonly unit: ChangeUnit;
  /** Which way is good; undefined where neither is. */
  readonly better: 'more' | 'less' | undefined;
  readonly write: (value: number) => string;
}

/** `start`: the first packet of the capture. */
export function changeOf(
  { now, before, unit, better, write }: Compared,
  previous: KpiReport['previous'],
  start: Micros | undefined,
): Change {
  const none = (long: string): Change => ({ short: '', long, meaning: 'even' });
  if (previous === undefined) return none(words.noRange);
  if (!previous.isCovered) return none(start === undefined ? words.noRange : words.notCovered(dateTime(start)));
  if (before === undefined || before === null || now === undefined || now === null) return none(words.noBefore);
  const was = words.before(write(before), ...span(previous.from, previous.to));
  const by = difference(now, before, unit, write);
  if (by === undefined) return { short: '=', long: `${words.same}. ${was}`, meaning: 'even' };
  const isMore = now > before;
  const isGood = better === undefined ? undefined : (better === 'more') === isMore;
  return {
    short: `${isMore ? '▲' : '▼'} ${by}`,
    long: `${isMore ? words.more(by) : words.less(by)}. ${was}`,
    meaning: isGood === undefined ? 'even' : isGood ? 'good' : 'bad',
  };
}

/** Undefined when the figures are the same as far as they are written. */
function difference(
  now: number,
  before: number,
  unit: ChangeUnit,
  write: (value: number) => string,
): string | undefined {
  const size = Math.abs(now - before);
  if (size === 0 || write(now) === write(before)) return undefined;
  if (unit === 'points') return `${(size * 100).toFixed(1)} pp`;
  // What was nothing before has no share to grow by.
  if (unit === 'own' || before === 0) return write(size);
  const share = (size / Math.abs(before)) * 100;
  return share < 10 ? `${share.toFixed(1)} %` : `${Math.round(share).toLocaleString('en-US')} %`;
}

function span(from: Micros, to: Micros): [string, string] {
  const short = (time: Micros): string => clock(time).replace(/\.\d+$/, '');
  return day(from) === day(to)
    ? [`${day(from)} ${short(from)}`, short(to)]
    : [`${day(from)} ${short(from)}`, `${day(to)} ${short(to)}`];
}
