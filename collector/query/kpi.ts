// Key figures of a capture (SEMANTICS §4): of all its attempts, in buckets of time, by group. Takes the store, opens no message unless
// the filter does. Works in steps, so that a large capture does not hold up other questions.

import type {
  KpiAnswer,
  KpiBucket,
  KpiFigures,
  KpiGroupFigures,
  KpiQuery,
  KpiReport,
  TrafficFigures,
} from '../model/kpi.ts';
import type { FilterError } from '../model/report.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { Kind } from '../track/states.ts';
import type { CallSources } from './call-detail.ts';
import { compileFilter } from './filter.ts';
import { attemptsOf, type Settlement } from './kpi-attempts.ts';
import { Lives } from './kpi-concurrency.ts';
import { type Grouped, type GroupKey, groupKeys } from './kpi-groups.ts';
import { registrationsOf } from './kpi-registrations.ts';
import { CallTally, RegistrationTally } from './kpi-tally.ts';
import { type Span, spanOfMessages, TrafficCount } from './kpi-traffic.ts';
import { LegSubject } from './leg-subject.ts';
import { atOnce } from './slices.ts';

/** More would be more than a chart has pixels: buckets become longer instead. */
const BUCKETS = 1500;
const GROUPS = 1000;
/** Legs between two looks at the clock, when no messages are read. */
const LEGS_A_STEP = 1000;

/** What figures are computed from. */
export type KpiSources = Pick<
  CallSources,
  'store' | 'bytes' | 'counts' | 'isOver' | 'revision' | 'links' | 'findings' | 'media'
>;

/** Yields now and then while it works. */
export function* kpiSteps(sources: KpiSources, query: KpiQuery): Generator<undefined, KpiAnswer> {
  const choice = legChoice(sources, query);
  return 'error' in choice ? choice : yield* countLegs(sources, query, choice);
}

/** Which legs count. */
interface LegChoice {
  readonly legsAStep: number;
  test(leg: Leg): boolean;
}

/** At once, of the legs that pass a test. */
export function kpiOf(sources: KpiSources, query: KpiQuery, test: (leg: Leg) => boolean): KpiReport {
  return atOnce(countLegs(sources, query, { legsAStep: LEGS_A_STEP, test }));
}

function* countLegs(sources: KpiSources, query: KpiQuery, choice: LegChoice): Generator<undefined, KpiReport> {
  const { store } = sources;
  const span = yield* spanOfMessages(store, query);
  const board = new Board(store, span, query);
  const isCounted = query.firstLegOnly === true ? firstLegs(sources) : () => true;
  const chosen = new Uint8Array(store.legs.length);
  for (let index = 0; index < chosen.length; index++) {
    if (index % choice.legsAStep === 0) yield;
    const leg = store.legs[index];
    if (!isCounted(leg) || !choice.test(leg)) continue;
    chosen[index] = 1;
    addLeg(board, sources, leg);
  }
  const traffic = new TrafficCount(store, chosen, span, board.bucket);
  yield* traffic.count();
  return board.report(traffic);
}

function legChoice(sources: KpiSources, { filter = '' }: KpiQuery): LegChoice | { readonly error: FilterError } {
  if (filter.trim() === '') return { legsAStep: LEGS_A_STEP, test: () => true };
  const compiled = compileFilter(filter);
  if (!compiled.ok) return { error: compiled.error };
  const subject = new LegSubject(sources);
  return {
    legsAStep: compiled.needsMessages ? 1 : LEGS_A_STEP,
    test: leg => compiled.test(subject.moveTo(leg)),
  };
}

/** Whether a leg is the first of its call (SEMANTICS §5): the others are what a B2BUA made of it. */
function firstLegs({ links }: KpiSources): (leg: Leg) => boolean {
  links.refresh(true);
  return ({ index }) => links.legsOf(index)[0] === index;
}

function addLeg(board: Board, sources: KpiSources, leg: Leg): void {
  const { store, counts, isOver } = sources;
  const settlement: Settlement = { clock: counts.clock, isOver };
  const attempts = leg.kind === Kind.Call ? attemptsOf(store, leg, settlement) : [];
  if (leg.kind === Kind.Call && attempts.length === 0) board.addLateStart(leg);
  for (const attempt of attempts) {
    const places = board.placesOf(attempt);
    for (const place of places.counted) place.calls.add(attempt);
    for (const place of places.lived) place.lives.add(attempt.start, attempt.end);
  }
  for (const attempt of registrationsOf(store, leg, settlement)) {
    for (const place of board.placesOf(attempt).counted) place.registrations.add(attempt);
  }
}

/** What is counted in one place: all, one bucket, one group. */
class Place {
  readonly calls = new CallTally();
  readonly registrations = new RegistrationTally();
  readonly lives = new Lives();

