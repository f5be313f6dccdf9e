// What a table shows, as data: the table knows nothing of what its rows mean. Pure.

import type { TemplateResult } from 'lit';
import type { ColumnPlace } from '../base/column-layout.ts';
import type { FilterTerm } from '../filter/terms.ts';
import type { Inked } from './inked.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Its whole name, where the title is short: for whoever chooses among all columns. */
  readonly name?: string;
  /** Longer words for the head's tooltip. */
  readonly hint?: string;
  /** Narrowest width, px; the width above it is shared by `share`. */
  readonly width: number;
  /** Part of the spare width; 0 keeps `width`. */
  readonly share: number;
  readonly align: 'start' | 'end';
  readonly isMono?: boolean;
  /**
   * A text of so many characters has room in `width`, and so has whatever else a cell shows. Such a cell has nothing to cut off, which a
   * browser would take time for in every frame of scrolling. Of other texts it is reckoned (`base/text-room.ts`).
   */
  readonly fits?: number;
  /** The table cannot be sorted by it. */
  readonly isUnsorted?: boolean;
  /** The column appears when the table is at least this wide, px. */
  readonly from: number;
  /** What of it is other where times have their day. */
  readonly dated?: Pick<Column<Row>, 'width' | 'fits' | 'cell'>;
  /** What the cell shows. */
  readonly cell: (row: Row) => string | Inked | TemplateResult;
  /** The whole value, when the cell may show less. */
  readonly full?: (row: Row) => string;
  /** What the cell says, for the filter; absent for a column that cannot be filtered by, undefined where the cell says nothing. */
  readonly filter?: (row: Row) => FilterTerm | undefined;
}

export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The columns that a table of `width` px shows. */
export function columnsFor<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  return columns.filter(column => width >= column.from);
}

/**
 * The columns that somebody chose, in his order and widths, whatever the width of the table: it scrolls sideways then.
 * A place that names no column of `all` is left out.
 */
export function arrangedColumns<Row>(
  all: (id: string) => Column<Row> | undefined,
  places: readonly ColumnPlace[],
): readonly Column<Row>[] {
  return places.flatMap(({ id, width }) => {
    const column = all(id);
    if (column === undefined) return [];
    return [{ ...(width === undefined ? column : withWidth(column, width)), from: 0 }];
  });
}

/** A column that somebody made so wide. */
export function withWidth<Row>(column: Column<Row>, width: number): Column<Row> {
  const { fits, ...rest } = column;
  return { ...rest, width, share: 0, ...(fits !== undefined && width >= column.width && { fits }) };
}

/** `grid-template-columns` for these columns. */
export function columnTracks<Row>(columns: readonly Column<Row>[]): string {
  return columns.map(track).join(' ');
}

/** How wide each column is, px, in a table of `width` px: what the browser makes of `columnTracks`. */
export function columnWidths<Row>(columns: readonly Column<Row>[], width: number): readonly number[] {
  const flexible = new Set(columns.filter(({ share }) => share > 0));
  // A column whose part of the spare width is less than it needs keeps what it needs, and the others share the rest.
  for (;;) {
    const taken = columns.reduce((sum, column) => sum + (flexible.has(column) ? 0 : column.width), 0);
    const shares = [...flexible].reduce((sum, { share }) => sum + share, 0);
    // CSS: shares that are less than 1 together leave the rest free.
    const part = Math.max(0, width - taken) / Math.max(1, shares);
    const narrow = [...flexible].filter(column => column.share * part < column.width);
    if (narrow.length === 0) return columns.map(column => (flexible.has(column) ? column.share * part : column.width));
    for (const column of narrow) flexible.delete(column);
  }
}

/** The narrowest a row can be, px: below it the table scrolls sideways. */
export function tableWidth<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

/** `-start` → by `start`, descending; empty → undefined, the order of the capture. */
export function readSort(text: string): Sort | undefined {
  if (text === '' || text === '-') return undefined;
  return text.startsWith('-') ? { column: text.slice(1), isDescending: true } : { column: text, isDescending: false };
}

export function writeSort(sort: Sort | undefined): string {
  return sort === undefined ? '' : `${sort.isDescending ? '-' : ''}${sort.column}`;
}

/** What a click on a head leads to: ascending, descending, the capture's own order. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? undefined : { column, isDescending: true };
}

/** The index that pool slot `slot` of `size` shows when rows from `first` on are drawn: a row keeps its slot while it is drawn. */
export function slotIndex(slot: number, first: number, size: number): number {
  return first + ((((slot - first) % size) + size) % size);
}

function track<Row>(column: Column<Row>): string {
  return column.share === 0 ? `${column.width}px` : `minmax(${column.width}px, ${column.share}fr)`;
}
