// The key figures as tiles: number, trend, change, and how each was counted (SEMANTICS §4). Pure: takes a report, gives words.

import type { CallFigures, KpiBucket, KpiReport, Micros, Percentiles } from '../../../server/wire/types.ts';
import { count, dateTime, duration } from '../../base/format.ts';
import { texts } from '../../texts.ts';
import { type Change, type Compared, changeOf } from './change.ts';

const words = texts.overview.kpi;

export interface Tile {
  readonly id: string;
  readonly title: string;
  /** `–` when there is nothing to count; then `none` says why. */
  readonly value: string;
  readonly unit: string;
  /** A second figure: `p95 1.2 s`. */
  readonly second: string;
  readonly none: string;
  readonly trend: readonly (number | undefined)[];
  readonly trendWords: string;
  readonly change: Change;
  /** Formula, what was counted, what was left out. */
  readonly explanation: readonly string[];
}

interface Amount {
  readonly value: string;
  readonly unit: string;
}

interface Figure extends Omit<Compared, 'now' | 'before'> {
  readonly id: string;
  readonly title: string;
  readonly unitWord?: string;
  /** A value and its unit, where that depends on how large it is; else `write` and `unitWord`. */
  readonly amountOf?: (value: number) => Amount;
  readonly formula: string;
  readonly valueOf: (report: Pick<KpiReport, 'calls' | 'registrations' | 'concurrent' | 'traffic'>) => number | null;
  readonly secondOf?: (report: KpiReport) => string;
  readonly trendOf: (bucket: KpiBucket) => number | null;
  readonly counted: (report: KpiReport) => readonly string[];
  readonly none: (report: KpiReport) => string;
}

export const percentText = (ratio: number): string => `${(ratio * 100).toFixed(ratio === 1 || ratio === 0 ? 0 : 1)} %`;
const { units } = words.attempts;
/** Seconds of each unit of a rate, the shortest first. */
const PACES = [
  [1, units.second],
  [60, units.minute],
  [3600, units.hour],
  [86_400, units.day],
] as const;

/** A rate per second as a person says it: 2 calls in a week are 0.29 a day, not 0.0000033 a second. */
export function paceOf(rate: number): Amount {
  const [seconds, unit] = PACES.find(([length]) => rate === 0 || rate * length >= 0.095) ?? [86_400, units.day];
  const value = rate * seconds;
  if (value === 0) return { value: '0', unit };
  return {
    value: value < 0.01 ? value.toPrecision(2) : value < 10 ? value.toFixed(2) : count(Math.round(value)),
    unit,
  };
}

function paceText(rate: number): string {
  const { value, unit } = paceOf(rate);
  return `${value} ${unit}`;
}
const mosText = (mos: number): string => mos.toFixed(2);
const delayText = (ms: number): string => duration(ms);

function p95Text({ p95 }: Percentiles): string {
  return p95 === null ? '' : `${words.p95} ${delayText(p95)}`;
}

function ratioFigure(id: 'asr' | 'seer' | 'ner' | 'isa', better: 'more' | 'less'): Figure {
  return {
    id,
    title: words[id].title,
    formula: words[id].formula,
    unit: 'points',
    better,
    write: percentText,
    valueOf: ({ calls }) => calls[id],
    trendOf: ({ calls }) => calls[id],
    counted: ({ calls, lateStarts }) => [
      words.ratio(calls.attempts, calls.inProgress, calls.redirected),
      ...(lateStarts > 0 ? [words.lateStarts(lateStarts)] : []),
    ],
    none: ({ calls }) => words.noRatio(calls.inProgress),
  };
}

function delayFigure(id: 'pdd' | 'sdd'): Figure {
  const of = (calls: CallFigures): Percentiles => calls[id];
  return {
    id,
    title: words[id].title,
    formula: words[id].formula,
    unit: 'relative',
    better: 'less',
    write: delayText,
    valueOf: ({ calls }) => of(calls).p50,
    secondOf: ({ calls }) => p95Text(of(calls)),
    trendOf: ({ calls }) => of(calls).p95,
    counted: ({ calls }) => [words.of(of(calls).count)],
    none: () => words[id].none,
  };
}

