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
import { withDay } from '../time-columns.ts';
import { CALL_COLUMNS } from './columns.ts';
import { ALL_COLUMNS, callColumn } from './more-columns.ts';

/** The columns of the address, and those that the table has room for. */
export interface LayoutNow {
  readonly text: string;
  readonly shown: readonly Column<CallSummary>[];
  /** One row a call: the column that says how many legs it has, and why a leg belongs to it, is always there. */
  readonly isGrouped: boolean;
  /** Times have their day. */
  readonly isOfDays: boolean;
}

type Made = Pick<LayoutNow, 'text' | 'isGrouped' | 'isOfDays'> & { readonly columns: readonly Column<CallSummary>[] };

export class CallLayout {
  private readonly now: () => LayoutNow;
  private readonly change: (text: string) => void;
  private made: Made | undefined;

  constructor(now: () => LayoutNow, change: (text: string) => void) {
    this.now = now;
    this.change = change;
  }

  /** For the table; the same list as long as the choice is the same. */
  get columns(): readonly Column<CallSummary>[] {
    const { text, isGrouped, isOfDays } = this.now();
    const { made } = this;
    if (made?.text === text && made.isGrouped === isGrouped && made.isOfDays === isOfDays) return made.columns;
    const known = isOfDays ? datedColumn : callColumn;
    const chosen = arrangedColumns(known, readLayout(text));
    const columns = chosen.length > 0 ? chosen : isOfDays ? CALL_COLUMNS.map(withDay) : CALL_COLUMNS;
    this.made = { text, isGrouped, isOfDays, columns: isGrouped ? withLegs(columns) : columns };
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

function datedColumn(id: string): Column<CallSummary> | undefined {
  const column = callColumn(id);
  return column && withDay(column);
}

function withLegs(columns: readonly Column<CallSummary>[]): readonly Column<CallSummary>[] {
  const legs = callColumn('legs');
  if (legs === undefined || columns.some(({ id }) => id === legs.id)) return columns;
  // It takes its room from columns that come when there is room.
  const later = columns.map(column => (column.from === 0 ? column : { ...column, from: column.from + legs.width }));
  return [...later.slice(0, 1), legs, ...later.slice(1)];
}
