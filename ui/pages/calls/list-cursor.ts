// The cursor of the list: keys move it, and the end is kept in view while it stays there. Takes the store and the table; gives `navigate`.
// Whoever goes to the first row of a filter, and opens it before it is here, gets that row when it comes, never the one that stood there.

import { isLive } from '../../health-pill.ts';
import { rowAt } from '../../state/list.ts';
import type { Store } from '../../state/store.ts';
import { isListAwaited, openCapture } from '../../state/watch.ts';
import type { RangeChange } from '../../widgets/data-table.ts';
import { adjust } from '../page.ts';

/** What of the table element is needed to move it. */
export interface MovedList {
  readonly pageRows: number;
  show(index: number): void;
  showEnd(): void;
}

export class ListCursor {
  private readonly page: EventTarget;
  private readonly store: () => Store;
  private readonly table: () => MovedList | null | undefined;
  /** What is wanted of the first row of a list that is on its way. */
  private first: 'shown' | 'opened' | undefined;

  constructor(page: EventTarget, store: () => Store, table: () => MovedList | null | undefined) {
    this.page = page;
    this.store = store;
    this.table = table;
  }

  /** By so many rows, up when negative; false when there is none. */
  move(rows: number): boolean {
    const { list, route } = this.store().state;
    const from = route.row ?? (rows > 0 ? -1 : list.total);
    return this.moveTo(Math.min(list.total - 1, Math.max(0, from + rows)));
  }

  movePages(pages: number): boolean {
    return this.move(pages * (this.table()?.pageRows ?? 1));
  }

  moveTo(row: number): boolean {
    if (row < 0) return false;
    const { list } = this.store().state;
    adjust(this.page, { row });
    this.table()?.show(row);
    this.follow(row === list.total - 1 && list.isFollowing);
    return true;
  }

  /** To the first row, also of a list that is on its way. */
  toStart(): boolean {
    const isAwaited = isListAwaited(this.store().state);
    const isMoved = this.moveTo(0);
    this.first = isAwaited ? 'shown' : undefined;
    return isMoved;
  }

  /** Whether what is to be opened is the first row of a list that is on its way: `arrived` then says when it is here. */
  opensLater(): boolean {
    if (this.first === undefined) return false;
    this.first = 'opened';
    return true;
  }

  /** Whether the row that was to be opened is here now: true once. */
  arrived(): boolean {
    const { state } = this.store();
    if (this.first === undefined || isListAwaited(state)) return false;
    const isHere = rowAt(state.list, 0) !== undefined;
    if (!isHere && state.list.total > 0) return false;
    const isOpened = this.first === 'opened' && isHere && state.list.error === undefined;
    this.first = undefined;
    return isOpened;
  }

  /** The hand does something else. */
  forget(): void {
    this.first = undefined;
  }

  toEnd(): boolean {
    this.table()?.showEnd();
    return this.moveTo(this.store().state.list.total - 1);
  }

  follow(isFollowing: boolean): true {
    const store = this.store();
    if (isFollowing === store.state.list.isFollowing) return true;
    store.dispatch({ type: 'follow', isFollowing });
    if (isFollowing) this.table()?.showEnd();
    return true;
  }

  /** Other rows came on screen. */
  onRange(change: RangeChange): void {
    const store = this.store();
    const { list } = store.state;
    store.dispatch({ type: 'visible-rows', ...change });
    // Who scrolls to the end of a list longer than the screen wants to stay there; who scrolls away does not.
    // A live list that is not as long yet is at its end until somebody scrolls.
    const capture = openCapture(store.state);
    const isScrollable = change.visible.first > 0 || (capture !== undefined && isLive(capture));
    if (list.isFollowing && !change.isAtEnd && list.visible?.end !== change.visible.end) this.follow(false);
    else if (!list.isFollowing && change.isAtEnd && isScrollable) this.follow(true);
  }
}
