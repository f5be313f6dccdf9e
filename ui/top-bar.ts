// The top bar: which capture, the filter, whether more comes and what can be done about it, theme, and the capture's health.
// Gives choose-file, cycle-theme, navigate and run-command.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CaptureInfo } from '../server/wire/protocol.ts';
import { emit } from './base/emit.ts';
import { shortLine } from './base/visible-text.ts';
import type { Command } from './commands.ts';
import { StoreController } from './controllers/store-controller.ts';
import { rememberFilter } from './filter/recent-filters.ts';
import { captureState, healthPill, isClearable, isLive, livesFirst } from './health-pill.ts';
import { exportLink } from './pages/calls/export-link.ts';
import { adjust, go } from './pages/page.ts';
import type { AppState } from './state/app-state.ts';
import { isFiltered } from './state/route.ts';
import type { Store } from './state/store.ts';
import { isListAwaited, openCapture } from './state/watch.ts';
import { shared } from './styles/shared.ts';
import { texts } from './texts.ts';
import { topBarStyles } from './top-bar.styles.ts';
import type { FilterBox, InputFault, ValuesWanted } from './widgets/filter-box.ts';
import { type IconName, icon } from './widgets/icon.ts';
import './pages/calls/list-menu.ts';
import './range-control.ts';
import './widgets/filter-box.ts';

const THEME_ICONS: Record<AppState['theme'], IconName> = {
  system: 'system',
  light: 'sun',
  dark: 'moon',
  contrast: 'contrast',
};

@customElement('top-bar')
export class TopBar extends LitElement {
  static override styles = [shared, topBarStyles];

  @property({ attribute: false }) store!: Store;
  @query('filter-box') readonly filterBox!: FilterBox | null;

  private isTyping = false;
  /** The filter that was left for its rows, until its answer is here. */
  private left: string | undefined;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  protected override willUpdate(): void {
    const { captures, capturesProblem } = this.store.state;
    this.toggleAttribute('awaiting', captures === undefined && capturesProblem === undefined);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const { captures, list, route, theme } = state;
    const here = openCapture(state);
    return html`
      ${this.renderCaptures(captures ?? [], here)}
      ${route.page === 'calls' && here !== undefined ? html`<button class="icon-button" aria-pressed=${state.filtering.isPanelOpen} title=${texts.facets.open} aria-label=${texts.facets.open} @click=${() => this.run('facets')}>${icon('facets')}</button>` : nothing}
      ${
        isFiltered(route.page)
          ? html`<filter-box .value=${route.filter} .fault=${here === undefined ? undefined : faultOf(state)} .label=${texts.filter.label} .placeholder=${texts.filter.placeholder}
              .clearLabel=${texts.filter.clear} .saved=${state.filtering.saved} .fields=${state.filtering.fields ?? []} .found=${state.filtering.question === undefined ? undefined : state.filtering.values?.value}
              @filter-change=${this.onFilter} @filter-done=${this.onFilterDone} @filter-leave=${this.onLeave} @filter-question=${this.onQuestion} @filter-save=${() => this.run('saved-filters')}></filter-box>`
          : this.renderElsewhere(route.filter)
      }
      <span class="line-end ${isFiltered(route.page) ? 'wanted' : ''}"></span>
      ${here === undefined ? nothing : html`<range-control .store=${this.store}></range-control>`}
      ${this.renderPulse(here)}
      ${route.page === 'calls' && here !== undefined && (list.all > 0 || isLive(here)) ? this.renderListButtons(list, here) : nothing}
      <button class="icon-button" title="${texts.theme[theme]} (T)" aria-label=${texts.theme[theme]} @click=${() => emit(this, 'cycle-theme', undefined)}>${icon(THEME_ICONS[theme])}</button>
      ${this.renderPill(here)}`;
  }

  /** Whoever went to the rows of a filter that the server refuses is back at what is wrong. */
  protected override updated(): void {
    const { state } = this.store;
    if (this.left === undefined || (this.left === state.route.filter && isListAwaited(state))) return;
    if (this.left === state.route.filter && faultOf(state) !== undefined) this.filterBox?.focusFault();
    this.left = undefined;
  }

  private renderCaptures(captures: readonly CaptureInfo[], here: CaptureInfo | undefined): TemplateResult {
    return html`<label class="captures" title=${here?.paths.join('\n') ?? texts.captures.none}>
      <span class="traffic">${here === undefined ? texts.captures.none : shortLine(here.name, 60)}</span>${icon('chevron')}
      <select aria-label=${texts.captures.label} @change=${this.onCapture}>
        ${here === undefined ? html`<option value="" selected>${texts.captures.none}</option>` : nothing}
        ${livesFirst(captures).map(capture => html`<option value="c${capture.id}" .selected=${capture === here}>${optionText(capture)}</option>`)}
        <option value="record">${texts.captures.record}…</option>
        <option value="open">${texts.captures.open}…</option>
      </select>
    </label>`;
  }

