// The head of a data-table: a title a column, by which it sorts; where columns can be arranged also grips to drag. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import { type Column, nextSort, readSort, writeSort } from './columns.ts';
import { icon } from './icon.ts';

export interface HeadInput<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: string;
  /** Columns can be moved and resized. */
  readonly isArranged: boolean;
  /** The column that is being moved, and its index among the others. */
  readonly moving: { readonly id: string; readonly to: number } | undefined;
  readonly onSort: (sort: string) => void;
  readonly onMove: (event: PointerEvent, id: string) => void;
  readonly onResize: (event: PointerEvent, id: string) => void;
  readonly onFit: (id: string) => void;
  /** The menu of the head was asked for. */
  readonly onMenu: (event: MouseEvent) => void;
}

export function tableHead<Row>(input: HeadInput<Row>): TemplateResult {
  const dropAt = dropPlace(input);
  return html`<div class="head row" role="row" aria-rowindex="1" @contextmenu=${input.isArranged ? input.onMenu : nothing}>${input.columns.map(
    (column, index) => renderHead(input, column, dropMark(dropAt, index, input.columns.length)),
  )}</div>`;
}

function renderHead<Row>(input: HeadInput<Row>, column: Column<Row>, drop: string): TemplateResult {
  const sort = readSort(input.sort);
  const isSorted = sort?.column === column.id;
  const order = !isSorted ? 'none' : sort.isDescending ? 'descending' : 'ascending';
  const isMoving = input.moving?.id === column.id;
  return html`<div class="cell ${column.align} ${drop} ${isMoving ? 'moving' : ''}" role="columnheader" aria-sort=${order} data-column=${column.id}
    @pointerdown=${input.isArranged ? (event: PointerEvent) => input.onMove(event, column.id) : nothing}>
    ${column.isUnsorted === true ? html`<span class="title" title=${column.hint ?? column.title}>${column.title}</span>` : renderSort(input, column, order)}
    ${input.isArranged ? renderGrip(input, column.id) : nothing}
  </div>`;
}

function renderSort<Row>(
  input: HeadInput<Row>,
  column: Column<Row>,
  order: 'none' | 'ascending' | 'descending',
): TemplateResult {
  const next = writeSort(nextSort(readSort(input.sort), column.id));
  return html`<button tabindex="-1" title=${column.hint ?? column.title} @click=${() => input.onSort(next)}>
    <span>${column.title}</span>${order === 'none' ? nothing : html`<i class=${order}>${icon('chevron')}</i>`}
  </button>`;
}

/** For the hand alone: the keyboard has the column chooser. */
function renderGrip<Row>(input: HeadInput<Row>, id: string): TemplateResult {
  return html`<span class="grip" aria-hidden="true" @pointerdown=${(event: PointerEvent) => input.onResize(event, id)}
    @dblclick=${() => input.onFit(id)}></span>`;
}

/** Index of the head before which the moved column would stand; as many as there are heads: behind the last. */
function dropPlace<Row>({ columns, moving }: HeadInput<Row>): number | undefined {
  if (moving === undefined) return undefined;
  const from = columns.findIndex(column => column.id === moving.id);
  if (from < 0 || moving.to === from) return undefined;
  return moving.to < from ? moving.to : moving.to + 1;
}

function dropMark(dropAt: number | undefined, index: number, count: number): string {
  if (dropAt === index) return 'drop-before';
  return dropAt === count && index === count - 1 ? 'drop-after' : '';
}
