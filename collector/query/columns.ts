// Sorting the list of legs: column id → key of a leg, and keys → order.
// Absent values come last in either direction; equal ones keep the order of the list.

import { CALL_STATES, LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import type { FilterSubject } from './filter-subject.ts';

/** What a leg is sorted by; undefined when it has no such value. Taken once a leg, then compared. */
export type SortKey = number | string | undefined;
type ReadKey = (leg: FilterSubject) => SortKey;

const STATE_RANK = rankOf(LEG_STATES);
const KIND_RANK = rankOf(LEG_KINDS);

/** Makes the key of a column anew for each sort, so that what it remembers dies with it. */
const COLUMNS = {
  // In the order of a call's life, not of the alphabet.
  state: () => leg => STATE_RANK.get(leg.state) ?? CALL_STATES.length,
  kind: () => leg => KIND_RANK.get(leg.kind),
  startTime: () => leg => leg.startTime,
  // As the list shows them: the user, or all of it when there is none.
  from: () => leg => textKey((leg.fromUser || leg.from).toLowerCase()),
  to: () => leg => textKey((leg.toUser || leg.to).toLowerCase()),
  source: () => leg => leg.sourceKey,
  destination: () => leg => leg.destinationKey,
  transport: () => leg => textKey(leg.transport),
  method: () => leg => textKey(leg.method),
  callId: () => leg => textKey(leg.callId),
  fromUser: () => leg => textKey(leg.fromUser.toLowerCase()),
  toUser: () => leg => textKey(leg.toUser.toLowerCase()),
  setupTime: () => leg => leg.setupTime,
  ringDuration: () => leg => leg.ringDuration,
  duplicates: () => leg => leg.duplicates,
  dialogs: () => leg => leg.dialogs,
  statusCode: () => leg => (leg.statusCode === 0 ? undefined : leg.statusCode),
  pdd: () => leg => leg.pdd,
  talkTime: () => leg => leg.talkTime,
  duration: () => leg => leg.duration,
  messages: () => leg => leg.messages,
  retransmissions: () => leg => leg.retransmissions,
} as const satisfies Readonly<Record<string, () => ReadKey>>;

/** Ids of the columns that sort. */
export const SORT_COLUMNS: readonly string[] = Object.keys(COLUMNS);

const KEY_MAKERS: ReadonlyMap<string, () => ReadKey> = new Map(Object.entries(COLUMNS));

/** What reads the key of `column` from a leg; undefined when there is no such column. Make one for each sort. */
export function sortKeyOf(column: string): ReadKey | undefined {
  return KEY_MAKERS.get(column)?.();
}

/** Positions of `keys` in order; absent keys last either way, equal ones in their given order. */
export function sortedPositions(keys: readonly SortKey[], descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  return Uint32Array.from(keys, (_, i) => i).sort((a, b) => compareKeys(keys[a], keys[b], sign) || a - b);
}

function compareKeys(a: SortKey, b: SortKey, sign: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  if (typeof a !== typeof b) return typeof a === 'number' ? -sign : sign;
  return a < b ? -sign : sign;
}

function textKey(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function rankOf(words: readonly string[]): ReadonlyMap<string, number> {
  return new Map(words.map((word, rank) => [word, rank]));
}
