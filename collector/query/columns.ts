// Sorting the list of legs: column id → key of a leg, and keys → order.
// Absent values come last in either direction; equal ones keep the order of the list.

import { SEVERITIES } from '../model/finding.ts';
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
  // Errors before warnings before notices when descending, more of them first.
  findings: () => leg => findingWeight(leg.findings),
  mos: () => leg => leg.mos,
  loss: () => leg => leg.lostPercent,
} as const satisfies Readonly<Record<string, () => ReadKey>>;

function findingWeight(findings: FilterSubject['findings']): number | undefined {
  if (findings.length === 0) return undefined;
  const worst = Math.min(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return (SEVERITIES.length - worst) * 1_000_000 + findings.length;
}

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
  const heads = headsOf(keys);
  return Uint32Array.from(keys, (_, i) => i).sort((a, b) => {
    // Comparing two numbers is many times faster than two texts, and decides nearly always.
    const difference = heads === undefined ? 0 : heads[a] - heads[b];
    return difference !== 0 ? sign * difference : compareKeys(keys[a], keys[b], sign) || a - b;
  });
}

/** Chars of a text that fit into one exact number, at 8 bits each. */
const HEAD_CHARS = 6;
/** A char of this code or more stands as it, and the number ends there: the texts themselves decide. */
const HEAD_LIMIT = 255;

/**
 * Texts as numbers in the same order: the first chars behind what all of them begin with (`+49…`). Equal numbers say nothing.
 * Undefined when any key is no text.
 */
function headsOf(keys: readonly SortKey[]): Float64Array | undefined {
  const [first] = keys;
  if (typeof first !== 'string') return undefined;
  let common = first.length;
  for (const key of keys) {
    if (typeof key !== 'string') return undefined;
    let same = 0;
    while (same < common && key.charCodeAt(same) === first.charCodeAt(same)) same++;
    common = same;
  }
  return Float64Array.from(keys, key => headOf(String(key), common));
}

function headOf(text: string, from: number): number {
  let head = 0;
  let isOpen = true;
  for (let i = from; i < from + HEAD_CHARS; i++) {
    const code = isOpen && i < text.length ? Math.min(text.charCodeAt(i), HEAD_LIMIT) : 0;
    if (code === HEAD_LIMIT) isOpen = false;
    head = head * 256 + code;
  }
  return head;
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
