// One leg as `report --json` lists it: times in ISO 8601, durations in ms (INTERFACES).

import type { CallLinks } from '../links/call-links.ts';
import { LEG_KINDS } from '../model/leg.ts';
import type { CallSummary } from '../model/report.ts';
import { isoTime, type Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { summarize } from './summary.ts';

const CALL_KIND = LEG_KINDS.indexOf('call');

export function isCallKind(leg: Leg): boolean {
  return leg.kind === CALL_KIND;
}

type TimeKey = 'startTime' | 'ringTime' | 'answerTime' | 'ackTime' | 'endTime' | 'lastTime';

/** A summary whose times are texts, without what only the page needs. */
export type LegRow = Omit<CallSummary, 'id' | 'index' | TimeKey> & { readonly [K in TimeKey]?: string } & {
  /** ICMP errors that quote a message of it; absent when there were none. */
  readonly icmp?: number;
};

export function legRow(store: CallStore, leg: Leg, links?: CallLinks): LegRow {
  const {
    id: _id,
    index: _index,
    startTime,
    ringTime,
    answerTime,
    ackTime,
    endTime,
    lastTime,
    ...rest
  } = summarize(store, leg, '', links);
  const errors = store.icmp.of(leg.index).length;
  const iso = (time: Micros | undefined): string | undefined => (time === undefined ? undefined : isoTime(time));
  return {
    ...rest,
    startTime: iso(startTime),
    ringTime: iso(ringTime),
    answerTime: iso(answerTime),
    ackTime: iso(ackTime),
    endTime: iso(endTime),
    lastTime: iso(lastTime),
    ...(errors === 0 ? {} : { icmp: errors }),
  };
}
