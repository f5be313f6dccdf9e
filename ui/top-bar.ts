// The top bar: which capture, the filter, whether more comes and what can be done about it, theme, and the capture's health.
// Gives choose-file, cycle-theme, navigate and run-command.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CaptureInfo } from '../server/wire/protocol.ts';
import { emit } from './base/emit.ts';
import { shortLine } from './base/visible-text.ts';
import type { Command } from './commands.ts';
import { StoreController } from './controllers/store-controller.ts';
import { captureState, healthPill, isClearable, isLive, livesFirst } from './health-pill.ts';
import { adjust, go } from './pages/page.ts';
import type { AppState } from './state/app-state.ts';
import type { Store } from './state/store.ts';
import { openCapture } from './state/watch.ts';
import { shared } from './styles/shared.ts';
import { texts } from './texts.ts';
import type { FilterBox, InputFault } from './widgets/filter-box.ts';
import { type IconName, icon } from './widgets/icon.ts';
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
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 0 10px;
        min-width: 0;
        background: var(--surface-1);
        border-bottom: 1px solid var(--line);
      }
      .captures {
        position: relative;
        flex: none;
        max-width: 240px;
        display: flex;
        align-items: center;
        gap: 4px;
        height: 30px;
        padding: 0 8px;
        border-radius: var(--radius);
        font-weight: 600;
      }
      .captures > span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .captures:hover {
        background: var(--surface-2);
      }
      select {
        position: absolute;
        inset: 0;
        width: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .captures:focus-within {
        outline: 2px solid var(--accent);
      }
      filter-box {
        flex: 1 1 320px;
      }
      .gap {
        flex: 1;
      }
      .buttons {
        display: inline-flex;
      }
      .icon-button[aria-pressed='true'] {
        background: var(--selected);
        color: var(--accent);
      }
      .pulse {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        font-size: var(--text-s);
        font-weight: 600;
        white-space: nowrap;
        color: var(--ink-2);
      }
      .pulse.live {
        color: var(--state-good);
      }
      .pulse.bad {
        color: var(--state-bad);
      }
      .pulse i {
        width: 8px;
        height: 8px;
        border: 1.5px solid currentColor;
        border-radius: 4px;
      }
      .pulse.live i {
        background: currentColor;
      }
      .pill {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        height: 26px;
        padding: 0 10px;
        border: 1px solid currentColor;
        border-radius: 13px;
        font-size: var(--text-s);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .pill:hover {
        background: var(--surface-2);
      }
      .pill.good {
        color: var(--state-good);
      }
      .pill.warn {
        color: var(--state-warn);
      }
      .pill.bad {
        color: var(--state-bad);
      }
      .pill i {
        width: 8px;
        height: 8px;
        border-radius: 4px;
        background: currentColor;
      }
      @media (max-width: 767px) {
        :host {
          flex-wrap: wrap;
          gap: 6px 4px;
          padding: 6px 8px;
        }
        .captures {
          flex: 1 1 0;
          max-width: none;
          min-width: 64px;
        }
        .follow {
          display: none;
        }
        .pulse:not(.bad) {
          font-size: 0;
          gap: 0;
        }
        filter-box {
          order: 5;
          flex: 1 1 100%;
        }
        .gap {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) store!: Store;
  @query('filter-box') readonly filterBox!: FilterBox | null;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const { captures, list, route, theme } = state;
    const here = openCapture(state);
    return html`
      ${this.renderCaptures(captures ?? [], here)}
      ${
        route.page === 'calls' || route.page === 'overview'
          ? html`<filter-box .value=${route.filter} .fault=${faultOf(state)} .label=${texts.filter.label} .placeholder=${texts.filter.placeholder}
              .clearLabel=${texts.filter.clear} @filter-change=${this.onFilter}></filter-box>`
          : html`<span class="gap"></span>`
      }
      ${here === undefined ? nothing : html`<range-control .store=${this.store}></range-control>`}
      ${this.renderPulse(here)}
      ${route.page === 'calls' && here !== undefined && (list.total > 0 || isLive(here)) ? this.renderListButtons(list, here) : nothing}
      <button class="icon-button" title="${texts.theme[theme]} (T)" aria-label=${texts.theme[theme]} @click=${() => emit(this, 'cycle-theme', undefined)}>${icon(THEME_ICONS[theme])}</button>
      ${this.renderPill(here)}`;
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

  private onFilter(event: CustomEvent<string>): void {
    if (event.detail !== this.store.state.route.filter) adjust(this, { filter: event.detail, row: undefined });
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
