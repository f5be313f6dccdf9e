// Sorting the list of legs: column id → key of a leg, and keys → order.
// Absent values come last in either direction; equal ones keep the order of the list.

import { CALL_STATES, LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { readEndpoint } from './filter-address.ts';
import type { FilterSubject } from './filter-subject.ts';

/** What a leg is sorted by; undefined when it has no such value. Taken once a leg, then compared. */
export type SortKey = number | string | undefined;
type ReadKey = (leg: FilterSubject) => SortKey;

// Keys of addresses are remembered: a comparison would else take the same text apart again and again.
const MAX_REMEMBERED = 200_000;

const STATE_RANK = rankOf(LEG_STATES);
const KIND_RANK = rankOf(LEG_KINDS);

/** Makes the key of a column anew for each sort, so that what it remembers dies with it. */
const COLUMNS = {
  // In the order of a call's life, not of the alphabet.
  state: () => leg => STATE_RANK.get(leg.state) ?? CALL_STATES.length,
  kind: () => leg => KIND_RANK.get(leg.kind),
  startTime: () => leg => leg.startTime,
  from: () => leg => textKey(leg.from.toLowerCase()),
  to: () => leg => textKey(leg.to.toLowerCase()),
  source: () => addressKeys(leg => leg.source),
  destination: () => addressKeys(leg => leg.destination),
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

function addressKeys(read: (leg: FilterSubject) => string): ReadKey {
  const known = new Map<string, SortKey>();
  return leg => {
    const text = read(leg);
    if (text === '') return undefined;
    let key = known.get(text);
    if (key === undefined) {
      if (known.size >= MAX_REMEMBERED) known.clear();
      key = addressKey(text);
      known.set(text, key);
    }
    return key;
  };
}

/** Sorts as the address counts: 10.0.0.9 before 10.0.0.10, IPv4 (a number) before IPv6 (a text), then by port. */
export function addressKey(endpoint: string): number | string {
  const { address, port } = readEndpoint(endpoint);
  if (!address.includes(':')) {
    const value = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
    return value * 65_536 + (port ?? 0);
  }
  const tail = String(port ?? 0).padStart(5, '0');
  const [head = '', rest] = address.split('::');
  const before = groups(head);
  const after = rest === undefined ? [] : groups(rest);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0000');
  return `${[...before, ...zeros, ...after].join('')}${tail}`;
}

function groups(text: string): readonly string[] {
  return text === '' ? [] : text.split(':').map(group => group.padStart(4, '0'));
}
