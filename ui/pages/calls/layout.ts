// Which columns the list shows: those of the address, else those that sipscope comes with. Changes go into the address and into this
// browser's storage. Takes what is shown now, gives columns to the table and choices to the chooser.

import type { CallSummary } from '../../../server/wire/types.ts';
import {
  type ColumnPlace,
  movedPlace,
  readLayout,
  resizedPlace,
  toggledPlace,
  writeLayout,
} from '../../base/column-layout.ts';
import { keep } from '../../base/keep.ts';
import { KEPT_COLUMNS } from '../../state/route.ts';
import type { Choosable } from '../../widgets/column-chooser.ts';
import { arrangedColumns, type Column } from '../../widgets/columns.ts';
import type { ColumnMove, ColumnResize } from '../../widgets/data-table.ts';
import { CALL_COLUMNS } from './columns.ts';
import { ALL_COLUMNS, callColumn } from './more-columns.ts';

/** The columns of the address, and those that the table has room for. */
export interface LayoutNow {
  readonly text: string;
  readonly shown: readonly Column<CallSummary>[];
}

export class CallLayout {
  private readonly now: () => LayoutNow;
  private readonly change: (text: string) => void;
  private made: { readonly text: string; readonly columns: readonly Column<CallSummary>[] } | undefined;

  constructor(now: () => LayoutNow, change: (text: string) => void) {
    this.now = now;
    this.change = change;
  }

  /** For the table; the same list as long as the choice is the same. */
  get columns(): readonly Column<CallSummary>[] {
    const { text } = this.now();
    if (this.made?.text !== text) {
      const chosen = arrangedColumns(callColumn, readLayout(text));
      this.made = { text, columns: chosen.length === 0 ? CALL_COLUMNS : chosen };
    }
    return this.made.columns;
  }

  /** What is shown, as a choice: without one, what there is room for. */
  get places(): readonly ColumnPlace[] {
    const { text, shown } = this.now();
    const chosen = readLayout(text).filter(({ id }) => callColumn(id) !== undefined);
    return chosen.length > 0 ? chosen : shown.map(({ id }) => ({ id, width: undefined }));
  }

  /** All columns, and those of headers that are shown. */
  get choosable(): readonly Choosable[] {
    const headers = this.columns.filter(column => !ALL_COLUMNS.some(each => each.id === column.id));
    return [...ALL_COLUMNS, ...headers].map(({ id, title, name = title, hint = name, width }) => ({
      id,
      name,
      hint,
      width,
    }));
  }

  move({ id, to }: ColumnMove): void {
    this.set(movedPlace(this.places, id, to));
  }

  resize({ id, width }: ColumnResize): void {
    this.set(resizedPlace(this.places, id, width));
  }

  /** Shows a column, when it is one and is not shown. */
  add(id: string): void {
    const { places } = this;
    if (callColumn(id) !== undefined && !places.some(place => place.id === id)) this.set(toggledPlace(places, id));
  }

  /** No places: back to what sipscope comes with. */
  set(places: readonly ColumnPlace[]): void {
    const text = writeLayout(places);
    keep(KEPT_COLUMNS, text);
    this.change(text);
  }
}
