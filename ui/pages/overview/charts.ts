// The charts of the overview: a report as series, and where each of their points leads. Pure.

import type { CallCharts, Histogram, KpiReport, Micros } from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { classToken } from '../../base/response-class.ts';
import type { Route } from '../../state/route.ts';
import type { TimeBounds } from '../../state/time-range.ts';
import { texts } from '../../texts.ts';
import type { ChartSeries } from '../../widgets/chart-view.ts';
import { stateToken } from '../calls/meaning.ts';
import { bucketRange, narrowedBy } from './drill.ts';
import { bucketName, lengthText, tickText, timeTicks } from './time-ticks.ts';

const words = texts.overview.chart;

export interface ChartSpec {
  readonly id: string;
  readonly heading: string;
  readonly unit: string;
  readonly series: readonly ChartSeries[];
  readonly formatX: (x: number) => string;
  readonly namePoint: (x: number) => string;
  readonly range: { readonly from: number; readonly to: number };
  readonly ticks: readonly number[];
  readonly isStacked: boolean;
  /** Over time: a part of it can be chosen. */
  readonly isTime: boolean;
  /** What is not in the chart. */
  readonly note: string;
  /** Why there is no chart. */
  readonly none: string;
  readonly summary: string;
  /** Where a point leads. */
  readonly to: (series: number, index: number) => Partial<Route> | undefined;
}

/** What is looked at: points are clicked into it. */
export interface Looked {
  readonly filter: string;
  readonly bounds: TimeBounds;
}

/** Colours of the groups of states, by their names: those of their states in the list. No more than eight. */
const STATE_TOKENS: Readonly<Record<string, string>> = {
  'in progress': stateToken('ringing'),
  up: stateToken('established'),
  ended: stateToken('ended'),
  cancelled: stateToken('cancelled'),
  'busy or declined': stateToken('busy'),
  redirected: stateToken('redirected'),
  failed: stateToken('failed'),
  timeout: stateToken('timeout'),
};
const MOS_TOKENS = ['--state-bad', '--state-bad', '--state-warn', '--state-warn', '--state-good', '--state-good'];
/** Codes in the chart; the rest is counted beside it. */
const CODES = 14;

export function chartsOf(report: KpiReport, looked: Looked): readonly ChartSpec[] {
  const { charts } = report;
  if (charts === undefined || report.from === undefined || report.to === undefined) return [];
  const time = new TimeAxis(report, looked);
  return [
    outcomes(charts, time, looked),
    codes(charts, looked),
    histogram('pdd', charts, charts.pdd, looked),
    histogram('sdd', charts, charts.disconnectDelay, looked),
    histogram('talk', charts, charts.talkTime, looked),
    histogram('mos', charts, charts.mosBins, looked),
    registrations(report, time),
    retransmissions(report, time),
  ];
}

interface Bucket {
  readonly time: Micros;
  readonly end: Micros;
}

/** The x axis that all charts over time share. */
class TimeAxis {
  readonly range: { readonly from: Micros; readonly to: Micros };
  readonly ticks: readonly Micros[];
  readonly length: Micros;
  readonly unit: string;
  private readonly bounds: TimeBounds;
  /** Where a bucket begins, by where its bar stands: one that a change of the clock lies in is longer or shorter. */
  private readonly startByMiddle: ReadonlyMap<number, Micros>;

  constructor({ from = 0, to = 0, bucket = 1, buckets }: KpiReport, { bounds }: Looked) {
    this.length = bucket;
    const first = buckets?.[0]?.time ?? from;
    const last = buckets?.at(-1)?.end ?? to + bucket;
    this.startByMiddle = new Map(buckets?.map(each => [this.middle(each), each.time]));
    this.range = { from: first, to: last };
    this.ticks = timeTicks(first, last);
    this.unit = words.per(lengthText(bucket));
    this.bounds = bounds;
  }

  /** The middle of a bucket, where its bar stands. */
  middle({ time, end }: Bucket): number {
    return (time + end) / 2;
  }

  rangeOf({ time, end }: Bucket): Partial<Route> {
    return { range: bucketRange(time, end - time, this.bounds), row: undefined };
  }

  get axis(): Pick<ChartSpec, 'range' | 'ticks' | 'formatX' | 'namePoint' | 'isTime'> {
    const { from, to } = this.range;
    return {
      range: this.range,
      ticks: this.ticks,
      formatX: x => tickText(x, to - from),
      namePoint: x => bucketName(this.startByMiddle.get(x) ?? x - this.length / 2, this.length),
      isTime: true,
    };
  }
}

function outcomes(charts: CallCharts, time: TimeAxis, looked: Looked): ChartSpec {
  const buckets = charts.buckets ?? [];
  // A group that nobody is in needs no line of the legend.
  const groups = charts.states.flatMap((group, at) => (group.count === 0 ? [] : [{ ...group, at }]));
  return {
    id: 'outcomes',
    heading: words.outcomes,
    unit: `${words.calls} ${time.unit}`,
    ...time.axis,
    isStacked: true,
    series: groups.map(({ name, at }) => ({
      label: name,
      color: STATE_TOKENS[name] ?? '--ink-3',
      shape: 'bar',
      points: buckets.map(bucket => ({ x: time.middle(bucket), y: bucket.states[at] ?? 0 })),
    })),
    note: '',
    none: charts.calls === 0 ? words.none.outcomes : '',
    summary: groups.map(({ name, count: n }) => `${count(n)} ${name}`).join(', '),
    to: (series, index) => {
      const [group, bucket] = [groups[series], buckets[index]];
      if (group === undefined || bucket === undefined) return undefined;
      return {
        page: 'calls',
        ...time.rangeOf(bucket),
        filter: narrowedBy(looked.filter, [charts.filter, group.filter]),
      };
    },
  };
}

