// The list: a table over the collector's window, and what stands there while there are no rows.
// Reads the store; gives navigate, command and choose-file. The view function below needs neither.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CallSummary } from '../../../server/wire/types.ts';
import type { ColumnPlace } from '../../base/column-layout.ts';
import { keep } from '../../base/keep.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import { COLOUR_MODES } from '../../state/app-state.ts';
import { fieldNamesOf, KEPT_PANEL } from '../../state/filtering.ts';
import { isListPending, newRows, rowAt } from '../../state/list.ts';
import { formatRoute, START_ROUTE } from '../../state/route.ts';
import type { Store } from '../../state/store.ts';
import { shownFilter } from '../../state/wanted-facets.ts';
import { currentCapture, isListAwaited } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { ColumnChooser } from '../../widgets/column-chooser.ts';
import type { CellMenu, ColumnMove, ColumnResize, DataTable, RangeChange } from '../../widgets/data-table.ts';
import { icon } from '../../widgets/icon.ts';
import { askCellMenu } from '../cell-menu.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { isOfDays } from '../time-columns.ts';
import { addHeaderForm } from './add-header.ts';
import { callsStyles } from './calls-page.styles.ts';
import { Clearing } from './clearing.ts';
import { EDGES } from './colours.ts';
import { emptyStyles } from './empty.styles.ts';
import { emptyView } from './empty.ts';
import type { FacetPanel, FacetToggle } from './facet-panel.ts';
import { Folding, foldLabel } from './folding.ts';
import { CallLayout } from './layout.ts';
import { ListCursor } from './list-cursor.ts';
import { Previewing } from './previewing.ts';
import { Selecting } from './selecting.ts';
import { sortBeside, turnedSort } from './sorting.ts';
import '../../widgets/column-chooser.ts';
import '../../widgets/data-table.ts';
import '../../widgets/split-panel.ts';
import './facet-panel.ts';

@customElement('calls-page')
export class CallsPage extends LitElement implements Page {
  static override styles = [shared, callsStyles, emptyStyles, problemStyles];

