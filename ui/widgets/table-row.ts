// A row of a data-table: its cells, or a bar while what it shows is still on its way. A view function; rows are drawn again and again
// while somebody scrolls, so what does not change is left as it is.

import { html, noChange, nothing, type TemplateResult } from 'lit';
import { place } from '../base/place.ts';
import type { Column } from './columns.ts';
import { icon } from './icon.ts';

/** How a row stands to those below and above it. */
export type Fold = 'folded' | 'unfolded' | 'under';

export interface RowInput<Row> {
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  /** Undefined while it is awaited, and for a row that is not drawn. */
  readonly row: Row | undefined;
  readonly isDrawn: boolean;
  /** px from the end of the head. */
  readonly top: number;
  readonly edge: string;
  readonly isCursor: boolean;
  /** The column under the cell cursor, in the row under the cursor. */
  readonly cell: Column<Row> | undefined;
  /** Undefined where rows cannot be selected. */
  readonly isSelected: boolean | undefined;
  readonly fold: Fold | undefined;
  /** Words of the button that folds. */
  readonly foldLabel: string;
}

export function tableRow<Row>(input: RowInput<Row>): TemplateResult {
  const { columns, index, row, isCursor, isSelected, fold } = input;
  return html`<div class="row ${isCursor ? 'cursor' : ''} ${isSelected === true ? 'selected' : ''} ${row === undefined ? 'awaited' : ''} ${fold === 'under' ? 'under' : ''}" role="row"
      id="row-${index}" data-index=${index} aria-rowindex=${index + 2} aria-selected=${isSelected ?? isCursor} aria-busy=${row === undefined ? 'true' : nothing}
      aria-expanded=${fold === undefined || fold === 'under' ? nothing : fold === 'unfolded'} aria-level=${fold === undefined ? nothing : fold === 'under' ? 2 : 1} ?hidden=${!input.isDrawn}
      ${place({ transform: `translateY(${input.top}px)`, 'box-shadow': `inset 3px 0 0 ${input.edge}` })}>
      ${columns.map((column, at) => cellView(input, column, at === 0))}
    </div>`;
}

/**
 * What an awaited row showed before stays in it unseen: taking it out and putting the like of it in again costs more than a frame has
 * when the whole screen leaps.
 */
function cellView<Row>({ row, cell, fold, foldLabel }: RowInput<Row>, column: Column<Row>, isFirst: boolean): unknown {
  const isHere = column === cell;
  const shown = row === undefined ? noChange : column.cell(row);
  return html`<div class="cell ${column.align} ${column.isMono === true ? 'mono' : ''} ${isWhole(column, shown) ? 'whole' : ''} ${isHere ? 'here' : ''}" role="gridcell"
      id=${isHere ? 'cell' : nothing} data-column=${column.id}
      title=${row === undefined ? noChange : (column.full?.(row) ?? nothing)}>${row === undefined ? noChange : isFirst && fold !== undefined ? foldView(fold, foldLabel) : nothing}${shown}</div>`;
}

/** Of an awaited row as it was: nobody sees it, and most are so again. */
function isWhole<Row>({ fits }: Column<Row>, shown: unknown): boolean {
  return fits !== undefined && (typeof shown !== 'string' || shown.length <= fits);
}

function foldView(fold: Fold, label: string): TemplateResult {
  return fold === 'under'
    ? html`<i class="branch" aria-hidden="true">└</i>`
    : html`<button class="fold ${fold}" tabindex="-1" title=${label} aria-label=${label}>${icon('chevron')}</button>`;
}