  get size(): number {
    return this.calls.size + this.registrations.size;
  }
}

interface Places {
  readonly counted: readonly Place[];
  readonly lived: readonly Place[];
}

/** All the places that an attempt may count in. */
class Board {
  readonly bucket: { readonly length: Micros; readonly first: Micros; readonly count: number } | undefined;
  private readonly store: CallStore;
  private readonly span: Span;
  private readonly query: KpiQuery;
  private readonly whole = new Place();
  private readonly buckets: Place[];
  private readonly groups = new Map<GroupKey, Place>();
  private readonly keyOf: ((attempt: Grouped) => GroupKey) | undefined;
  private lateStarts = 0;

  constructor(store: CallStore, span: Span, query: KpiQuery) {
    this.store = store;
    this.span = span;
    this.query = query;
    this.bucket = bucketsOf(span, query.bucket);
    this.buckets = Array.from({ length: this.bucket?.count ?? 0 }, () => new Place());
    this.keyOf = query.group && groupKeys(store, query.group);
  }

  addLateStart(leg: Leg): void {
    if (this.isInside(this.store.messages.time[leg.firstMessage])) this.lateStarts++;
  }

  /** An attempt that began outside the range is counted nowhere, but may have lived in it. */
  placesOf(attempt: Grouped & { readonly start: Micros }): Places {
    const group = this.groupOf(attempt);
    const lived = group === undefined ? [this.whole] : [this.whole, group];
    if (!this.isInside(attempt.start)) return { counted: [], lived };
    const { bucket } = this;
    if (bucket === undefined) return { counted: lived, lived };
    return { counted: [...lived, this.buckets[Math.floor((attempt.start - bucket.first) / bucket.length)]], lived };
  }

  report(traffic: TrafficCount): KpiReport {
    const { query, span, bucket } = this;
    return {
      ...(span.isEmpty ? {} : { from: span.from, to: span.to }),
      ...this.figuresOf(this.whole),
      traffic: traffic.whole(),
      lateStarts: this.lateStarts,
      firstLegOnly: query.firstLegOnly ?? false,
      percentileMethod: 'nearest-rank',
      ...(bucket === undefined ? {} : { bucket: bucket.length, buckets: this.bucketFigures(traffic.buckets()) }),
      ...(query.group === undefined ? {} : { group: query.group, ...this.groupFigures() }),
    };
  }

  private isInside(time: Micros): boolean {
    return time >= this.span.from && time < this.span.end;
  }

  private groupOf(attempt: Grouped): Place | undefined {
    if (this.keyOf === undefined) return undefined;
    const key = this.keyOf(attempt);
    let place = this.groups.get(key);
    if (place === undefined) {
      place = new Place();
      this.groups.set(key, place);
    }
    return place;
  }

  private figuresOf({ calls, registrations, lives }: Place): KpiFigures {
    const { from, to, end } = this.span;
    return {
      calls: calls.figures(to - from),
      registrations: registrations.figures(),
      concurrent: lives.peaks(from, end - from, 1)[0],
    };
  }

  private bucketFigures(traffic: readonly TrafficFigures[]): KpiBucket[] {
    const { bucket } = this;
    if (bucket === undefined) return [];
    const peaks = this.whole.lives.peaks(bucket.first, bucket.length, bucket.count);
    return this.buckets.map(({ calls, registrations }, at) => ({
      time: bucket.first + at * bucket.length,
      calls: calls.figures(bucket.length),
      registrations: registrations.figures(),
      concurrent: peaks[at],
      traffic: traffic[at],
    }));
  }

  private groupFigures(): { readonly groups: KpiGroupFigures[]; readonly groupsOmitted: number } {
    const rows = Array.from(this.groups).filter(([, place]) => place.size > 0);
    rows.sort(([a, placeA], [b, placeB]) => placeB.size - placeA.size || (a.name < b.name ? -1 : 1));
    return {
      groups: rows.slice(0, GROUPS).map(([key, place]) => ({ ...key, ...this.figuresOf(place) })),
      groupsOmitted: Math.max(0, rows.length - GROUPS),
    };
  }
}

/** Buckets begin at whole multiples of their length, so that minutes are minutes of the clock. */
function bucketsOf({ isEmpty, from, to }: Span, wanted: Micros | undefined): Board['bucket'] {
  if (wanted === undefined || isEmpty) return undefined;
  let length = Math.max(1, Math.floor(wanted));
  for (;;) {
    const first = Math.floor(from / length) * length;
    const count = Math.floor((to - first) / length) + 1;
    if (count <= BUCKETS) return { length, first, count };
    length *= 2;
  }
}