const FIGURES: readonly Figure[] = [
  {
    id: 'attempts',
    title: words.attempts.title,
    formula: words.attempts.formula,
    unit: 'relative',
    better: undefined,
    write: paceText,
    amountOf: paceOf,
    valueOf: ({ calls }) => (calls.attempts + calls.inProgress === 0 ? null : calls.attemptsPerSecond),
    trendOf: ({ calls }) => calls.attemptsPerSecond ?? 0,
    secondOf: ({ calls }) => words.attempts.all(calls.attempts + calls.inProgress),
    counted: ({ calls, lateStarts }) => [
      words.attempts.counted(calls.attempts, calls.inProgress),
      ...(lateStarts > 0 ? [words.lateStarts(lateStarts)] : []),
    ],
    none: () => words.attempts.none,
  },
  {
    id: 'concurrent',
    title: words.concurrent.title,
    unitWord: words.concurrent.unit,
    formula: words.concurrent.formula,
    unit: 'relative',
    better: undefined,
    write: count,
    valueOf: ({ concurrent }) => (concurrent.peak === 0 ? null : concurrent.peak),
    trendOf: ({ concurrent }) => concurrent.peak,
    counted: ({ concurrent }) =>
      concurrent.peakTime === undefined ? [] : [words.concurrent.peak(dateTime(concurrent.peakTime))],
    none: () => words.concurrent.none,
  },
  ratioFigure('asr', 'more'),
  ratioFigure('seer', 'more'),
  ratioFigure('ner', 'more'),
  ratioFigure('isa', 'less'),
  delayFigure('pdd'),
  delayFigure('sdd'),
  {
    id: 'acd',
    title: words.acd.title,
    formula: words.acd.formula,
    unit: 'relative',
    better: undefined,
    write: delayText,
    valueOf: ({ calls }) => calls.acd,
    secondOf: ({ calls }) => p95Text(calls.sdt),
    trendOf: ({ calls }) => calls.acd,
    counted: ({ calls }) => [words.of(calls.sdt.count)],
    none: () => words.acd.none,
  },
  {
    id: 'registrations',
    title: words.registrations.title,
    unitWord: words.registrations.unit,
    formula: words.registrations.formula,
    unit: 'relative',
    better: undefined,
    write: count,
    valueOf: ({ registrations: { attempts, inProgress } }) =>
      attempts + inProgress === 0 ? null : attempts + inProgress,
    trendOf: ({ registrations }) => registrations.attempts + registrations.inProgress,
    secondOf: ({ registrations: { ira } }) => (ira === null ? '' : `IRA ${percentText(ira)}`),
    counted: ({ registrations: { succeeded, ineffective, inProgress, attempts } }) => [
      words.registrations.counted(succeeded, ineffective, inProgress, attempts - succeeded - ineffective),
    ],
    none: () => words.registrations.none,
  },
  {
    id: 'retransmissions',
    title: words.retransmissions.title,
    formula: words.retransmissions.formula,
    unit: 'points',
    better: 'less',
    write: percentText,
    valueOf: ({ traffic }) => traffic.retransmissionRatio,
    trendOf: ({ traffic }) => traffic.retransmissionRatio,
    secondOf: ({ traffic }) => count(traffic.retransmissions),
    counted: ({ traffic }) => [words.retransmissions.counted(traffic.retransmissions, traffic.messages)],
    none: () => words.retransmissions.none,
  },
];

/** `start`: the first packet of the capture. */
export function tilesOf(report: KpiReport, start: Micros | undefined): readonly Tile[] {
  return [...FIGURES.map(figure => tileOf(figure, report, start)), mosTile(report, start)];
}

function tileOf(figure: Figure, report: KpiReport, start: Micros | undefined): Tile {
  const { id, title, formula, write } = figure;
  const now = figure.valueOf(report);
  const before = report.previous === undefined ? undefined : figure.valueOf(report.previous);
  const trend = (report.buckets ?? []).map(bucket => figure.trendOf(bucket) ?? undefined);
  const change = changeOf({ ...figure, now, before }, report.previous, start);
  return {
    id,
    title,
    ...(now === null
      ? { value: '–', unit: '' }
      : (figure.amountOf?.(now) ?? { value: write(now), unit: figure.unitWord ?? '' })),
    second: now === null ? '' : (figure.secondOf?.(report) ?? ''),
    none: now === null ? figure.none(report) : '',
    trend,
    trendWords: trendWords(title, trend, write),
    change,
    explanation: [formula, ...(now === null ? [figure.none(report)] : figure.counted(report)), change.long],
  };
}

function mosTile(report: KpiReport, start: Micros | undefined): Tile {
  const { title, formula, none, of } = words.mos;
  const mos = report.charts?.mos ?? { count: 0, p50: null, p5: null };
  const change = changeOf(
    { now: mos.p50, before: report.previous?.mos?.p50, unit: 'own', better: 'more', write: mosText },
    report.previous,
    start,
  );
  const trend = (report.charts?.buckets ?? []).map(bucket => bucket.mos.p50 ?? undefined);
  return {
    id: 'mos',
    title,
    value: mos.p50 === null ? '–' : mosText(mos.p50),
    unit: '',
    second: mos.p5 === null ? '' : `${words.p5} ${mosText(mos.p5)}`,
    none: mos.p50 === null ? none : '',
    trend,
    trendWords: trendWords(title, trend, mosText),
    change,
    explanation: [formula, mos.p50 === null ? none : of(mos.count, report.charts?.calls ?? mos.count), change.long],
  };
}

function trendWords(title: string, trend: readonly (number | undefined)[], write: (value: number) => string): string {
  const known = trend.filter(value => value !== undefined);
  if (known.length < 2) return '';
  return texts.overview.trend(title, write(Math.min(...known)), write(Math.max(...known)));
}
