// What the table pages share: a title, a box to search, counts to narrow by, the table itself and what stands there without rows.
// A view function: takes what to show and what to do, knows no store.

import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../../base/format.ts';
import type { RowRange } from '../../base/visible-range.ts';
import { type TableState, tableRow } from '../../state/tables.ts';
import { texts } from '../../texts.ts';
import type { Column } from '../../widgets/columns.ts';
import { type CellMenu, DataTable, type RangeChange } from '../../widgets/data-table.ts';
import { icon } from '../../widgets/icon.ts';
import { askCellMenu } from '../cell-menu.ts';
import { problemView } from '../problem.ts';

/** One kind of rows, to be clicked: its term is searched for. */
export interface Facet {
  readonly term: string;
  readonly title: string;
  readonly count?: number;
  readonly edge?: string;
}

export interface TableInput<Row> {
  readonly title: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly table: TableState;
  readonly edge: (row: Row) => string;
  readonly cursor: number;
  readonly find: string;
  readonly order: string;
  /** What can be searched for; absent when only the facets narrow the table. */
  readonly findHint?: string;
  readonly facets: readonly Facet[];
  /** What is to be searched for so that the table shows only what has the value of this cell; absent where it cannot. */
  readonly narrow?: (row: Row, column: string) => string | undefined;
  /** What to say when nothing is there, and when nothing matches. */
  readonly none: TemplateResult;
  readonly onVisible: (visible: RowRange) => void;
  readonly onFind: (text: string) => void;
  readonly onOrder: (order: string) => void;
  readonly onCursor: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

export function tableView<Row>(input: TableInput<Row>): TemplateResult {
  const { table } = input;
  const total = table.total ?? 0;
  // Facets come with the rows: their place is kept meanwhile.
  const isWaiting = table.total === undefined && table.problem === undefined;
  const isEmpty = table.total === 0 || (table.problem !== undefined && total === 0);
  return html`<header class="toolbar">
      <h1>${input.title}</h1>
      <span class="total" role="status">${table.total === undefined ? texts.table.loading : texts.table.rows(total)}</span>
      ${
        input.findHint === undefined
          ? nothing
          : html`<label class="find">${icon('search')}<input id="find" type="search" .value=${input.find} placeholder=${input.findHint} aria-label=${input.findHint}
        @change=${(event: Event) => input.onFind(textIn(event))} @search=${(event: Event) => input.onFind(textIn(event))} /></label>`
      }
    </header>
    ${input.facets.length === 0 && !isWaiting ? nothing : html`<div class="facets" role="group" aria-label=${texts.table.facets}>${input.facets.map(facet => renderFacet(input, facet))}</div>`}
    ${table.problem === undefined ? nothing : problemView(texts.refused, table.problem)}
    <data-table class=${isEmpty ? 'aside' : ''} .columns=${input.columns} .total=${total}
      .rowAt=${(index: number) => tableRow<Row>(table, index)} .version=${table.blocks} .edge=${input.edge} .sort=${input.order} .cursor=${input.cursor}
      .label=${input.label}
      @range-change=${(event: CustomEvent<RangeChange>) => input.onVisible(event.detail.visible)}
      @sort-change=${(event: CustomEvent<string>) => input.onOrder(event.detail)}
      @cursor-change=${(event: CustomEvent<number>) => input.onCursor(event.detail)}
      @cell-menu=${(event: CustomEvent<CellMenu>) => openMenu(input, event)}
      @row-open=${(event: CustomEvent<number>) => input.onOpen(event.detail)}></data-table>
    ${isEmpty && table.problem === undefined ? html`<div class="none" role="status">${input.find === '' ? input.none : renderNoMatch(input)}</div>` : nothing}`;
}

function openMenu<Row>(input: TableInput<Row>, { currentTarget: table, detail }: CustomEvent<CellMenu>): void {
  const row = tableRow<Row>(input.table, detail.index);
  if (row === undefined || !(table instanceof DataTable)) return;
  input.onCursor(detail.index);
  const find = input.narrow?.(row, detail.column);
  const here = find === undefined || find === input.find ? undefined : { detail: find, run: () => input.onFind(find) };
  askCellMenu(
    table,
    input.columns.find(({ id }) => id === detail.column),
    row,
    detail,
    here,
  );
}

function renderFacet<Row>(input: TableInput<Row>, facet: Facet): TemplateResult {
  const isChosen = input.find === facet.term;
  return html`<button class="facet" aria-pressed=${isChosen} @click=${() => input.onFind(isChosen ? '' : facet.term)}>
    <span class=${facet.edge ?? ''}>${facet.title}</span>${facet.count === undefined ? nothing : html`<b>${count(facet.count)}</b>`}</button>`;
}

function renderNoMatch<Row>(input: TableInput<Row>): TemplateResult {
  return html`<h2>${texts.table.noMatch}</h2><button class="button" @click=${() => input.onFind('')}>${texts.table.showAll}</button>`;
}

function textIn(event: Event): string {
  return event.target instanceof HTMLInputElement ? event.target.value : '';
}
