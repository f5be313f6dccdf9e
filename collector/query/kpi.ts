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
import type { CallSources } from './call-detail.ts';
import { compileFilter } from './filter.ts';
import { KpiBook, KpiEntry, KpiRow } from './kpi-book.ts';
import { Lives } from './kpi-concurrency.ts';
import { type Grouped, type GroupKey, groupKeys } from './kpi-groups.ts';
import { CallTally, RegistrationTally } from './kpi-tally.ts';
import { type Span, TrafficCount } from './kpi-traffic.ts';
import { LegSubject } from './leg-subject.ts';
import { atOnce } from './slices.ts';
import { type TimeBuckets, timeBuckets } from './time-buckets.ts';

/** More would be more than a chart has pixels: buckets become longer instead. */
const BUCKETS = 1500;
const GROUPS = 1000;
/** Legs between two looks at the clock, when no messages are read. */
const LEGS_A_STEP = 1000;
/** Attempts between two looks at the clock. */
const ROWS_A_STEP = 10_000;

/** What figures are computed from. */
export type KpiSources = Pick<
  CallSources,
  'store' | 'bytes' | 'counts' | 'isOver' | 'revision' | 'links' | 'findings' | 'users' | 'media'
>;

/** Yields now and then while it works. `book` is what earlier questions about the same store left. */
export function* kpiSteps(
  sources: KpiSources,
  query: KpiQuery,
  book = new KpiBook(sources.store),
): Generator<undefined, KpiAnswer> {
  const choice = legChoice(sources, query);
  if (choice !== undefined && 'error' in choice) return choice;
  return yield* countLegs(sources, query, choice, book);
}

/** Which legs count. */
interface LegChoice {
  readonly legsAStep: number;
  test(leg: Leg): boolean;
}

/** At once, of the legs that pass a test. */
export function kpiOf(sources: KpiSources, query: KpiQuery, test: (leg: Leg) => boolean): KpiReport {
  return atOnce(countLegs(sources, query, { legsAStep: LEGS_A_STEP, test }, new KpiBook(sources.store)));
}

/** `choice`: all legs without it. */
function* countLegs(
  sources: KpiSources,
  query: KpiQuery,
  choice: LegChoice | undefined,
  book: KpiBook,
): Generator<undefined, KpiReport> {
  const { store, counts, isOver } = sources;
  yield* book.advance({ clock: counts.clock, isOver });
  const span = yield* book.traffic.span(query);
  const chosen = yield* chosenLegs(sources, query, choice);
  const board = new Board(store, span, query, book.count);
  const entry = new KpiEntry(book);
  for (let row = 0; row < book.count; row++) {
    if (row % ROWS_A_STEP === 0) yield;
    if (chosen === undefined || chosen[book.leg[row]] === 1) addRow(board, book.kind[row], entry.moveTo(row));
  }
  if (chosen === undefined && query.from === undefined && query.to === undefined) {
    return board.report(yield* book.traffic.count(board.bucket));
  }
  const traffic = new TrafficCount(store, { chosen, span, bucket: board.bucket });
  yield* traffic.count();
  return board.report(traffic);
}

/** Per leg, whether it counts; undefined when all do. */
function* chosenLegs(
  sources: KpiSources,
  { firstLegOnly }: KpiQuery,
  choice: LegChoice | undefined,
): Generator<undefined, Uint8Array | undefined> {
  if (choice === undefined && firstLegOnly !== true) return undefined;
  const { legs } = sources.store;
  const isCounted = firstLegOnly === true ? firstLegs(sources) : () => true;
  const { legsAStep, test } = choice ?? { legsAStep: LEGS_A_STEP, test: () => true };
  const chosen = new Uint8Array(legs.length);
  for (let index = 0; index < chosen.length; index++) {
    if (index % legsAStep === 0) yield;
    if (isCounted(legs[index]) && test(legs[index])) chosen[index] = 1;
  }
  return chosen;
}

