// Messages and retransmissions over time, and the span of time that figures are about. Reads the columns of the message table.

import type { KpiQuery, TrafficFigures } from '../model/kpi.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag } from '../store/message-table.ts';
import { perSecond, ratio } from './kpi-tally.ts';

/** Rows between two looks at the clock. */
const ROWS_A_STEP = 100_000;

/** From the first to the last message, or the range asked for. */
export interface Span {
  readonly isEmpty: boolean;
  readonly from: Micros;
  readonly to: Micros;
  /** The first µs behind it: one after the last message, or `to` where it was asked for. */
  readonly end: Micros;
}

/** A capture without messages is empty whatever range is asked for. */
export function* spanOfMessages(store: CallStore, query: KpiQuery): Generator<undefined, Span> {
  const { time, count } = store.messages;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row++) {
    if (row % ROWS_A_STEP === 0) yield;
    if (time[row] < first) first = time[row];
    if (time[row] > last) last = time[row];
  }
  if (count === 0) return { isEmpty: true, from: 0, to: 0, end: 0 };
  const from = query.from ?? first;
  const to = Math.max(from, query.to ?? last);
  return { isEmpty: false, from, to, end: query.to === undefined ? to + 1 : to };
}

export interface TrafficBuckets {
  readonly length: Micros;
  readonly first: Micros;
  readonly count: number;
}

export class TrafficCount {
  private readonly store: CallStore;
  private readonly chosen: Uint8Array;
  private readonly span: Span;
  private readonly bucket: TrafficBuckets | undefined;
  private messages = 0;
  private retransmissions = 0;
  private readonly messagesIn: Uint32Array;
  private readonly retransmissionsIn: Uint32Array;

  /** `chosen`: per leg, whether its messages count. */
  constructor(store: CallStore, chosen: Uint8Array, span: Span, bucket: TrafficBuckets | undefined) {
    this.store = store;
    this.chosen = chosen;
    this.span = span;
    this.bucket = bucket;
    this.messagesIn = new Uint32Array(bucket?.count ?? 0);
    this.retransmissionsIn = new Uint32Array(bucket?.count ?? 0);
  }

  *count(): Generator<undefined, void> {
    const { chosen, bucket } = this;
    const { from, end } = this.span;
    const { time, flags, leg, count } = this.store.messages;
    for (let row = 0; row < count; row++) {
      if (row % ROWS_A_STEP === 0) yield;
      if (chosen[leg[row]] !== 1 || flags[row] & MessageFlag.Duplicate || time[row] < from || time[row] >= end)
        continue;
      const isRepeated = Number((flags[row] & MessageFlag.Retransmission) !== 0);
      this.messages++;
      this.retransmissions += isRepeated;
      if (bucket === undefined) continue;
      const at = Math.floor((time[row] - bucket.first) / bucket.length);
      this.messagesIn[at]++;
      this.retransmissionsIn[at] += isRepeated;
    }
  }

  whole(): TrafficFigures {
    return figures(this.messages, this.retransmissions, this.span.to - this.span.from);
  }

  buckets(): TrafficFigures[] {
    const { messagesIn, retransmissionsIn, bucket } = this;
    return Array.from(messagesIn, (count, at) => figures(count, retransmissionsIn[at], bucket?.length ?? 0));
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
