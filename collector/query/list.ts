// Answers a window of the filtered and sorted list. The order of the last question is kept, so that scrolling through it costs
// nothing but the rows; it is made anew when the question or the legs have changed.

import type { HostNames } from '../ladder/hosts.ts';
import type { CallLinks } from '../links/call-links.ts';
import type { StreamLookup } from '../media/stream.ts';
import type { CallSummary, FilterError, ListAnswer, ListCounts, ListQuery } from '../model/report.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { countCalls, firstLegs, placeInCall, withFurtherLegs } from './call-rows.ts';
import { sortKeyOf } from './columns.ts';
import { compileFilter } from './filter.ts';
import { marksOf } from './finding-profile.ts';
import type { CaptureFindings } from './findings.ts';
import { type SortKey, SortKeys } from './key-order.ts';
import { legKeyOf } from './leg-keys.ts';
import { worstMedia } from './leg-media.ts';
import { legNames } from './leg-names.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import type { LegUsers } from './leg-users.ts';
import { ReadColumns } from './read-columns.ts';
import { atOnce, inSteps, inUrgentSlices } from './slices.ts';
import { giveBack, takeUint32 } from './spare-arrays.ts';
import { startTime, summarize } from './summary.ts';
import { userKeySteps } from './user-keys.ts';

interface Ordered {
  readonly question: string;
  readonly revision: number;
  /** Leg indexes in order; undefined means all of them in capture order, or against it. */
  readonly legs: Uint32Array | undefined;
  readonly isReversed: boolean;
  readonly counts?: ListCounts;
}

type Order = Ordered | { readonly error: FilterError };

/** Legs that a filter or a sort takes between two looks at the clock, when it reads no messages. */
const LEGS_A_STEP = 1000;
/** Rows of a window that are made between two looks at the clock. */
const ROWS_A_STEP = 20;

/** `reads`: a key may cost a read of a message. */
interface KeyReader {
  key(leg: Leg): SortKey;
  readonly reads: boolean;
}

const NO_NAMES: HostNames = new Map();

export class CallList {
  private readonly store: CallStore;
  private readonly captureId: string;
  private readonly findings: CaptureFindings;
  private readonly media: StreamLookup;
  private readonly subject: LegSubject;
  private readonly links: CallLinks;
  private readonly users: LegUsers;
  private readonly reads: ReadColumns;
  private ordered: Ordered | undefined = undefined;
  /** Questions that are being answered, each of which may be reading an order. */
  private asking = 0;
  /** Orders that are being made, by question. */
  private readonly running = new Map<string, Promise<Order>>();

  private readonly names: () => HostNames;

  /** `names`: what hosts are called now. */
  constructor(
    sources: FilterSources & Pick<CallSources, 'captureId' | 'links'>,
    names: () => HostNames = () => NO_NAMES,
  ) {
    this.names = names;
    this.store = sources.store;
    this.findings = sources.findings;
    this.media = sources.media;
    this.captureId = sources.captureId;
    this.links = sources.links;
    this.users = sources.users;
    this.subject = new LegSubject(sources);
    this.reads = new ReadColumns(sources);
  }

  /** `revision` is any number that changes whenever legs do. */
  answer(query: ListQuery, revision: number): ListAnswer {
    this.asking++;
    try {
      return atOnce(this.windowSteps(query, atOnce(this.orderSteps(query, revision))));
    } finally {
      this.asking--;
    }
  }

  /**
   * The same, letting the event loop run every few ms: a filter that has to look into every message takes seconds, and other
   * questions must not wait for it. The same question asked again meanwhile waits for the same answer.
   */
  async answerInSlices(query: ListQuery, revision: number): Promise<ListAnswer> {
    const question = questionOf(query);
    this.asking++;
    try {
      let order = this.running.get(question);
      if (order === undefined) {
        order = inUrgentSlices(this.orderSteps(query, revision)).finally(() => this.running.delete(question));
        this.running.set(question, order);
      }
      return await inUrgentSlices(this.windowSteps(query, await order));
    } finally {
      this.asking--;
    }
  }

  private *windowSteps(query: ListQuery, order: Order): Generator<undefined, ListAnswer> {
    const all = this.store.legs.length;
    if ('error' in order) return { rows: [], offset: query.offset, total: 0, all, error: order.error };
    const total = order.legs === undefined ? all : order.legs.length;
    const rows: CallSummary[] = [];
    this.links.refresh(false);
    const end = Math.min(query.offset + query.limit, total);
    const unfolded = query.calls && this.indexesOf(query.calls.unfolded);
    for (let at = Math.max(0, query.offset); at < end; at++) {
      const index = order.legs?.[at] ?? (order.isReversed ? total - 1 - at : at);
      rows.push(this.rowOf(this.store.legs[index], query, unfolded));
      if (rows.length % ROWS_A_STEP === 0) yield;
    }
    return { rows, offset: query.offset, total, all, ...(order.counts && { counts: order.counts }) };
  }

  private rowOf(leg: Leg, { columns }: ListQuery, unfolded: ReadonlySet<number> | undefined): CallSummary {
    const summary = summarize(this.store, leg, this.captureId, this.links);
    const marks = { ...marksOf(this.findings.profileOf(leg)), ...worstMedia(this.media, leg) };
    const row = {
      ...summary,
      ...legNames(this.store, this.names(), leg),
      ...marks,
      ...(unfolded && placeInCall(this.links, leg.index, unfolded)),
    };
    if (columns === undefined || columns.length === 0) return row;
    const values: Record<string, string> = {};
    for (const id of columns) {
      const value = this.reads.readerOf(id)?.(leg) ?? '';
      if (value !== '') values[id] = value;
    }
    return { ...row, values };
  }

