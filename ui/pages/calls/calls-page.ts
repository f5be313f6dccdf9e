// The list: a table over the collector's window, and what stands there while there are no rows.
// Reads the store; gives navigate, command and choose-file. The view function below needs neither.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallSummary } from '../../../server/wire/types.ts';
import type { ColumnPlace } from '../../base/column-layout.ts';
import { emit } from '../../base/emit.ts';
import { keep } from '../../base/keep.ts';
import type { Command } from '../../commands.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { ValueMenuRequest } from '../../filter-acts.ts';
import { isClearable, isLive } from '../../health-pill.ts';
import { type AppState, COLOUR_MODES, type ListState } from '../../state/app-state.ts';
import { type ErrandOrder, errandOf } from '../../state/errands.ts';
import { fieldNamesOf, KEPT_PANEL } from '../../state/filtering.ts';
import { isListPending, newRows, rowAt } from '../../state/list.ts';
import { nextPreviewPlace, type PreviewPlace } from '../../state/preview.ts';
import { formatRoute, START_ROUTE } from '../../state/route.ts';
import type { Store } from '../../state/store.ts';
import { shownFilter } from '../../state/wanted-facets.ts';
import { currentCapture, openCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import type { ColumnChooser } from '../../widgets/column-chooser.ts';
import { readSort, writeSort } from '../../widgets/columns.ts';
import type { CellMenu, ColumnMove, ColumnResize, DataTable, Fold, RangeChange } from '../../widgets/data-table.ts';
import { icon } from '../../widgets/icon.ts';
import { adjust, go, type Page } from '../page.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { addHeaderForm } from './add-header.ts';
import { callsStyles } from './calls-page.styles.ts';
import { clearQuestion } from './clear-question.ts';
import { edgeOf } from './colours.ts';
import { emptyStyles } from './empty.styles.ts';
import { emptyView } from './empty.ts';
import type { FacetPanel, FacetToggle } from './facet-panel.ts';
import { CallLayout } from './layout.ts';
import { previewView } from './preview.ts';
import { Selecting } from './selecting.ts';
import '../../widgets/column-chooser.ts';
import '../../widgets/data-table.ts';
import '../../widgets/split-panel.ts';
import './facet-panel.ts';

/** Below this width there is no preview, px. */
const NARROW = 768;

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
      return { text: columns, isGrouped, shown: this.table?.shownColumns ?? [] };
    },
    columns => adjust(this, { columns }),
  );
  private readonly selecting = new Selecting(this, () => this.store);
  /** Clearing cannot be undone, so it is asked for twice. */
  @state() private isAskingClear = false;
  private isPlaced = false;
  /** The panel was asked for by hand; it is drawn with the next frame and takes the focus then. */
  private isFacetFocusWanted = false;
  private shown = '';

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const { list, route, filtering } = state;
    const empty = emptyView(state, this);
    const fresh = newRows(list);
    // A phone shows one thing at a time.
    const isPreviewed = state.previewPlace !== 'off' && empty === undefined && window.innerWidth >= NARROW;
    return html`<h1 class="hidden-text">${texts.pages.calls}</h1>
      ${this.isAskingClear ? this.renderQuestion() : nothing}${this.renderRefusal()}
      <div class="beside">${filtering.isPanelOpen && list.key !== undefined ? this.renderFacets() : nothing}
      <split-panel name="preview" ?closed=${!isPreviewed} ?vertical=${state.previewPlace === 'below'} .label=${texts.preview.label}>
      <div class="list" slot="start"><data-table
        class=${empty === undefined ? '' : 'aside'}
        arrangeable .columns=${this.layout.columns} .total=${list.total} .rowAt=${(index: number) => rowAt(list, index)} .version=${list.blocks}
        .edge=${(row: CallSummary) => edgeOf(state.colours, row)} .link=${(row: CallSummary) => this.linkTo(row)} .sort=${route.sort} .cursor=${route.row ?? -1}
        .following=${list.isFollowing} ?stale=${isListPending(list)} .label=${texts.calls.table}
        @range-change=${this.onRange} @sort-change=${this.onSort} @cursor-change=${this.onCursor} @row-open=${this.onOpen}
        .isSelected=${(row: CallSummary) => state.selection.legs.has(row.index)} ?calm=${isPreviewed}
        .foldOf=${route.isGrouped ? foldOf : noFold} .foldLabel=${foldLabel}
        @row-toggle=${this.onToggle} @row-range=${(event: CustomEvent<number>) => this.selecting.range(event.detail)} @row-fold=${(event: CustomEvent<number>) => this.turnFold(event.detail)}
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
      ${isPreviewed ? html`<section class="preview" slot="end">${this.renderPreview(state)}</section>` : nothing}
      </split-panel></div>`;
  }

  run(command: Command): boolean {
    switch (command) {
      case 'next':
        return this.move(1);
      case 'previous':
        return this.move(-1);
      case 'page-down':
        return this.move(this.table?.pageRows ?? 1);
      case 'page-up':
        return this.move(-(this.table?.pageRows ?? 1));
      case 'first':
        return this.moveTo(0);
      case 'last':
        this.table?.showEnd();
        return this.moveTo(this.store.state.list.total - 1);
      case 'open':
        if (this.selecting.open()) return true;
        return this.open(this.store.state.route.row ?? -1);
      case 'back':
        if (this.isAskingClear) return this.askClear(false);
        if (this.selecting.clear()) return true;
        if (this.store.state.route.filter === '') return false;
        go(this, { filter: '', row: undefined });
        return true;
      case 'sort-left':
        return this.sortBeside(-1);
      case 'sort-right':
        return this.sortBeside(1);
      case 'sort-turn':
        return this.turnSort();
      case 'follow':
        return this.follow(!this.store.state.list.isFollowing);
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
        return this.extend(1);
      case 'select-up':
        return this.extend(-1);
      case 'group':
        adjust(this, { isGrouped: !this.store.state.route.isGrouped, row: undefined });
        return true;
      case 'unfold':
        return this.fold(true);
      case 'fold':
        return this.fold(false);
      case 'colours':
        return this.cycleColours();
      case 'preview':
        return this.setPreview(nextPreviewPlace(this.store.state.previewPlace));
      case 'columns':
        this.chooser.open();
        return true;
      case 'clear':
        return this.askClear(!this.isAskingClear);
      default:
        return false;
    }
  }

  override focus(): void {
    this.table?.focus();
  }

  protected override updated(_changed: PropertyValues): void {
    const { list, route } = this.store.state;
    if (this.isFacetFocusWanted && this.facets !== null && this.facets !== undefined) {
      this.isFacetFocusWanted = false;
      this.facets.focus();
    }
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

  private renderPreview({ preview, route }: AppState): TemplateResult {
    const capture = currentCapture(this.store.state);
    return previewView({
      asked: route.row === undefined ? undefined : preview,
      onOpen: () => this.open(route.row ?? -1),
      onMessage: message => go(this, { page: 'call', capture, leg: preview?.value?.call.call.index, message }),
      onClose: () => this.setPreview('off'),
    });
  }

  private setPreview(place: PreviewPlace): true {
    keep('preview', place);
    this.store.dispatch({ type: 'preview-place', place });
    return true;
  }

  private cycleColours(): true {
    const mode = COLOUR_MODES[(COLOUR_MODES.indexOf(this.store.state.colours) + 1) % COLOUR_MODES.length] ?? 'state';
    keep('colours', mode);
    this.store.dispatch({ type: 'colours', mode });
    return true;
  }

  /** Selects from the cursor on, a row further. */
  private extend(step: number): boolean {
    const { list, route } = this.store.state;
    const row = Math.min(list.total - 1, Math.max(0, (route.row ?? (step > 0 ? -1 : list.total)) + step));
    if (row < 0) return false;
    this.selecting.range(row);
    this.table?.show(row);
    return true;
  }

  /** Unfolds the call under the cursor or folds it; from a leg, folding goes to its call first. */
  private fold(isUnfolded: boolean): boolean {
    const { list, route } = this.store.state;
    const at = route.row ?? -1;
    const row = rowAt(list, at);
    if (!route.isGrouped || row === undefined) return false;
    if (row.under !== undefined) return isUnfolded ? false : this.moveTo(callAbove(list, at));
    if ((row.legsOfCall ?? 1) > 1) this.store.dispatch({ type: 'unfold', leg: row.index, isUnfolded });
    return true;
  }

  private turnFold(at: number): void {
    const row = rowAt(this.store.state.list, at);
    if (row === undefined) return;
    this.store.dispatch({ type: 'unfold', leg: row.index, isUnfolded: row.isUnfolded !== true });
  }

  private onToggle(event: CustomEvent<number>): void {
    adjust(this, { row: event.detail });
    this.selecting.toggle(event.detail);
  }

  private renderQuestion(): TemplateResult {
    return clearQuestion(
      this.store.state.list.all,
      () => this.clear(),
      () => this.askClear(false),
    );
  }

  private renderRefusal(): TemplateResult | typeof nothing {
    const { problem } = errandOf(this.store.state, 'clear', currentCapture(this.store.state));
    return problem === undefined ? nothing : problemView(texts.refused, problem);
  }

  private askClear(isAsked: boolean): boolean {
    const capture = openCapture(this.store.state);
    if (isAsked && (capture === undefined || !isClearable(capture) || this.store.state.list.all === 0)) return false;
    this.isAskingClear = isAsked;
    if (!isAsked) this.focus();
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#clear-yes')?.focus());
    return true;
  }

  private clear(): void {
    const capture = currentCapture(this.store.state);
    this.askClear(false);
    if (capture !== undefined) emit<ErrandOrder>(this, 'errand', { verb: 'clear', capture });
  }

  private move(rows: number): boolean {
    const { list, route } = this.store.state;
    const from = route.row ?? (rows > 0 ? -1 : list.total);
    return this.moveTo(Math.min(list.total - 1, Math.max(0, from + rows)));
  }

  private moveTo(row: number): boolean {
    if (row < 0) return false;
    adjust(this, { row });
    this.table?.show(row);
    this.follow(row === this.store.state.list.total - 1 && this.store.state.list.isFollowing);
    return true;
  }

  private follow(isFollowing: boolean): boolean {
    if (isFollowing === this.store.state.list.isFollowing) return true;
    this.store.dispatch({ type: 'follow', isFollowing });
    if (isFollowing) this.table?.showEnd();
    return true;
  }

  private open(index: number): boolean {
    const row = rowAt(this.store.state.list, index);
    if (row === undefined) return false;
    adjust(this, { row: index });
    go(this, { page: 'call', capture: currentCapture(this.store.state), leg: row.index, message: undefined });
    return true;
  }

  private linkTo(row: CallSummary): string {
    return formatRoute({ ...START_ROUTE, page: 'call', capture: currentCapture(this.store.state), leg: row.index });
  }

  private sortBeside(step: number): boolean {
    const columns = this.layout.columns.filter(column => column.isUnsorted !== true);
    const at = columns.findIndex(column => column.id === readSort(this.store.state.route.sort)?.column);
    const next = columns[(Math.max(at, step > 0 ? -1 : 0) + step + columns.length) % columns.length];
    if (next !== undefined) adjust(this, { sort: next.id, row: undefined });
    return true;
  }

  private turnSort(): boolean {
    const sort = readSort(this.store.state.route.sort) ?? { column: 'startTime', isDescending: false };
    adjust(this, { sort: writeSort({ ...sort, isDescending: !sort.isDescending }), row: undefined });
    return true;
  }

  private onRange(event: CustomEvent<RangeChange>): void {
    const { list } = this.store.state;
    this.store.dispatch({ type: 'visible-rows', ...event.detail });
    // Who scrolls to the end of a list longer than the screen wants to stay there; who scrolls away does not.
    // A live list that is not as long yet is at its end until somebody scrolls.
    const capture = openCapture(this.store.state);
    const isScrollable = event.detail.visible.first > 0 || (capture !== undefined && isLive(capture));
    if (list.isFollowing && !event.detail.isAtEnd && list.visible?.end !== event.detail.visible.end) this.follow(false);
    else if (!list.isFollowing && event.detail.isAtEnd && isScrollable) this.follow(true);
  }

  private onSort(event: CustomEvent<string>): void {
    adjust(this, { sort: event.detail, row: undefined });
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
    const { index, column: id, x, y } = event.detail;
    const row = rowAt(this.store.state.list, index);
    const column = this.layout.columns.find(each => each.id === id);
    if (row === undefined || column === undefined) return;
    if (index !== this.store.state.route.row) adjust(this, { row: index });
    const term = column.filter?.(row);
    const value = term?.value ?? this.table?.textAt(index, id) ?? '';
    emit<ValueMenuRequest>(this, 'value-menu', { term, value, row: this.table?.textOfRow(index) ?? '', x, y });
  }
}

function noFold(): undefined {
  return undefined;
}

function foldOf(row: CallSummary): Fold | undefined {
  if (row.under !== undefined) return 'under';
  if ((row.legsOfCall ?? 1) < 2) return undefined;
  return row.isUnfolded === true ? 'unfolded' : 'folded';
}

function foldLabel(row: CallSummary): string {
  return row.isUnfolded === true ? texts.grouped.fold : texts.grouped.unfold(row.legsOfCall ?? 1);
}

/** Index of the call above a leg; the leg itself while that row is not here. */
function callAbove(list: ListState, at: number): number {
  for (let above = at - 1; above >= 0; above -= 1) {
    const row = rowAt(list, above);
    if (row === undefined) break;
    if (row.under === undefined) return above;
  }
  return at;
}
