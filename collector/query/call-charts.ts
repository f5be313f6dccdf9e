// Counts calls for the charts of the overview (model/call-charts.ts). Takes the same readers and the same range that the list filters
// by, so that a slice and the list it leads to agree. Opens no message unless the filter does; works in steps.

import type { CallCharts, CallChartsAnswer, CallChartsBucket, CallChartsQuery } from '../model/call-charts.ts';
import type { FilterError } from '../model/report.ts';
import type { Leg } from '../store/leg.ts';
import { Kind } from '../track/states.ts';
import type { CallSources } from './call-detail.ts';
import { Bins, DISCONNECT_EDGES, MOS_EDGES, MosSamples, PDD_EDGES, TALK_EDGES } from './chart-bins.ts';
import { HostCounts, STATE_GROUPS, stateGroupOf } from './chart-counts.ts';
import { compileFilter } from './filter.ts';
import { KpiBook } from './kpi-book.ts';
import { worstMedia } from './leg-media.ts';
import { LegSubject } from './leg-subject.ts';
import { disconnectDelay, pdd, startTime, talkTime } from './summary.ts';
import { type TimeBuckets, timeBuckets } from './time-buckets.ts';

/** As many as key figures have. */
const BUCKETS = 1500;
const CODES = 100;
const LEGS_A_STEP = 1000;

export type ChartSources = Pick<
  CallSources,
  'store' | 'bytes' | 'counts' | 'isOver' | 'revision' | 'findings' | 'users' | 'media'
>;

/** `book`: attempts as key figures know them; brought up to date here. Yields now and then while it works. */
export function* callChartSteps(
  sources: ChartSources,
  query: CallChartsQuery,
  book = new KpiBook(sources.store),
): Generator<undefined, CallChartsAnswer> {
  const choice = legChoice(sources, query);
  if ('error' in choice) return choice;
  const { store } = sources;
  yield* book.advance({ clock: sources.counts.clock, isOver: sources.isOver });
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query;
  const chosen: Leg[] = [];
  const count = store.legs.length;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    if (index % choice.legsAStep === 0) yield;
    const leg = store.legs[index];
    if (leg.kind !== Kind.Call) continue;
    const start = startTime(store, leg);
    if (start < from || start >= to || !choice.test(leg)) continue;
    chosen.push(leg);
    if (start < first) first = start;
    if (start > last) last = start;
  }
  const tally = new ChartTally(sources, timeBuckets(first, last, query, BUCKETS), book);
  for (const [at, leg] of chosen.entries()) {
    if (at % LEGS_A_STEP === 0) yield;
    tally.add(leg);
  }
  return tally.charts();
}

interface LegChoice {
  readonly legsAStep: number;
  test(leg: Leg): boolean;
}

function legChoice(
  sources: ChartSources,
  { filter = '' }: CallChartsQuery,
): LegChoice | { readonly error: FilterError } {
  if (filter.trim() === '') return { legsAStep: LEGS_A_STEP, test: () => true };
  const compiled = compileFilter(filter);
  if (!compiled.ok) return { error: compiled.error };
  const subject = new LegSubject(sources);
  return {
    legsAStep: compiled.needsMessages ? 1 : LEGS_A_STEP,
    test: leg => compiled.test(subject.moveTo(leg)),
  };
}

class ChartTally {
  private readonly sources: ChartSources;
  private readonly buckets: TimeBuckets | undefined;
  private readonly book: KpiBook;
  private calls = 0;
  private readonly states = STATE_GROUPS.map(() => 0);
  private readonly codes = new Map<number, number>();
  private readonly pdd = new Bins('pdd', PDD_EDGES);
  private readonly disconnectDelay = new Bins('disconnectDelay', DISCONNECT_EDGES);
  private readonly talkTime = new Bins('talkTime', TALK_EDGES);
  private readonly mosBins = new Bins('mos', MOS_EDGES);
  private readonly mos = new MosSamples();
  private readonly origins: HostCounts;
  private readonly targets: HostCounts;
  /** By bucket and state group. */
  private readonly statesIn: Uint32Array;
  private readonly mosIn: MosSamples[];

  constructor(sources: ChartSources, buckets: TimeBuckets | undefined, book: KpiBook) {
    this.sources = sources;
    this.book = book;
    this.buckets = buckets;
    const { endpoints } = sources.store;
    this.origins = new HostCounts('source', id => endpoints.address(id));
    this.targets = new HostCounts('destination', id => endpoints.address(id));
    const count = buckets?.count ?? 0;
    this.statesIn = new Uint32Array(count * STATE_GROUPS.length);
    this.mosIn = Array.from({ length: count }, () => new MosSamples());
  }

  add(leg: Leg): void {
    const { store, media } = this.sources;
    const group = stateGroupOf(leg.state);
    const bucket = this.bucketOf(leg);
    this.calls++;
    this.states[group]++;
    if (bucket >= 0) this.statesIn[bucket * STATE_GROUPS.length + group]++;
    if (leg.statusCode !== 0) this.codes.set(leg.statusCode, (this.codes.get(leg.statusCode) ?? 0) + 1);
    this.pdd.add(pdd(store, leg));
    this.disconnectDelay.add(disconnectDelay(store, leg));
    this.talkTime.add(talkTime(store, leg));
    const { mos } = worstMedia(media, leg);
    if (mos !== undefined) {
      this.mosBins.add(mos);
      this.mos.add(mos);
      if (bucket >= 0) this.mosIn[bucket].add(mos);
    }
    this.addHosts(leg, group);
  }

  charts(): CallCharts {
    const { calls, buckets } = this;
    const codes = Array.from(this.codes, ([code, count]) => ({ name: String(code), count, filter: `code = ${code}` }));
    codes.sort((a, b) => b.count - a.count || Number(a.name) - Number(b.name));
    const sources = this.origins.top();
    const destinations = this.targets.top();
    return {
      calls,
      filter: 'kind = call',
      states: STATE_GROUPS.map(({ name, filter }, at) => ({ name, count: this.states[at], filter })),
      codes: codes.slice(0, CODES),
      codesOmitted: Math.max(0, codes.length - CODES),
      pdd: this.pdd.histogram(),
      disconnectDelay: this.disconnectDelay.histogram(),
      talkTime: this.talkTime.histogram(),
      mosBins: this.mosBins.histogram(),
      mos: this.mos.figures(),
      sources: sources.rows,
      sourcesOmitted: sources.omitted,
      destinations: destinations.rows,
      destinationsOmitted: destinations.omitted,
      ...(buckets === undefined ? {} : { bucket: buckets.length, buckets: this.bucketRows(buckets) }),
    };
  }

  private addHosts(leg: Leg, group: number): void {
    const { attempts, answered } = this.book.settledAttempts(leg);
    const isFailed = STATE_GROUPS[group].isFailure;
    this.origins.add(leg.source, attempts, answered, isFailed);
    this.targets.add(leg.destination, attempts, answered, isFailed);
  }

  private bucketOf(leg: Leg): number {
    const { buckets } = this;
    if (buckets === undefined) return -1;
    return buckets.at(startTime(this.sources.store, leg));
  }

  private bucketRows(buckets: TimeBuckets): CallChartsBucket[] {
    const width = STATE_GROUPS.length;
    return Array.from({ length: buckets.count }, (_, at) => {
      const states = Array.from(this.statesIn.subarray(at * width, (at + 1) * width));
      return {
        time: buckets.start(at),
        end: buckets.end(at),
        calls: states.reduce((sum, each) => sum + each, 0),
        states,
        mos: this.mosIn[at].figures(),
      };
    });
  }
}
