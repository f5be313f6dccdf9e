// A window of filtered and sorted rows, for lists that are made at question time: registrations, subscriptions, messages, peers …
// Takes items and how to look at them; only the rows of the window are made.

import type { RowAnswer, RowQuery } from '../model/rows.ts';
import { type SortKey, sortedPositions } from './key-order.ts';

export interface RowSource<Item, Row> {
  readonly items: readonly Item[];
  stateOf(item: Item): string;
  /** What a text is looked for in. */
  textOf(item: Item): string;
  /** By key of a row; undefined when rows have no such key, or this one has no value. */
  keyOf(item: Item, key: string): SortKey;
  rowOf(item: Item): Row;
  readonly omitted: number;
  readonly unreadable: number;
}

export function answerRows<Item, Row>(source: RowSource<Item, Row>, query: RowQuery): RowAnswer<Row> {
  const wanted = (query.text ?? '').trim().toLowerCase();
  const states: Record<string, number> = {};
  const chosen: Item[] = [];
  for (const item of source.items) {
    const state = source.stateOf(item);
    states[state] = (states[state] ?? 0) + 1;
    if (query.state !== undefined && query.state !== '' && query.state !== state) continue;
    if (wanted !== '' && !source.textOf(item).toLowerCase().includes(wanted)) continue;
    chosen.push(item);
  }
  const offset = Math.max(0, query.offset);
  const window = sorted(source, chosen, query.sort ?? '').slice(offset, offset + Math.max(0, query.limit));
  return {
    rows: window.map(item => source.rowOf(item)),
    offset: query.offset,
    total: chosen.length,
    all: source.items.length,
    states,
    omitted: source.omitted,
    unreadable: source.unreadable,
  };
}

function sorted<Item, Row>(source: RowSource<Item, Row>, items: readonly Item[], sort: string): readonly Item[] {
  if (sort === '') return items;
  const isDescending = sort.startsWith('-');
  const key = isDescending ? sort.slice(1) : sort;
  const keys = items.map(item => source.keyOf(item, key));
  return [...sortedPositions(keys, isDescending)].map(position => items[position]);
}

/** A text as it is sorted: case means nothing, and no text comes last. */
export function textKey(text: string): SortKey {
  return text === '' ? undefined : text.toLowerCase();
}