  @property({ attribute: false }) store!: Store;
  @query('data-table') private table?: DataTable<CallSummary> | null;
  @query('facet-panel') private facets?: FacetPanel | null;
  @query('column-chooser') private chooser!: ColumnChooser;
  private readonly layout = new CallLayout(
    () => {
      const { columns, isGrouped } = this.store.state.route;
      return { text: columns, isGrouped, isOfDays: isOfDays(this.store.state), shown: this.table?.shownColumns ?? [] };
    },
    columns => adjust(this, { columns }),
  );
  private readonly cursor = new ListCursor(
    this,
    () => this.store,
    () => this.table,
  );
  private readonly selecting = new Selecting(
    this,
    () => this.store,
    row => this.table?.show(row),
  );
  private readonly folding = new Folding(
    () => this.store,
    row => this.cursor.moveTo(row),
  );
  private readonly previewing = new Previewing(
    this,
    () => this.store,
    row => this.open(row),
  );
  private readonly clearing = new Clearing(this, () => this.store);
  private isPlaced = false;
  /** The panel was asked for by hand; it is drawn with the next frame and takes the focus then. */
  private isFacetFocusWanted = false;
  private shown = '';
  /** The focus was asked for while a list was on its way. */
  private isFocusWanted = false;
  /** Before this update the rows had the focus, or what stands in their place. */
  private hadFocus = false;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const { list, route, filtering } = state;
    const empty = emptyView(state, this);
    const fresh = newRows(list);
    const isPreviewed = empty === undefined && this.previewing.isShown;
    return html`<h1 class="hidden-text">${texts.pages.calls}</h1>
      ${this.clearing.render()}
      <div class="beside">${filtering.isPanelOpen && list.key !== undefined ? this.renderFacets() : nothing}
      <split-panel name="preview" ?closed=${!isPreviewed} ?vertical=${state.previewPlace === 'below'} .label=${texts.preview.label}>
      <div class="list" slot="start"><data-table
        class=${empty === undefined ? '' : 'aside'}
        arrangeable .columns=${this.layout.columns} .total=${list.total} .rowAt=${this.rowAt} .version=${list.blocks}
        .edge=${EDGES[state.colours]} .link=${this.linkTo} .sort=${route.sort} .cursor=${route.row ?? -1}
        .following=${list.isFollowing} ?stale=${isListPending(list)} .label=${texts.calls.table}
        @range-change=${(event: CustomEvent<RangeChange>) => this.cursor.onRange(event.detail)} @sort-change=${this.onSort} @cursor-change=${this.onCursor} @row-open=${this.onOpen}
        .isSelected=${this.selecting.isSelected} ?calm=${isPreviewed}
        .foldOf=${this.folding.foldOf} .foldLabel=${foldLabel}
        @row-toggle=${this.onToggle} @row-range=${(event: CustomEvent<number>) => this.selecting.range(event.detail)} @row-fold=${(event: CustomEvent<number>) => this.folding.turn(event.detail)}
        @cell-menu=${this.onCellMenu} @columns-open=${() => this.run('columns')}
        @column-move=${(event: CustomEvent<ColumnMove>) => this.layout.move(event.detail)} @column-resize=${(event: CustomEvent<ColumnResize>) => this.layout.resize(event.detail)}
      ></data-table>
      <column-chooser .columns=${this.layout.choosable} .places=${this.layout.places} .words=${texts.chooser}
        @layout-change=${(event: CustomEvent<readonly ColumnPlace[]>) => this.layout.set(event.detail)} @layout-reset=${() => this.layout.set([])}>${addHeaderForm(id => this.layout.add(id))}</column-chooser>
      ${empty ?? nothing}
      ${
        fresh > 0 && !list.isFollowing && empty === undefined
          ? html`<button class="chip" title=${texts.calls.toEnd} @click=${() => this.run('last')}>${texts.calls.newRows(fresh)} ${icon('down')}</button>`
          : nothing
      }</div>
      ${isPreviewed ? html`<section class="preview" slot="end">${this.previewing.render()}</section>` : nothing}
      </split-panel></div>`;
  }

  run(command: Command): boolean {
    if (command !== 'open') this.cursor.forget();
    if (command === 'focus-filter') this.isFocusWanted = false;
    switch (command) {
      case 'next':
        return this.cursor.move(1);
      case 'previous':
        return this.cursor.move(-1);
      case 'page-down':
        return this.cursor.movePages(1);
      case 'page-up':
        return this.cursor.movePages(-1);
      case 'first':
        return this.cursor.toStart();
      case 'last':
        return this.cursor.toEnd();
      case 'open':
        if (this.selecting.open() || this.cursor.opensLater()) return true;
        return this.open(this.store.state.route.row ?? -1);
      case 'back':
        if (this.clearing.isAsked) return this.clearing.ask(false);
        if (this.selecting.clear()) return true;
        if (this.store.state.route.filter === '') return false;
        go(this, { filter: '', row: undefined });
        return true;
      case 'sort-left':
        return this.sortBeside(-1);
      case 'sort-right':
        return this.sortBeside(1);
      case 'sort-turn':
        return this.sort(turnedSort(this.store.state.route.sort));
      case 'follow':
        return this.cursor.follow(!this.store.state.list.isFollowing);
      case 'pause':
        this.store.dispatch({ type: 'pause', isPaused: !this.store.state.list.isPaused });
        return true;
      case 'facets':
        return this.showFacets(!this.store.state.filtering.isPanelOpen);
      case 'value-menu':
        return this.table?.openMenu() ?? false;
      case 'select':
        return this.selecting.toggle(this.store.state.route.row ?? 0);
      case 'select-down':
        return this.selecting.extend(1);
      case 'select-up':
        return this.selecting.extend(-1);
      case 'group':
        adjust(this, { isGrouped: !this.store.state.route.isGrouped, row: undefined });
        return true;
      case 'unfold':
        return this.folding.fold(true);
      case 'fold':
        return this.folding.fold(false);
      case 'colours':
        return this.cycleColours();
      case 'preview':
        return this.previewing.cycle();
      case 'columns':
        this.chooser.open();
        return true;
      case 'clear':
        return this.clearing.ask(!this.clearing.isAsked);
      default:
        return false;
    }
  }

  private get focused(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  /** The rows, or what stands in their place; of a list that is on its way, once it is here. */
  override focus(): void {
    this.isFocusWanted = isListAwaited(this.store.state);
    const empty = this.renderRoot.querySelector<HTMLElement>('.empty');
    if (empty === null) this.table?.focus();
    else empty.focus();
  }

  protected override willUpdate(): void {
    this.hadFocus = (this.focused?.closest('data-table, .empty') ?? null) !== null;
  }

  protected override updated(_changed: PropertyValues): void {
    const { list, route } = this.store.state;
    if (this.isFacetFocusWanted && this.facets !== null && this.facets !== undefined) {
      this.isFacetFocusWanted = false;
      this.facets.focus();
    }
    if (this.cursor.arrived()) this.open(0);
    // What had the focus may be gone: rows where nothing fits, or the words that said so.
    const stays = this.renderRoot.querySelector('.empty') ?? this.table;
    const isDue = this.isFocusWanted && !isListAwaited(this.store.state);
    // A filter that was refused has the focus itself.
    const isMissing = stays?.contains(this.focused) !== true && (!isDue || list.error === undefined);
    if ((this.hadFocus || isDue) && isMissing) this.focus();
    if (isDue) this.isFocusWanted = false;
    const key = [list.key?.capture, list.key?.filter, list.key?.sort, list.key?.calls === ''].join('\n');
    if (list.key === undefined || key === this.shown) return;
    const isFirst = this.shown === '';
    this.shown = key;
    // Another list begins at its top; the list of a link, or the one we come back to, where its row is.
    if (!isFirst) this.table?.showStart();
    else if (!this.isPlaced && route.row !== undefined) {
      this.table?.centre(route.row);
      // Who comes back from a call is where he left, also for a screen reader; who types already is left alone.
      if (document.activeElement === document.body) this.focus();
    }
    this.isPlaced = true;
  }

  private renderFacets(): TemplateResult {
    const { filtering } = this.store.state;
    return html`<facet-panel .filter=${shownFilter(this.store.state)} .names=${fieldNamesOf(filtering.fields)} .asked=${filtering.facets}
      .open=${filtering.openFacets} .long=${filtering.longFacets} @facets-close=${() => this.showFacets(false)}
      @facet-open=${(event: CustomEvent<FacetToggle>) => this.onFacet(event, 'facet-open')}
      @facet-long=${(event: CustomEvent<FacetToggle>) => this.onFacet(event, 'facet-long')}></facet-panel>`;
  }

  private cycleColours(): true {
    const mode = COLOUR_MODES[(COLOUR_MODES.indexOf(this.store.state.colours) + 1) % COLOUR_MODES.length] ?? 'state';
    keep('colours', mode);
    this.store.dispatch({ type: 'colours', mode });
    return true;
  }

  private onToggle(event: CustomEvent<number>): void {
    adjust(this, { row: event.detail });
    this.selecting.toggle(event.detail);
  }

  private open(index: number): boolean {
    const row = rowAt(this.store.state.list, index);
    if (row === undefined) return false;
    adjust(this, { row: index });
    go(this, { page: 'call', capture: currentCapture(this.store.state), leg: row.index, message: undefined });
    return true;
  }

  // The table draws its rows anew when one of these is another function, so they stay what they are.
  private readonly rowAt = (index: number): CallSummary | undefined => rowAt(this.store.state.list, index);
  private readonly linkTo = (row: CallSummary): string =>
    formatRoute({ ...START_ROUTE, page: 'call', capture: currentCapture(this.store.state), leg: row.index });

  private sortBeside(step: 1 | -1): true {
    const next = sortBeside(this.layout.columns, this.store.state.route.sort, step);
    return next === undefined ? true : this.sort(next);
  }

  private sort(sort: string): true {
    adjust(this, { sort, row: undefined });
    return true;
  }

  private onSort(event: CustomEvent<string>): void {
    this.sort(event.detail);
  }

  private onCursor(event: CustomEvent<number>): void {
    adjust(this, { row: event.detail });
  }

  private onOpen(event: CustomEvent<number>): void {
    this.open(event.detail);
  }

  /** Closed with the focus in it, it gives the focus back to the list. */
  private showFacets(isOpen: boolean): boolean {
    const hadFocus = this.facets?.matches(':focus-within') ?? false;
    keep(KEPT_PANEL, isOpen ? 'open' : 'closed');
    this.store.dispatch({ type: 'filtering', change: { kind: 'panel', isOpen } });
    if (hadFocus) this.focus();
    else this.isFacetFocusWanted = isOpen;
    return true;
  }

  private onFacet(event: CustomEvent<FacetToggle>, kind: 'facet-open' | 'facet-long'): void {
    const { facet, isOn } = event.detail;
    const change = kind === 'facet-open' ? { kind, facet, isOpen: isOn } : { kind, facet, isLong: isOn };
    this.store.dispatch({ type: 'filtering', change });
  }

  private onCellMenu(event: CustomEvent<CellMenu>): void {
    const { index, column: id } = event.detail;
    const row = rowAt(this.store.state.list, index);
    const column = this.layout.columns.find(each => each.id === id);
    if (row === undefined) return;
    if (index !== this.store.state.route.row) adjust(this, { row: index });
    if (this.table !== null && this.table !== undefined) askCellMenu(this.table, column, row, event.detail);
  }
}