/** Bars beside each other, one a name. */
function bars(
  names: readonly { readonly name: string; readonly tick: string }[],
): Pick<ChartSpec, 'range' | 'ticks' | 'formatX' | 'namePoint' | 'isTime' | 'isStacked'> {
  return {
    range: { from: -0.5, to: names.length - 0.5 },
    ticks: names.map((_, at) => at),
    formatX: x => names[x]?.tick ?? '',
    namePoint: x => names[x]?.name ?? '',
    isTime: false,
    isStacked: false,
  };
}

function codes(charts: CallCharts, { filter }: Looked): ChartSpec {
  const shown = charts.codes.slice(0, CODES).sort((a, b) => Number(a.name) - Number(b.name));
  const more = charts.codes.length - shown.length + charts.codesOmitted;
  return {
    id: 'codes',
    heading: words.codes,
    unit: words.calls,
    ...bars(shown.map(({ name }) => ({ name, tick: name }))),
    series: [
      {
        label: words.calls,
        color: '--accent',
        colors: shown.map(({ name }) => classToken(Number(name))),
        shape: 'bar',
        points: shown.map((slice, x) => ({ x, y: slice.count })),
      },
    ],
    note: more > 0 ? words.more(more) : '',
    none: shown.length === 0 ? words.none.codes : '',
    summary: shown.map(({ name, count: n }) => `${count(n)} × ${name}`).join(', '),
    to: (_, index) => {
      const slice = shown[index];
      return slice && { page: 'calls', row: undefined, filter: narrowedBy(filter, [charts.filter, slice.filter]) };
    },
  };
}

function histogram(
  id: 'pdd' | 'sdd' | 'talk' | 'mos',
  charts: CallCharts,
  { bins, count: counted }: Histogram,
  { filter }: Looked,
): ChartSpec {
  const edge = (value: number): string => (id === 'mos' ? value.toFixed(2) : value === 0 ? '0' : duration(value));
  const names = bins.map(({ low, high }) => ({
    name: high === undefined ? `≥ ${edge(low)}` : `${edge(low)} – ${edge(high)}`,
    tick: `≥ ${edge(low)}`,
  }));
  return {
    id,
    heading: words[id],
    unit: words.calls,
    ...bars(names),
    series: [
      {
        label: words.calls,
        color: '--accent',
        ...(id === 'mos' ? { colors: MOS_TOKENS } : {}),
        shape: 'bar',
        points: bins.map((bin, x) => ({ x, y: bin.count })),
      },
    ],
    note: counted > 0 && counted < charts.calls ? words.unreached(charts.calls - counted) : '',
    none: counted === 0 ? words.none[id] : '',
    summary: bins.flatMap((bin, at) => (bin.count === 0 ? [] : [`${count(bin.count)}: ${names[at]?.name}`])).join(', '),
    to: (_, index) => {
      const bin = bins[index];
      return bin && { page: 'calls', row: undefined, filter: narrowedBy(filter, [charts.filter, bin.filter]) };
    },
  };
}

function registrations({ buckets = [], registrations: all }: KpiReport, time: TimeAxis): ChartSpec {
  const kinds = [
    {
      label: words.registered.succeeded,
      color: '--state-good',
      of: all.succeeded,
      pick: (r: typeof all) => r.succeeded,
    },
    {
      label: words.registered.ineffective,
      color: '--state-bad',
      of: all.ineffective,
      pick: (r: typeof all) => r.ineffective,
    },
    { label: words.registered.other, color: '--state-warn', of: otherwise(all), pick: otherwise },
    { label: words.registered.open, color: '--state-open', of: all.inProgress, pick: (r: typeof all) => r.inProgress },
  ].filter(({ of }) => of > 0);
  return {
    id: 'registrations',
    heading: words.registrations,
    unit: `${words.attempts} ${time.unit}`,
    ...time.axis,
    isStacked: true,
    series: kinds.map(({ label, color, pick }) => ({
      label,
      color,
      shape: 'bar',
      points: buckets.map(bucket => ({ x: time.middle(bucket), y: pick(bucket.registrations) })),
    })),
    note: '',
    none: kinds.length === 0 ? words.none.registrations : '',
    summary: kinds.map(({ label, of }) => `${count(of)} ${label}`).join(', '),
    // Attempts are no rows of the list: a bar leads to its time.
    to: (_, index) => buckets[index] && time.rangeOf(buckets[index]),
  };
}

function otherwise({ attempts, succeeded, ineffective }: KpiReport['registrations']): number {
  return attempts - succeeded - ineffective;
}

function retransmissions({ buckets = [], traffic }: KpiReport, time: TimeAxis): ChartSpec {
  return {
    id: 'retransmissions',
    heading: words.retransmissions,
    unit: `${words.messages} ${time.unit}`,
    ...time.axis,
    isStacked: false,
    series: [
      {
        label: words.again,
        color: '--state-warn',
        shape: 'bar',
        points: buckets.map(bucket => ({ x: time.middle(bucket), y: bucket.traffic.retransmissions })),
      },
    ],
    note: '',
    none: traffic.retransmissions === 0 ? words.none.retransmissions : '',
    summary: `${count(traffic.retransmissions)} ${words.again}`,
    to: (_, index) => buckets[index] && time.rangeOf(buckets[index]),
  };
}
