// The list's part of the state: rows in blocks, what was asked, what is new. Pure.

import type { ServerMessage } from '../../server/wire/protocol.ts';
import type { CallSummary } from '../../server/wire/types.ts';
import { withEntry } from '../base/lru.ts';
import { indexOf } from '../base/numbers.ts';
import type { RowRange } from '../base/visible-range.ts';
import {
  BLOCK_LIMIT,
  BLOCK_ROWS,
  type ListKey,
  type ListState,
  type RowBlock,
  type RowBlocks,
  type RowWindow,
} from './app-state.ts';

type Snapshot = Extract<ServerMessage, { type: 'calls' }>;
type Delta = Extract<ServerMessage, { type: 'calls-delta' }>;

/** The row at `index` of the list, or undefined while it is not here. */
export function rowAt(list: ListState, index: number): CallSummary | undefined {
  return list.blocks.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS];
}

/** True while rows of the list before are on screen: another filter or sort was asked for, its answer is on the way. */
export function isListPending(list: ListState): boolean {
  return list.askedKey !== undefined && !isSameKey(list.key, list.askedKey);
}

export function isSameKey(a: ListKey | undefined, b: ListKey | undefined): boolean {
  const isSameTime = a?.from === b?.from && a?.to === b?.to;
  return (
    isSameTime &&
    isSameView(a, b) &&
    a?.generation === b?.generation &&
    a?.columns === b?.columns &&
    a?.calls === b?.calls
  );
}

/** The same question, whatever index it was put to, and however far the last minutes have moved on since. */
function isSameView(a: ListKey | undefined, b: ListKey | undefined): boolean {
  const isSameRange = (a?.range ?? '') === (b?.range ?? '');
  return isSameRange && a?.capture === b?.capture && a?.filter === b?.filter && a?.sort === b?.sort;
}

/** Rows that came after the user last saw the end. */
export function newRows(list: ListState): number {
  return Math.max(0, (list.isPaused ? list.pausedTotal : list.total) - list.seenTotal);
}

export function onAsked(list: ListState, key: ListKey, window: RowWindow, seq: number): ListState {
  if (isSameKey(list.askedKey, key)) return { ...list, asked: window };
  // A new index is the same list to its reader: what followed its end goes on to.
  const isFollowing = list.isFollowing && isSameView(list.askedKey, key);
  // A complaint is about what was asked before.
  return { ...list, askedKey: key, firstSeq: seq, asked: window, isPaused: false, isFollowing, error: undefined };
}

/** A snapshot replaces the rows of its window; of another list, everything. */
export function onSnapshot(list: ListState, answer: Snapshot): ListState {
  if (answer.seq < list.firstSeq || list.askedKey === undefined || answer.capture !== list.askedKey.capture)
    return list;
  // A filter that cannot be read keeps the rows of the last one that could.
  if (answer.error !== undefined) return { ...list, error: answer.error };
  const isNew = !isSameKey(list.key, list.askedKey);
  if (list.isPaused && !isNew) {
    return { ...list, blocks: fillRows(list, answer), pausedTotal: answer.total };
  }
  const kept = isNew ? new Map<number, RowBlock>() : cutBlocks(list.blocks, answer.total);
  return {
    ...list,
    key: list.askedKey,
    blocks: putRows(kept, answer.offset, answer.rows),
    total: answer.total,
    all: answer.all,
    counts: answer.counts,
    error: undefined,
    seenTotal: isNew || list.isFollowing ? answer.total : Math.min(list.seenTotal, answer.total),
    pausedTotal: answer.total,
  };
}

/** Rows that changed in place; in capture order new ones stand at their own index. */
export function onDelta(list: ListState, delta: Delta): ListState {
  if (delta.seq < list.firstSeq || !isSameKey(list.key, list.askedKey) || delta.capture !== list.key?.capture)
    return list;
  if (list.isPaused) return { ...list, pausedTotal: delta.total };
  const isCaptureOrder =
    list.key.calls === '' && list.key.filter === '' && list.key.sort === '' && (list.key.range ?? '') === '';
  const places = isCaptureOrder ? undefined : placesOf(list);
  let blocks: RowBlocks = cutBlocks(list.blocks, delta.total);
  for (const row of delta.rows) {
    const place = places === undefined ? indexOf(row.index) : places.get(row.id);
    if (place !== undefined && place < delta.total) blocks = putRows(blocks, place, [row]);
  }
  const seenTotal = list.isFollowing ? delta.total : Math.min(list.seenTotal, delta.total);
  return {
    ...list,
    blocks,
    total: delta.total,
    all: delta.all,
    counts: delta.counts,
    seenTotal,
    pausedTotal: delta.total,
  };
}

export function onVisible(list: ListState, visible: RowRange, isAtEnd: boolean): ListState {
  if (list.visible?.first === visible.first && list.visible.end === visible.end && !isAtEnd) return list;
  return { ...list, visible, seenTotal: isAtEnd ? list.total : list.seenTotal };
}

export function onPause(list: ListState, isPaused: boolean): ListState {
  return { ...list, isPaused, pausedTotal: list.total };
}

/** `blocks` with `rows` written from `offset` on. */
export function putRows(blocks: RowBlocks, offset: number, rows: readonly CallSummary[]): RowBlocks {
  let next = blocks;
  let at = 0;
  while (at < rows.length) {
    const number = Math.floor((offset + at) / BLOCK_ROWS);
    const start = (offset + at) % BLOCK_ROWS;
    const part = rows.slice(at, at + BLOCK_ROWS - start);
    const block: (CallSummary | undefined)[] = [...(next.get(number) ?? [])];
    for (const [index, row] of part.entries()) block[start + index] = row;
    next = withEntry(next, number, block, BLOCK_LIMIT);
    at += part.length;
  }
  return next;
}

/** Only the rows that are not here yet: a paused list can be scrolled, and what it shows stands still. */
function fillRows(list: ListState, answer: Snapshot): RowBlocks {
  let blocks = list.blocks;
  for (const [at, row] of answer.rows.entries()) {
    const index = answer.offset + at;
    if (rowAt(list, index) === undefined && index < list.total) blocks = putRows(blocks, index, [row]);
  }
  return blocks;
}

function cutBlocks(blocks: RowBlocks, total: number): RowBlocks {
  const last = Math.floor((total - 1) / BLOCK_ROWS);
  if (![...blocks.keys()].some(number => number > last)) return blocks;
  return new Map([...blocks].filter(([number]) => number <= last));
}

function placesOf(list: ListState): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const first = list.asked?.offset ?? 0;
  const end = first + (list.asked?.limit ?? 0);
  for (let index = first; index < end; index += 1) {
    const row = rowAt(list, index);
    if (row !== undefined) places.set(row.id, index);
  }
  return places;
}
