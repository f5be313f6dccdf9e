// Messages and retransmissions over time, and the span of time that figures are about. Reads the columns of the message table, in the
// order of the rows; what is about all messages goes on where the last question ended.

import type { KpiQuery, TrafficFigures } from '../model/kpi.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { grownCapacity, grownUint32 } from '../store/columns.ts';
import { MessageFlag } from '../store/message-table.ts';
import { perSecond, ratio } from './kpi-tally.ts';
import type { TimeBuckets } from './time-buckets.ts';

/** Rows between two looks at the clock. */
const ROWS_A_STEP = 100_000;
/** Lengths of buckets whose counts are kept. */
const KEPT = 8;

/** From the first to the last message, or the range asked for. */
export interface Span {
  readonly isEmpty: boolean;
  readonly from: Micros;
  readonly to: Micros;
  /** The first µs behind it: one after the last message, or `to` where it was asked for. */
  readonly end: Micros;
}

/** What all messages of a capture come to. */
export class KeptTraffic {
  private readonly store: CallStore;
  private next = 0;
  private first: Micros = Number.POSITIVE_INFINITY;
  private last: Micros = Number.NEGATIVE_INFINITY;
  /** By length and zone of their buckets; the one that was asked for last is last. */
  private readonly counts = new Map<string, TrafficCount>();

  constructor(store: CallStore) {
    this.store = store;
  }

  /** A capture without messages is empty whatever range is asked for. */
  *span({ from, to }: KpiQuery): Generator<undefined, Span> {
    const { messages } = this.store;
    // Two questions may run at once: a row is taken before anybody else can take it.
    while (this.next < messages.count) {
      const time = messages.time[this.next++];
      if (time < this.first) this.first = time;
      if (time > this.last) this.last = time;
      if (this.next % ROWS_A_STEP === 0) yield;
    }
    if (messages.count === 0) return { isEmpty: true, from: 0, to: 0, end: 0 };
    const begin = from ?? this.first;
    const end = Math.max(begin, to ?? this.last);
    return { isEmpty: false, from: begin, to: end, end: to === undefined ? end + 1 : end };
  }

  /** Of all legs, over all time. */
  *count(bucket: TimeBuckets | undefined): Generator<undefined, TrafficCount> {
    const kind = bucket === undefined ? '' : `${bucket.length} ${bucket.zone}`;
    const known = this.counts.get(kind);
    const count =
      known?.first === bucket?.first && known !== undefined ? known : new TrafficCount(this.store, { bucket });
    this.counts.delete(kind);
    this.counts.set(kind, count);
    for (const oldest of this.counts.keys()) {
      if (this.counts.size <= KEPT) break;
      this.counts.delete(oldest);
    }
    yield* count.count();
    return count;
  }
}

interface TrafficChoice {
  /** Per leg, whether its messages count; all do without it. */
  readonly chosen?: Uint8Array;
  /** All times without it. */
  readonly span?: Span;
  readonly bucket?: TimeBuckets | undefined;
}

export class TrafficCount {
  /** Where the first bucket begins. */
  readonly first: Micros | undefined;
  private readonly store: CallStore;
  private readonly choice: TrafficChoice;
  private next = 0;
  private messages = 0;
  private retransmissions = 0;
  private messagesIn: Uint32Array;
  private retransmissionsIn: Uint32Array;

  constructor(store: CallStore, choice: TrafficChoice) {
    this.store = store;
    this.choice = choice;
    this.first = choice.bucket?.first;
    this.messagesIn = new Uint32Array(choice.bucket?.count ?? 0);
    this.retransmissionsIn = new Uint32Array(choice.bucket?.count ?? 0);
  }

  /** Counts the rows that came since it was called last. */
  *count(): Generator<undefined, void> {
    while (this.next < this.store.messages.count) {
      this.take(this.next++);
      if (this.next % ROWS_A_STEP === 0) yield;
    }
  }

  private take(row: number): void {
    const { chosen, span, bucket } = this.choice;
    const { messages: m } = this.store;
    if (m.flags[row] & MessageFlag.Duplicate || (chosen !== undefined && chosen[m.leg[row]] !== 1)) return;
    const time = m.time[row];
    if (span !== undefined && (time < span.from || time >= span.end)) return;
    const isRepeated = Number((m.flags[row] & MessageFlag.Retransmission) !== 0);
    this.messages++;
    this.retransmissions += isRepeated;
    if (bucket === undefined) return;
    const at = bucket.at(time);
    if (at >= this.messagesIn.length) this.grow(at + 1);
    this.messagesIn[at]++;
    this.retransmissionsIn[at] += isRepeated;
  }

  /** Rates are over `duration`. */
  whole(duration: Micros): TrafficFigures {
    return figures(this.messages, this.retransmissions, duration);
  }

  /** Of so many buckets, from the first on. */
  buckets(buckets: TimeBuckets): TrafficFigures[] {
    return Array.from({ length: buckets.count }, (_, at) =>
      figures(this.messagesIn[at] ?? 0, this.retransmissionsIn[at] ?? 0, buckets.end(at) - buckets.start(at)),
    );
  }

  private grow(buckets: number): void {
    const capacity = Math.max(buckets, grownCapacity(this.messagesIn.length));
    this.messagesIn = grownUint32(this.messagesIn, capacity);
    this.retransmissionsIn = grownUint32(this.retransmissionsIn, capacity);
  }
}

function figures(messages: number, retransmissions: number, duration: Micros): TrafficFigures {
  return {
    messages,
    retransmissions,
    messagesPerSecond: perSecond(messages, duration),
    retransmissionRatio: ratio(retransmissions, messages),
  };
}