/** Undefined when all do. */
function legChoice(
  sources: KpiSources,
  { filter = '' }: KpiQuery,
): LegChoice | { readonly error: FilterError } | undefined {
  if (filter.trim() === '') return undefined;
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

function addRow(board: Board, kind: number, entry: KpiEntry): void {
  if (kind === KpiRow.Call) board.addCall(entry);
  else if (kind === KpiRow.Registration) board.addRegistration(entry);
  else if (kind === KpiRow.LateStart) board.addLateStart(entry);
}

/** What is counted in one place: all, one bucket, one group. */
class Place {
  readonly calls: CallTally;
  readonly registrations = new RegistrationTally();
  readonly lives: Lives;

  /** `expected`: how many attempts will be added. */
  constructor(expected = 0) {
    this.calls = new CallTally(expected);
    this.lives = new Lives(expected);
  }

  get size(): number {
    return this.calls.size + this.registrations.size;
  }
}

/** All the places that an attempt may count in. */
class Board {
  readonly bucket: TimeBuckets | undefined;
  private readonly span: Span;
  private readonly query: KpiQuery;
  private readonly whole: Place;
  private readonly buckets: Place[];
  private readonly groups = new Map<GroupKey, Place>();
  private readonly keyOf: ((attempt: Grouped) => GroupKey) | undefined;
  private lateStarts = 0;

  constructor(store: CallStore, span: Span, query: KpiQuery, expected: number) {
    this.span = span;
    this.whole = new Place(expected);
    this.query = query;
    this.bucket = span.isEmpty ? undefined : timeBuckets(span.from, span.to, query, BUCKETS);
    this.buckets = Array.from({ length: this.bucket?.count ?? 0 }, () => new Place());
    this.keyOf = query.group && groupKeys(store, query.group);
  }

  addLateStart({ start }: KpiEntry): void {
    if (this.isInside(start)) this.lateStarts++;
  }

  /** An attempt that began outside the range is counted nowhere, but may have lived in it. */
  addCall(attempt: KpiEntry): void {
    const { start, end } = attempt;
    const group = this.groupOf(attempt);
    this.whole.lives.add(start, end);
    group?.lives.add(start, end);
    for (const place of this.placesOf(start, group)) place.calls.add(attempt);
  }

  addRegistration(attempt: KpiEntry): void {
    const group = this.groupOf(attempt);
    for (const place of this.placesOf(attempt.start, group)) place.registrations.add(attempt);
  }

  report(traffic: TrafficCount): KpiReport {
    const { query, span, bucket } = this;
    return {
      ...(span.isEmpty ? {} : { from: span.from, to: span.to }),
      ...this.figuresOf(this.whole),
      traffic: traffic.whole(span.to - span.from),
      lateStarts: this.lateStarts,
      firstLegOnly: query.firstLegOnly ?? false,
      percentileMethod: 'nearest-rank',
      ...(bucket === undefined ? {} : { bucket: bucket.length, buckets: this.bucketFigures(traffic.buckets(bucket)) }),
      ...(query.group === undefined ? {} : { group: query.group, ...this.groupFigures() }),
    };
  }

  /** Where an attempt of that time counts. */
  private placesOf(start: Micros, group: Place | undefined): readonly Place[] {
    if (!this.isInside(start)) return [];
    const places = group === undefined ? [this.whole] : [this.whole, group];
    const { bucket } = this;
    if (bucket !== undefined) places.push(this.buckets[bucket.at(start)]);
    return places;
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
      concurrent: lives.peaks(at => (at === 0 ? from : end), 1)[0],
    };
  }

  private bucketFigures(traffic: readonly TrafficFigures[]): KpiBucket[] {
    const { bucket } = this;
    if (bucket === undefined) return [];
    const peaks = this.whole.lives.peaks(at => bucket.start(at), bucket.count);
    return this.buckets.map(({ calls, registrations }, at) => ({
      time: bucket.start(at),
      end: bucket.end(at),
      calls: calls.figures(bucket.end(at) - bucket.start(at)),
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
