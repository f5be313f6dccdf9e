// Keys that sort the list: by the column beside, or the other way round. Takes an order and gives the next one. Pure.

import { type Column, readSort, writeSort } from '../../widgets/columns.ts';

/** By the next column that can be sorted by, or the one before (`step` -1), going round at the ends; undefined when there is none. */
export function sortBeside<Row>(columns: readonly Column<Row>[], sort: string, step: 1 | -1): string | undefined {
  const sortable = columns.filter(column => column.isUnsorted !== true);
  const at = sortable.findIndex(column => column.id === readSort(sort)?.column);
  return sortable[(Math.max(at, step > 0 ? -1 : 0) + step + sortable.length) % sortable.length]?.id;
}

/** The same column the other way round; the order of the capture becomes latest first. */
export function turnedSort(sort: string): string {
  const { column, isDescending } = readSort(sort) ?? { column: 'startTime', isDescending: false };
  return writeSort({ column, isDescending: !isDescending });
}