  /** Yields now and then while it works. */
  private *orderSteps(query: ListQuery, revision: number): Generator<undefined, Order> {
    const asTheyLie = this.captureOrder(query, revision);
    if (asTheyLie !== undefined) return asTheyLie;
    const question = questionOf(query);
    if (this.ordered?.question === question && this.ordered.revision === revision) return this.ordered;
    const chosen = yield* this.choose(query);
    if (chosen !== undefined && 'error' in chosen) return chosen;
    const order = { question, revision, isReversed: false, ...(yield* this.arrange(query, chosen)) };
    const before = this.ordered?.legs;
    this.ordered = order;
    // Nobody else is being answered, so nobody reads the order of before; with others it is left to V8.
    if (before !== undefined && this.asking <= 1) giveBack(before);
    return order;
  }

  private *arrange(
    { sort, calls }: ListQuery,
    chosen: Uint32Array | undefined,
  ): Generator<undefined, Pick<Ordered, 'legs' | 'counts'>> {
    if (calls === undefined) {
      const legs = yield* this.sort(chosen, sort);
      if (chosen !== undefined && legs !== chosen) giveBack(chosen);
      return { legs };
    }
    const { links } = this;
    const count = this.store.legs.length;
    links.refresh(false);
    const firsts = yield* firstLegs(links, chosen, count);
    if (chosen !== undefined) giveBack(chosen);
    const sorted = (yield* this.sort(firsts, sort)) ?? firsts;
    return {
      legs: withFurtherLegs(links, sorted, this.indexesOf(calls.unfolded)),
      counts: countCalls(links, firsts, count),
    };
  }

  private indexesOf(numbers: readonly number[]): ReadonlySet<number> {
    return new Set(
      numbers.map(number => this.store.indexOf(number, this.store.legs.length)).filter(index => index >= 0),
    );
  }

  /** Fast path: all legs by time, up or down, lie in that order already; a capture that still loads asks this all the time. */
  private captureOrder({ filter, sort, from, to, legs, calls }: ListQuery, revision: number): Ordered | undefined {
    if (filter.trim() !== '' || from !== undefined || to !== undefined || legs !== undefined || calls !== undefined)
      return undefined;
    const isByTime = (sort === 'startTime' || sort === '-startTime') && this.store.startsInOrder;
    if (sort !== '' && !isByTime) return undefined;
    return { question: '', revision, legs: undefined, isReversed: sort === '-startTime' };
  }

  /** Leg indexes that the filter and the time range let through; undefined when that is all of them. */
  private *choose(query: ListQuery): Generator<undefined, Uint32Array | undefined | { readonly error: FilterError }> {
    const isOfAll = query.from === undefined && query.to === undefined && query.legs === undefined;
    if (query.filter.trim() === '' && isOfAll) return undefined;
    const only = query.legs && this.indexesOf(query.legs);
    const compiled = query.filter.trim() === '' ? undefined : compileFilter(query.filter);
    if (compiled !== undefined && !compiled.ok) return { error: compiled.error };
    const { from, to } = query;
    const { store, subject } = this;
    // Legs that come while this runs belong to the next revision.
    const chosen = takeUint32(store.legs.length);
    let count = 0;
    yield* inSteps(store.legs.length, compiled?.needsMessages ? 1 : LEGS_A_STEP, (start, end) => {
      for (let index = start; index < end; index++) {
        if (only !== undefined && !only.has(index)) continue;
        const leg = store.legs[index];
        if (from !== undefined && startTime(store, leg) < from) continue;
        if (to !== undefined && startTime(store, leg) >= to) continue;
        if (compiled !== undefined && !compiled.test(subject.moveTo(leg))) continue;
        chosen[count++] = index;
      }
    });
    return chosen.subarray(0, count);
  }

  private *sort(chosen: Uint32Array | undefined, sort: string): Generator<undefined, Uint32Array | undefined> {
    const descending = sort.startsWith('-');
    const column = descending ? sort.slice(1) : sort;
    const ofUsers = yield* userKeySteps(column, this.users);
    const read = ofUsers === undefined ? this.keyReader(column) : { key: ofUsers, reads: false };
    if (read === undefined) return chosen;
    const { legs } = this.store;
    const count = chosen === undefined ? legs.length : chosen.length;
    const keys = new SortKeys(count);
    yield* inSteps(count, read.reads ? 1 : LEGS_A_STEP, (start, end) => {
      for (let i = start; i < end; i++) keys.put(i, read.key(legs[chosen === undefined ? i : chosen[i]]));
    });
    const positions = yield* keys.order(descending);
    if (chosen === undefined) return positions;
    for (let at = 0; at < positions.length; at++) positions[at] = chosen[positions[at]];
    return positions;
  }

  private keyReader(column: string): KeyReader | undefined {
    const ofSubject = sortKeyOf(column);
    if (ofSubject !== undefined) return { key: leg => ofSubject(this.subject.moveTo(leg)), reads: false };
    const ofLeg = legKeyOf(column);
    if (ofLeg !== undefined) return { key: leg => ofLeg(leg, this.store, this.links), reads: false };
    const ofMessage = this.reads.readerOf(column);
    return ofMessage && { key: leg => ofMessage(leg).toLowerCase() || undefined, reads: true };
  }
}

function questionOf({ filter, sort, from, to, calls, legs }: ListQuery): string {
  return JSON.stringify([filter, sort, from, to, calls?.unfolded, legs]);
}
