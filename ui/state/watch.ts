// What the page wants to be told about, worked out from the state: the live socket is brought in line with it. Pure.

import type { CaptureInfo } from '../../server/wire/protocol.ts';
import { generationIn } from '../base/numbers.ts';
import type { RowRange } from '../base/visible-range.ts';
import { type AppState, BLOCK_ROWS, type ListKey, type RowWindow } from './app-state.ts';
import { isSameKey, rowAt } from './list.ts';
import { readColumns } from './read-columns.ts';
import { boundsOf, rangeText, type TimeBounds } from './time-range.ts';

/** The protocol's limit of rows a window. */
export const WINDOW_LIMIT = 500;
/** Asked for before the table is measured: a screen and what `nextWindow` wants beside it, for most. */
const FIRST_WINDOW: RowWindow = { offset: 0, limit: BLOCK_ROWS };
/** The same around a row that the table will scroll to. */
const ROWS_AROUND = 3 * BLOCK_ROWS;

export type Watch =
  | { readonly view: 'captures' }
  | { readonly view: 'calls'; readonly key: ListKey; readonly window: RowWindow }
  | { readonly view: 'call'; readonly capture: string; readonly leg: number };

/** The capture that is looked at: the one named in the address, else the first. */
export function currentCapture(state: AppState): string | undefined {
  return state.route.capture ?? state.captures?.[0]?.id;
}

/** The capture that is looked at, when it is open. */
export function openCapture(state: AppState): CaptureInfo | undefined {
  const id = currentCapture(state);
  return state.captures?.find(known => known.id === id);
}

/** The times that the range of the address means for the capture that is looked at. */
export function currentBounds(state: AppState): TimeBounds {
  return boundsOf(state.route.range, openCapture(state)?.progress);
}

/** Generation of a capture's index; 0 while it is not known. */
export function generationOf(state: AppState, capture: string | undefined): number {
  return state.captures?.find(known => known.id === capture)?.progress.generation ?? 0;
}

/** By which a sample frame is kept: its id is of one capture. */
export function frameKey(capture: string | undefined, id: string): string {
  return `${capture} ${id}`;
}

/** True when the address names a call of an index that is no more. */
export function isExpired(state: AppState): boolean {
  const { route } = state;
  const isKnown = state.captures?.some(known => known.id === route.capture) ?? false;
  if (route.page !== 'call' || route.leg === undefined || !isKnown) return false;
  return generationIn(route.leg) !== generationOf(state, route.capture);
}

/** Undefined when nothing needs watching: no capture is open, or the page shows none of it. */
export function wantedWatch(state: AppState): Watch | undefined {
  if (state.route.page === 'capture') return { view: 'captures' };
  const capture = currentCapture(state);
  if (capture === undefined) return undefined;
  // A capture that is not open is told on the page, not asked for again and again.
  if (state.captures !== undefined && !state.captures.some(known => known.id === capture)) return undefined;
  const { route, list } = state;
  if (isExpired(state)) return undefined;
  if (route.page === 'call') return route.leg === undefined ? undefined : { view: 'call', capture, leg: route.leg };
  const columns = readColumns(route.columns).join(',');
  const calls = route.isGrouped ? ['calls', ...state.unfolded].join(' ') : '';
  const key: ListKey = {
    capture,
    generation: generationOf(state, capture),
    filter: route.filter,
    sort: route.sort,
    columns,
    calls,
    ...(route.range.kind === 'all' ? {} : { range: rangeText(route.range), ...currentBounds(state) }),
  };
  if (!isSameKey(list.key, key) || list.visible === undefined)
    return { view: 'calls', key, window: startWindow(state) };
  return { view: 'calls', key, window: nextWindow(list.asked, list.visible, list.total) };
}

/** True while the rows on screen are not those that the address asks for, and will be: a refused filter keeps the rows before it. */
export function isListAwaited(state: AppState): boolean {
  const wanted = wantedWatch(state);
  if (wanted?.view !== 'calls' || isSameKey(state.list.key, wanted.key)) return false;
  return state.list.error === undefined || !isSameKey(state.list.askedKey, wanted.key);
}

/** True when rows on screen are missing though their window was asked for: the list grew, so it is asked for again. */
export function hasHoles(state: AppState): boolean {
  const { visible, total } = state.list;
  if (visible === undefined) return false;
  for (let index = visible.first; index < Math.min(visible.end, total); index += 1) {
    if (rowAt(state.list, index) === undefined) return true;
  }
  return false;
}

/** Pages that are asked for ahead of somebody who scrolls one way. */
const PAGES_AHEAD = 6;

/**
 * The visible rows and a page on each side, on whole blocks, at most WINDOW_LIMIT rows. Who scrolls on from the window before gets
 * more of what lies ahead, who leaps elsewhere half a page around him: the next leap is likely to follow.
 * The window before it stays while it still covers the screen and half a page around it.
 */
export function nextWindow(before: RowWindow | undefined, visible: RowRange, total: number): RowWindow {
  const page = Math.max(1, visible.end - visible.first);
  const half = Math.ceil(page / 2);
  if (before !== undefined) {
    const isCoveredAbove = before.offset <= Math.max(0, visible.first - half);
    const isCoveredBelow = before.offset + before.limit >= Math.min(Math.max(total, visible.end), visible.end + half);
    if (isCoveredAbove && isCoveredBelow) return before;
  }
  const [above, below] = around(before, visible, page);
  const offset = Math.floor(Math.max(0, visible.first - above) / BLOCK_ROWS) * BLOCK_ROWS;
  const end = Math.ceil((visible.end + below) / BLOCK_ROWS) * BLOCK_ROWS;
  return { offset, limit: Math.min(WINDOW_LIMIT, Math.max(BLOCK_ROWS, end - offset)) };
}

/** Rows to ask for above and below the visible ones. */
function around(
  before: RowWindow | undefined,
  visible: RowRange,
  page: number,
): readonly [above: number, below: number] {
  if (before === undefined) return [page, page];
  const end = before.offset + before.limit;
  const half = Math.ceil(page / 2);
  if (visible.first > end + page || visible.end < before.offset - page) return [half, half];
  const room = Math.min(PAGES_AHEAD * page, Math.max(half, WINDOW_LIMIT - 2 * page - 2 * BLOCK_ROWS));
  return visible.first - before.offset > end - visible.end ? [half, room] : [room, half];
}

function startWindow(state: AppState): RowWindow {
  const row = state.route.row;
  if (row === undefined || row < BLOCK_ROWS) return FIRST_WINDOW;
  // A link into the middle of a list: the table will scroll there, so its rows come first.
  return { offset: (Math.floor(row / BLOCK_ROWS) - 1) * BLOCK_ROWS, limit: ROWS_AROUND };
}
