// The menu of a table's cell, for every page with a table: what can be done with its value, on the list of calls or here. Gives value-menu.

import { emit } from '../base/emit.ts';
import type { ValueMenuRequest } from '../filter-acts.ts';
import type { Column } from '../widgets/columns.ts';
import type { CellMenu } from '../widgets/data-table.ts';

/** What of the table element is needed. */
interface MenuTable extends EventTarget {
  textAt(index: number, column: string): string;
  textOfRow(index: number): string;
}

/** `here`: how the page itself is narrowed to this value, where it can be. */
export function askCellMenu<Row>(
  table: MenuTable,
  column: Column<Row> | undefined,
  row: Row,
  { index, x, y }: CellMenu,
  here?: ValueMenuRequest['here'],
): void {
  if (column === undefined) return;
  const term = column.filter?.(row);
  const value = term?.value ?? table.textAt(index, column.id);
  const request = { term, value, row: table.textOfRow(index), x, y };
  emit<ValueMenuRequest>(table, 'value-menu', here === undefined ? request : { ...request, here });
}
