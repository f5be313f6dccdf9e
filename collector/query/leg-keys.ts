// Columns of the list by which legs sort beside those that filters know too (`columns.ts`): times of their messages, their place in the
// capture, the call they belong to.

import type { CallLinks } from '../links/call-links.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { disconnectDelay } from './summary.ts';

type ReadLegKey = (leg: Leg, store: CallStore, links: CallLinks) => number | undefined;

const KEYS = {
  index: leg => leg.index,
  ringTime: (leg, store) => timeOf(store, leg.ringing),
  answerTime: (leg, store) => timeOf(store, leg.answer),
  endTime: (leg, store) => timeOf(store, leg.ending),
  lastTime: (leg, store) => timeOf(store, leg.lastMessage),
  disconnectDelay: (leg, store) => disconnectDelay(store, leg),
  legs: (leg, _store, links) => links.legsOf(leg.index).length,
} as const satisfies Readonly<Record<string, ReadLegKey>>;

/** Ids of the columns. */
export const LEG_KEY_COLUMNS: readonly string[] = Object.keys(KEYS);

const KEY_BY_COLUMN: ReadonlyMap<string, ReadLegKey> = new Map(Object.entries(KEYS));

/** What reads the key of `column`; undefined when there is no such column here. */
export function legKeyOf(column: string): ReadLegKey | undefined {
  return KEY_BY_COLUMN.get(column);
}

function timeOf(store: CallStore, row: number): number | undefined {
  return row < 0 ? undefined : store.messages.time[row];
}