  /** What the capture does, when that is not just lying there. */
  private renderPulse(here: CaptureInfo | undefined): TemplateResult | typeof nothing {
    if (here === undefined) return nothing;
    const { pulse, text } = captureState(here);
    if (here.live === undefined && pulse !== 'live') return nothing;
    return html`<span class="pulse ${pulse}" title=${texts.captures.pulse(here.name)}><i></i>${text}</span>`;
  }

  private renderListButtons(list: AppState['list'], here: CaptureInfo): TemplateResult {
    const pause = list.isPaused ? texts.pause.resume : texts.pause.pause;
    const follow = list.isFollowing ? texts.follow.on : texts.follow.off;
    return html`<span class="buttons">
      ${this.renderMenu()}
      <button class="icon-button" aria-pressed=${list.isPaused} title=${pause} aria-label=${pause} @click=${() => this.run('pause')}>${icon(list.isPaused ? 'play' : 'pause')}</button>
      ${
        isLive(here)
          ? html`<button class="icon-button follow" aria-pressed=${list.isFollowing} title=${follow} aria-label=${follow} @click=${() => this.run('follow')}>${icon('follow')}</button>`
          : nothing
      }
      ${
        !isClearable(here)
          ? nothing
          : html`<button class="icon-button" title=${texts.clear.button} aria-label=${texts.clear.button} @click=${() => this.run('clear')}>${icon('clear')}</button>`
      }
    </span>`;
  }

  private renderMenu(): TemplateResult {
    const { state } = this.store;
    const selected = state.selection.legs.size;
    const rows = selected > 0 ? texts.listMenu.selected(selected) : texts.listMenu.all(state.list.total);
    return html`<list-menu ?grouped=${state.route.isGrouped} .colours=${state.colours} .preview=${state.previewPlace} .rows=${rows}
      .file=${(format: 'csv' | 'json') => exportLink(state, format)}></list-menu>`;
  }

  private run(command: Command): void {
    emit(this, 'run-command', command);
  }

  private renderPill(here: CaptureInfo | undefined): TemplateResult | typeof nothing {
    if (here === undefined) return nothing;
    const pill = healthPill(here);
    // Why a recorder is gone stands at the top of the page, what became of frames further down.
    const isRecorder = here.live?.recorder === 'failed' || here.live?.recorder === 'gone';
    const part = isRecorder ? undefined : 'counters';
    return html`<button class="pill ${pill.level}" title=${texts.health.open} @click=${() => go(this, { page: 'capture', capture: here.id, part })}><i></i>${pill.text}</button>`;
  }

  /** While somebody types, the history gets one step, not one a letter. */
  private onFilter(event: CustomEvent<string>): void {
    const to = { filter: event.detail, row: undefined };
    if (event.detail === this.store.state.route.filter) return;
    if (this.isTyping) adjust(this, to);
    else go(this, to);
    this.isTyping = true;
  }

  private onFilterDone(): void {
    const { route, list } = this.store.state;
    if (this.isTyping && list.error === undefined) rememberFilter(route.filter);
    this.isTyping = false;
  }

  /** Whoever leaves a filter as it is, wrong or not, has left it. */
  private onLeave(event: CustomEvent<boolean>): void {
    this.left = event.detail ? this.store.state.route.filter : undefined;
  }

  private onQuestion(event: CustomEvent<ValuesWanted | null>): void {
    // An event makes null of an undefined detail.
    this.store.dispatch({ type: 'filtering', change: { kind: 'question', question: event.detail ?? undefined } });
  }

  /** The filter of the list rides along in the address of every page; where it is not applied, that is said. */
  private renderElsewhere(filter: string): TemplateResult {
    const { page } = this.store.state.route;
    if (filter === '' || page === 'call' || page === 'capture') return html`<span class="gap"></span>`;
    const words = texts.elsewhere;
    return html`<span class="gap elsewhere" title=${words.hint}>
      <button class="traffic" aria-label="${words.label(shortLine(filter, 80))}. ${words.open}" @click=${() => go(this, { page: 'calls' })}>${icon('search')}<code>${shortLine(filter, 80)}</code></button>
      <small>${words.notHere}</small></span>`;
  }

  private onCapture(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    if (value === 'open') {
      emit(this, 'choose-file', undefined);
      this.requestUpdate();
    } else if (value === 'record') {
      go(this, { page: 'capture', part: 'record' });
      this.requestUpdate();
    } else if (value !== '') {
      const { page: here } = this.store.state.route;
      const page = here === 'call' ? 'calls' : here;
      go(this, { page, capture: value.slice(1), row: undefined });
    }
  }
}

function optionText(capture: CaptureInfo): string {
  const name = shortLine(capture.name, 80);
  return isLive(capture) ? `● ${name}` : name;
}

function faultOf(state: AppState): InputFault | undefined {
  const { error, askedKey } = state.list;
  // The complaint belongs to the expression that was asked for, not to what is typed since.
  if (error === undefined || askedKey?.filter !== state.route.filter) return undefined;
  return {
    message: error.message,
    position: error.position,
    length: error.length,
    expected: texts.filter.expected(error.expected, error.message),
  };
}
