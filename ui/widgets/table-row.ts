// A row of a data-table: its cells, or a bar while what it shows is still on its way. A view function; rows are drawn again and again
// while somebody scrolls, so what does not change is left as it is.

import { html, noChange, nothing, type TemplateResult } from 'lit';
import { place } from '../base/place.ts';
import { widestText } from '../base/text-room.ts';
import type { Column } from './columns.ts';
import { icon } from './icon.ts';
import { type Inked, isInked } from './inked.ts';

/** Left and right of what a cell shows, the edge of the row beside the first one. */
const PADDING_PX = 20;

/** How a row stands to those below and above it. */
export type Fold = 'folded' | 'unfolded' | 'under';

export interface RowInput<Row> {
  readonly columns: readonly Column<Row>[];
  /** Width of each column, px. */
  readonly widths: readonly number[];
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
  /** Some row has a cell under the cursor: what shows nothing may have been that one. */
  readonly hasCell: boolean;
  /** Undefined where rows cannot be selected. */
  readonly isSelected: boolean | undefined;
  readonly fold: Fold | undefined;
  /** Words of the button that folds. */
  readonly foldLabel: string;
}

export function tableRow<Row>(input: RowInput<Row>): TemplateResult {
  const { columns, index, row, isCursor, isSelected, fold } = input;
  return html`<div class="row ${isCursor ? 'cursor' : ''} ${isSelected === true ? 'selected' : ''} ${row === undefined ? 'awaited' : ''} ${fold === 'under' ? 'under' : ''}" role="row"
      id=${input.isDrawn ? `row-${index}` : nothing} data-index=${index} aria-rowindex=${index + 2} aria-selected=${isSelected ?? isCursor} aria-busy=${row === undefined ? 'true' : nothing}
      aria-expanded=${fold === undefined || fold === 'under' ? nothing : fold === 'unfolded'} aria-level=${fold === undefined ? nothing : fold === 'under' ? 2 : 1} ?hidden=${!input.isDrawn}
      ${place({ transform: `translateY(${input.top}px)`, 'box-shadow': `inset 3px 0 0 ${input.edge}` })}>
      ${row === undefined && !input.hasCell ? noChange : columns.map((column, at) => cellView(input, column, at))}
    </div>`;
}

/**
 * What an awaited row showed before stays in it unseen, its cells are not even looked at: taking it out and putting the like of it in
 * again costs more than a frame has when the whole screen leaps.
 */
function cellView<Row>(input: RowInput<Row>, column: Column<Row>, at: number): TemplateResult {
  const { row, fold } = input;
  const isFolding = at === 0 && fold !== undefined;
  const isHere = column === input.cell;
  if (row === undefined) {
    const classes = `cell ${column.align}${isHere ? ' here' : ''}`;
    return cellTemplate(column.id, isHere, classes, nothing, noChange, noChange);
  }
  const shown = column.cell(row);
  const classes = cellClass(column, shown, isFolding ? undefined : input.widths[at], isHere);
  const whole = input.isCursor ? column.full?.(row) : undefined;
  const before = isFolding ? foldView(fold, input.foldLabel) : nothing;
  return cellTemplate(column.id, isHere, classes, whole ?? nothing, before, isInked(shown) ? shown.text : shown);
}

function cellTemplate(
  id: string,
  isHere: boolean,
  classes: unknown,
  title: unknown,
  before: unknown,
  shown: unknown,
): TemplateResult {
  return html`<div class=${classes} role="gridcell" id=${isHere ? 'cell' : nothing} data-column=${id} title=${title}>${before}${shown}</div>`;
}

/** As one text: lit looks after each place of a template. `room`: px of the cell; undefined where something stands beside what it shows. */
function cellClass<Row>(
  column: Column<Row>,
  shown: string | Inked | TemplateResult,
  room: number | undefined,
  isHere: boolean,
): string {
  const ink = isInked(shown) ? ` ${shown.ink}` : '';
  return `cell ${column.align}${column.isMono === true ? ' mono' : ''}${room !== undefined && isWhole(column, isInked(shown) ? shown.text : shown, room) ? ' whole' : ''}${isHere ? ' here' : ''}${ink}`;
}

/** Nothing of it needs to be cut off, for sure. */
function isWhole<Row>({ fits, isMono }: Column<Row>, shown: string | TemplateResult, width: number): boolean {
  if (typeof shown !== 'string') return fits !== undefined;
  return shown.length <= (fits ?? 0) || widestText(shown, isMono === true) <= width - PADDING_PX;
}

function foldView(fold: Fold, label: string): TemplateResult {
  return fold === 'under'
    ? html`<i class="branch" aria-hidden="true">└</i>`
    : html`<button class="fold ${fold}" tabindex="-1" title=${label} aria-label=${label}>${icon('chevron')}</button>`;
}
