// A table of any length: draws the rows on screen from a pool of row elements, keeps the head in view, sorts nothing itself.
// Takes columns, a total and `rowAt`; gives range-change, sort-change, cursor-change, row-open, cell-menu and
// filter-term.

import { html, LitElement, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { boundedWidth } from '../base/column-layout.ts';
import { emit } from '../base/emit.ts';
import { place } from '../base/place.ts';
import type { RowRange } from '../base/visible-range.ts';
import { HeadDrag } from '../controllers/head-drag.ts';
import { ScrollController } from '../controllers/scroll-controller.ts';
import type { TermAction } from '../filter/term-action.ts';
import { shared } from '../styles/shared.ts';
import { CellHint } from './cell-hint.ts';
import { type Column, columnsFor, columnTracks, columnWidths, slotIndex, tableWidth, withWidth } from './columns.ts';
import { tableStyles } from './data-table.styles.ts';
import { tableHead } from './table-head.ts';
import { type Fold, tableRow } from './table-row.ts';

export type { Fold } from './table-row.ts';

export interface RangeChange {
  readonly visible: RowRange;
  readonly isAtEnd: boolean;
}
/** Detail of `cell-menu`: what can be done with a cell is asked for at a point of the window. */
export interface CellMenu {
  readonly index: number;
  readonly column: string;
  readonly x: number;
  readonly y: number;
}

/** A column was dragged to index `to` of those that are shown. */
export interface ColumnMove {
  readonly id: string;
  readonly to: number;
}
/** A column was made `width` px wide. */
export interface ColumnResize {
  readonly id: string;
  readonly width: number;
}

const ROW = 26;
const OVERSCAN = 8;

@customElement('data-table')
export class DataTable<Row> extends LitElement {
  static override styles = [shared, tableStyles];

  @property({ attribute: false }) columns: readonly Column<Row>[] = [];
  @property({ type: Number }) total = 0;
  @property({ attribute: false }) rowAt: (index: number) => Row | undefined = () => undefined;
  /** Changes whenever `rowAt` may answer differently. */
  @property({ attribute: false }) version: unknown;
  /** Colour of a row's edge, as a token: `var(--state-bad)`. */
  @property({ attribute: false }) edge: (row: Row) => string = () => 'transparent';
  /** Address behind a row, for opening it in a new tab. */
  @property({ attribute: false }) link: ((row: Row) => string) | undefined;
  @property() sort = '';
  /** Index of the row under the cursor; -1 for none. */
  @property({ type: Number }) cursor = -1;
  /** Keeps the end in view while the list grows. */
  @property({ type: Boolean }) following = false;
  /** The rows belong to the list before; the new one is on its way. */
  @property({ type: Boolean, reflect: true }) stale = false;
  @property() label = '';
  /** Columns can be moved and resized by hand; gives column-move, column-resize and columns-open. */
  @property({ type: Boolean }) arrangeable = false;
  /** Given, several rows can be selected: gives row-toggle and row-range with the index of a row. */
  @property({ attribute: false }) isSelected: ((row: Row) => boolean) | undefined;
  /** Rows with others below them: gives row-fold. */
  @property({ attribute: false }) foldOf: (row: Row) => Fold | undefined = () => undefined;
  /** Words of the buttons that fold: of a row, whether it is unfolded now. */
  @property({ attribute: false }) foldLabel: (row: Row) => string = () => '';
  /** A click moves the cursor alone; two open. */
  @property({ type: Boolean }) calm = false;

  @query('.scroller') private scroller!: HTMLElement;
  private readonly drag = new HeadDrag(this, {
    heads: () =>
      this.heads().map(head => {
        const { left, right } = head.getBoundingClientRect();
        return { id: head.dataset['column'] ?? '', left, right };
      }),
    onMove: (id, to) => emit<ColumnMove>(this, 'column-move', { id, to }),
    onResize: (id, width) => emit<ColumnResize>(this, 'column-resize', { id, width }),
  });
  private readonly scrolling = new ScrollController(this, { rowHeight: ROW, headHeight: ROW + 2, overscan: OVERSCAN });
  /** The cell under the cursor; undefined for the row as a whole. */
  @state() private cell: string | undefined;
  private readonly hint = new CellHint((index, id) => {
    const row = this.rowAt(index);
    return row && this.columns.find(column => column.id === id)?.full?.(row);
  });
  private poolSize = 0;
  /** Slots of the pool that show nothing: they stay as they are until they do. */
  private readonly emptySlots = new Set<number>();
  private told: RangeChange | undefined;

  /** Whole rows that fit, for page keys. */
  get pageRows(): number {
    return this.scrolling.pageRows;
  }

  /** What there is room for; while a hand resizes a column, as wide as it would be. */
  get shownColumns(): readonly Column<Row>[] {
    const columns = columnsFor(this.columns, this.scrolling.width);
    const { resizing } = this.drag;
    if (resizing === undefined) return columns;
    const width = boundedWidth(resizing.width);
    return columns.map(column => (column.id === resizing.id ? withWidth(column, width) : column));
  }

  override focus(): void {
    // A table that is asked before its first render takes the focus once it is there.
    void this.updateComplete.then(() => this.scroller.focus({ preventScroll: true }));
  }

  /** Brings row `index` into view by the shortest way. */
  show(index: number): void {
    this.scrolling.show(index);
  }

  /** Brings row `index` to the middle of the view. */
  centre(index: number): void {
    // Right after the page has given it a list, the table has yet to draw it: before that there is nowhere to go.
    void this.updateComplete.then(() => this.scrolling.centre(index));
  }

  showStart(): void {
    this.scrolling.moveTo(0);
  }

  showEnd(): void {
    this.scrolling.moveToEnd();
  }

  /** What the cell of a row shows, as text; empty while the row is not drawn or awaited. */
  textAt(index: number, column: string): string {
    return textIn(this.cellsOf(index).find(cell => cell.dataset['column'] === column));
  }

  /** All cells of a row, with tabs between: as a spreadsheet takes it. */
  textOfRow(index: number): string {
    return this.cellsOf(index).map(textIn).join('\t');
  }

  private cellsOf(index: number): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(`#row-${index}:not(.awaited) > .cell`)];
  }

  override render(): TemplateResult {
    this.scrolling.setTotal(this.total);
    const columns = this.shownColumns;
    const tracks = columnTracks(columns);
    return html`<div
      class="scroller"
      role="grid"
      tabindex="0"
      aria-label=${this.label}
      aria-rowcount=${this.total + 1}
      aria-colcount=${columns.length}
      aria-busy=${this.stale}
      aria-activedescendant=${this.cursor < 0 ? nothing : this.cellAt === undefined ? `row-${this.cursor}` : 'cell'}
      @keydown=${this.onKey}
      aria-multiselectable=${this.isSelected === undefined ? nothing : 'true'}
    >
      <div class="sheet" ${place({ '--tracks': tracks, 'min-width': `${tableWidth(columns)}px` })}>
        ${this.renderHead(columns)}
        <div class="body" role="rowgroup" ${place({ height: `${this.scrolling.height}px` })}
          @mouseover=${this.hint.point} @mousedown=${this.onMouseDown} @click=${this.onClick} @auxclick=${this.onClick} @contextmenu=${this.onContextMenu} @dblclick=${this.onDoubleClick}>${this.renderRows(columns)}</div>
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    this.scrolling.attach(this.scroller);
    if (changed.has('total') && this.following) this.scrolling.moveToEnd();
    this.tellRange();
    this.hint.refresh();
  }

  private renderHead(columns: readonly Column<Row>[]): TemplateResult {
    return tableHead({
      columns,
      sort: this.sort,
      isArranged: this.arrangeable,
      moving: this.drag.moving,
      onSort: sort => emit(this, 'sort-change', sort),
      onMove: (event, id) => this.drag.startMove(event, id),
      onResize: (event, id) => this.drag.startResize(event, id, this.headOf(id)?.offsetWidth ?? 0),
      onFit: id => emit<ColumnResize>(this, 'column-resize', { id, width: this.fittingWidth(id) }),
      onMenu: event => {
        event.preventDefault();
        emit(this, 'columns-open', undefined);
      },
    });
  }

  private headOf(id: string): HTMLElement | undefined {
    return this.heads().find(head => head.dataset['column'] === id);
  }

  private heads(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.head .cell')];
  }

  /** As wide as the widest of its cells on screen, and its title. */
  private fittingWidth(id: string): number {
    const cells = this.renderRoot.querySelectorAll<HTMLElement>('.row:not([hidden], .awaited) .cell');
    const range = document.createRange();
    let widest = 0;
    for (const cell of cells) {
      if (cell.dataset['column'] !== id) continue;
      range.selectNodeContents(cell.querySelector('button') ?? cell);
      const padding = cell.offsetWidth - innerWidthOf(cell);
      widest = Math.max(widest, range.getBoundingClientRect().width + padding);
    }
    return Math.ceil(widest) + 1;
  }

  private renderRows(columns: readonly Column<Row>[]): readonly (TemplateResult | typeof noChange)[] {
    const { first, end } = this.scrolling.drawn;
    this.poolSize = Math.max(end - first, Math.min(this.poolSize, 400));
    const widths = columnWidths(columns, this.scrolling.width);
    const rows: (TemplateResult | typeof noChange)[] = [];
    for (let slot = 0; slot < this.poolSize; slot += 1) {
      const index = slotIndex(slot, first, this.poolSize);
      const isDrawn = index < end;
      rows.push(
        !isDrawn && !this.hasCell && this.emptySlots.has(slot)
          ? noChange
          : this.renderRow(columns, widths, index, isDrawn),
      );
      if (isDrawn) this.emptySlots.delete(slot);
      else this.emptySlots.add(slot);
    }
    return rows;
  }

  private renderRow(
    columns: readonly Column<Row>[],
    widths: readonly number[],
    index: number,
    isDrawn: boolean,
  ): TemplateResult {
    const row = isDrawn ? this.rowAt(index) : undefined;
    const isCursor = index === this.cursor;
    const fold = row === undefined ? undefined : this.foldOf(row);
    return tableRow({
      columns,
      widths,
      index,
      row,
      isDrawn,
      top: this.scrolling.rowTop(index),
      edge: row === undefined ? 'transparent' : this.edge(row),
      isCursor,
      cell: isCursor ? this.cellAt : undefined,
      hasCell: this.hasCell,
      isSelected: this.isSelected && row !== undefined && this.isSelected(row),
      fold,
      foldLabel: row === undefined || fold === undefined ? '' : this.foldLabel(row),
    });
  }

  private tellRange(): void {
    if (!this.scrolling.isMeasured) return;
    const change = { visible: this.scrolling.visible, isAtEnd: this.scrolling.isAtEnd };
    const told = this.told;
    if (
      told?.visible.first === change.visible.first &&
      told.visible.end === change.visible.end &&
      told.isAtEnd === change.isAtEnd
    )
      return;
    this.told = change;
    emit<RangeChange>(this, 'range-change', change);
  }

  private get hasCell(): boolean {
    return this.cell !== undefined;
  }

  /** The column under the cell cursor, while it is shown. */
  private get cellAt(): Column<Row> | undefined {
    return this.cell === undefined ? undefined : this.shownColumns.find(({ id }) => id === this.cell);
  }

  /** The menu of the cell under the cursor, or of the row's first one; false when there is no row. */
  openMenu(): boolean {
    const row = this.renderRoot.querySelector<HTMLElement>('.row.cursor:not([hidden])');
    const cell = row?.querySelector<HTMLElement>('.cell.here') ?? row?.querySelector<HTMLElement>('.cell');
    if (cell === null || cell === undefined) return false;
    const { left, bottom } = cell.getBoundingClientRect();
    this.askMenu(cell, left, bottom);
    return true;
  }

  private onContextMenu(event: MouseEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.cell') : null;
    // Whoever has marked text, or holds Shift, wants the menu of the browser.
    if (cell === null || event.shiftKey || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    this.askMenu(cell, event.clientX, event.clientY);
  }

  private askMenu(cell: HTMLElement, x: number, y: number): void {
    const index = Number(cell.closest<HTMLElement>('.row')?.dataset['index'] ?? -1);
    const column = cell.dataset['column'];
    if (column === undefined || this.rowAt(index) === undefined) return;
    emit<CellMenu>(this, 'cell-menu', { index, column, x, y });
  }

  /** Left and right go through the cells of the row under the cursor; up and down belong to the page. */
  private onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.target !== this.scroller || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (step === 0 || this.cursor < 0 || this.isFolding(step)) return;
    event.preventDefault();
    const columns = this.shownColumns;
    const at = columns.findIndex(column => column === this.cellAt);
    // Before the first cell is the row as a whole.
    const next = at + step;
    this.cell = next < 0 ? undefined : (columns[next] ?? columns.at(-1))?.id;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('.cell.here')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  }

  /** As long as the row as a whole is chosen, an arrow unfolds and folds it where it can; the page hears the key. */
  private isFolding(step: number): boolean {
    const row = this.rowAt(this.cursor);
    const fold = row === undefined || this.cellAt !== undefined ? undefined : this.foldOf(row);
    return step > 0 ? fold === 'folded' : fold === 'unfolded' || fold === 'under';
  }

  private onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const index = Number(target?.closest<HTMLElement>('.row')?.dataset['index'] ?? -1);
    const row = this.rowAt(index);
    if (row === undefined || event.button > 1) return;
    if (event.altKey) {
      const id = target?.closest<HTMLElement>('.cell')?.dataset['column'];
      const term = this.columns.find(column => column.id === id)?.filter?.(row);
      if (term !== undefined)
        emit<TermAction>(this, 'filter-term', { act: event.shiftKey ? 'exclude' : 'include', term });
      return;
    }
    if (target?.closest('.fold')) {
      emit(this, 'row-fold', index);
      return;
    }
    const isOrder = event.ctrlKey || event.metaKey;
    if (this.isSelected !== undefined && event.button === 0 && (isOrder || event.shiftKey)) {
      emit(this, event.shiftKey ? 'row-range' : 'row-toggle', index);
      return;
    }
    if (this.link !== undefined && (event.button === 1 || isOrder)) {
      window.open(this.link(row), '_blank', 'noopener');
      return;
    }
    // Whoever marks text in a row wants to copy it, not to leave.
    if (getSelection()?.isCollapsed === false) return;
    emit(this, 'cursor-change', index);
    if (!this.calm) emit(this, 'row-open', index);
  }

  /** Shift would mark text from the row before. */
  private onMouseDown(event: MouseEvent): void {
    if (event.shiftKey && this.isSelected !== undefined) event.preventDefault();
  }

  private onDoubleClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const index = Number(target?.closest<HTMLElement>('.row')?.dataset['index'] ?? -1);
    if (!this.calm || this.rowAt(index) === undefined || target?.closest('.fold')) return;
    getSelection()?.removeAllRanges();
    emit(this, 'row-open', index);
  }
}

/** Width of a cell's content box, px. */
function innerWidthOf(cell: HTMLElement): number {
  const style = getComputedStyle(cell);
  return cell.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
}

/** What a reader sees: words that are only told aloud are no part of it. */
function textIn(cell: HTMLElement | undefined): string {
  const copy = cell?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const hidden of copy.querySelectorAll('.hidden-text')) hidden.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
