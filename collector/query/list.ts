// Answers a window of the filtered and sorted list. The order of the last question is kept, so that scrolling through it costs
// nothing but the rows; it is made anew when the question or the legs have changed.

import type { CallLinks } from '../links/call-links.ts';
import type { StreamLookup } from '../media/stream.ts';
import type { FilterError, ListAnswer, ListQuery } from '../model/report.ts';
import type { CallStore } from '../store/call-store.ts';
import type { CallSources } from './call-detail.ts';
import { type SortKey, sortedPositions, sortKeyOf } from './columns.ts';
import { compileFilter } from './filter.ts';
import { marksOf } from './finding-profile.ts';
import type { CaptureFindings } from './findings.ts';
import { worstMedia } from './leg-media.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import { atOnce, inSlices } from './slices.ts';
import { startTime, summarize } from './summary.ts';

interface Ordered {
  readonly question: string;
  readonly revision: number;
  /** Leg indexes in order; undefined means all of them in capture order, or against it. */
  readonly legs: Uint32Array | undefined;
  readonly isReversed: boolean;
}

type Order = Ordered | { readonly error: FilterError };

/** Legs that a filter takes between two looks at the clock, when it reads no messages. */
const LEGS_A_STEP = 1000;

export class CallList {
  private readonly store: CallStore;
  private readonly captureId: string;
  private readonly findings: CaptureFindings;
  private readonly media: StreamLookup;
  private readonly subject: LegSubject;
  private readonly links: CallLinks;
  private ordered: Ordered | undefined = undefined;
  /** Orders that are being made, by question. */
  private readonly running = new Map<string, Promise<Order>>();

  constructor(sources: FilterSources & Pick<CallSources, 'captureId' | 'links'>) {
    this.store = sources.store;
    this.findings = sources.findings;
    this.media = sources.media;
    this.captureId = sources.captureId;
    this.links = sources.links;
    this.subject = new LegSubject(sources);
  }

  /** `revision` is any number that changes whenever legs do. */
  answer(query: ListQuery, revision: number): ListAnswer {
    return this.windowOf(query, atOnce(this.orderSteps(query, revision)));
  }

  /**
   * The same, letting the event loop run every few ms: a filter that has to look into every message takes seconds, and other
   * questions must not wait for it. The same question asked again meanwhile waits for the same answer.
   */
  async answerInSlices(query: ListQuery, revision: number): Promise<ListAnswer> {
    const question = questionOf(query);
    let order = this.running.get(question);
    if (order === undefined) {
      order = inSlices(this.orderSteps(query, revision)).finally(() => this.running.delete(question));
      this.running.set(question, order);
    }
    return this.windowOf(query, await order);
  }

  private windowOf(query: ListQuery, order: Order): ListAnswer {
    const all = this.store.legs.length;
    if ('error' in order) return { rows: [], offset: query.offset, total: 0, all, error: order.error };
    const total = order.legs === undefined ? all : order.legs.length;
    const rows = [];
    this.links.refresh(false);
    const end = Math.min(query.offset + query.limit, total);
    for (let at = Math.max(0, query.offset); at < end; at++) {
      const index = order.legs?.[at] ?? (order.isReversed ? total - 1 - at : at);
      const leg = this.store.legs[index];
      const summary = summarize(this.store, leg, this.captureId, this.links);
      rows.push({ ...summary, ...marksOf(this.findings.profileOf(leg)), ...worstMedia(this.media, leg) });
    }
    return { rows, offset: query.offset, total, all };
  }

  /** Yields now and then while it works. */
  private *orderSteps(query: ListQuery, revision: number): Generator<undefined, Order> {
    const asTheyLie = this.captureOrder(query, revision);
    if (asTheyLie !== undefined) return asTheyLie;
    const question = questionOf(query);
    if (this.ordered?.question === question && this.ordered.revision === revision) return this.ordered;
    const chosen = yield* this.choose(query);
    if (chosen !== undefined && 'error' in chosen) return chosen;
    this.ordered = { question, revision, legs: this.sort(chosen, query.sort), isReversed: false };
    return this.ordered;
  }

  /** Fast path: all legs by time, up or down, lie in that order already; a capture that still loads asks this all the time. */
  private captureOrder({ filter, sort, from, to }: ListQuery, revision: number): Ordered | undefined {
    if (filter.trim() !== '' || from !== undefined || to !== undefined) return undefined;
    const isByTime = (sort === 'startTime' || sort === '-startTime') && this.store.startsInOrder;
    if (sort !== '' && !isByTime) return undefined;
    return { question: '', revision, legs: undefined, isReversed: sort === '-startTime' };
  }

  /** Leg indexes that the filter and the time range let through; undefined when that is all of them. */
  private *choose(query: ListQuery): Generator<undefined, Uint32Array | undefined | { readonly error: FilterError }> {
    if (query.filter.trim() === '' && query.from === undefined && query.to === undefined) return undefined;
    const compiled = query.filter.trim() === '' ? undefined : compileFilter(query.filter);
    if (compiled !== undefined && !compiled.ok) return { error: compiled.error };
    const batch = compiled?.needsMessages ? 1 : LEGS_A_STEP;
    // Legs that come while this runs belong to the next revision.
    const chosen = new Uint32Array(this.store.legs.length);
    let count = 0;
    for (let index = 0; index < chosen.length; index++) {
      if (index % batch === 0) yield;
      const leg = this.store.legs[index];
      const start = startTime(this.store, leg);
      if (query.from !== undefined && start < query.from) continue;
      if (query.to !== undefined && start >= query.to) continue;
      if (compiled !== undefined && !compiled.test(this.subject.moveTo(leg))) continue;
      chosen[count++] = leg.index;
    }
    return chosen.slice(0, count);
  }

  private sort(chosen: Uint32Array | undefined, sort: string): Uint32Array | undefined {
    const descending = sort.startsWith('-');
    const keyOf = sortKeyOf(descending ? sort.slice(1) : sort);
    if (keyOf === undefined) return chosen;
    const count = chosen === undefined ? this.store.legs.length : chosen.length;
    const keys = new Array<SortKey>(count);
    for (let i = 0; i < count; i++) {
      const index = chosen === undefined ? i : chosen[i];
      keys[i] = keyOf(this.subject.moveTo(this.store.legs[index]));
    }
    const positions = sortedPositions(keys, descending);
    return chosen === undefined ? positions : positions.map(position => chosen[position]);
  }
}

function questionOf({ filter, sort, from, to }: ListQuery): string {
  return JSON.stringify([filter, sort, from, to]);
}
