// What each sortable column of the list sorts by. A key is taken once a leg, then numbers or strings are compared.

import { LEG_STATES } from '../model/leg.ts';
import type { LegSubject } from './leg-subject.ts';

export type SortKey = string | number | undefined;

export const SORT_KEYS: Readonly<Record<string, (subject: LegSubject) => SortKey>> = {
  state: s => LEG_STATES.findIndex(state => state === s.state),
  kind: s => s.kind,
  method: s => s.method,
  from: s => s.from.toLowerCase(),
  to: s => s.to.toLowerCase(),
  fromUser: s => s.fromUser.toLowerCase(),
  toUser: s => s.toUser.toLowerCase(),
  source: s => s.source,
  destination: s => s.destination,
  transport: s => s.transport,
  startTime: s => s.startTime,
  pdd: s => s.pdd,
  setupTime: s => s.setupTime,
  ringDuration: s => s.ringDuration,
  talkTime: s => s.talkTime,
  duration: s => s.duration,
  statusCode: s => (s.statusCode === 0 ? undefined : s.statusCode),
  messages: s => s.messages,
  retransmissions: s => s.retransmissions,
  duplicates: s => s.duplicates,
  callId: s => s.callId,
};

/** Positions of `keys` in order; absent keys last either way, ties in their given order. */
export function sortedPositions(keys: readonly SortKey[], descending: boolean): Uint32Array {
  const positions = new Uint32Array(keys.length).map((_, i) => i);
  const sign = descending ? -1 : 1;
  return positions.sort((a, b) => {
    const x = keys[a];
    const y = keys[b];
    if (x === y) return a - b;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return x < y ? -sign : sign;
  });
}
