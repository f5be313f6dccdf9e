// The status bar: how many rows of how many, what is open, how far the file is read. Says the turning points aloud.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CaptureInfo } from '../server/wire/protocol.ts';
import type { CaptureProgress } from '../server/wire/types.ts';
import { percent, timeSpan } from './base/format.ts';
import { StoreController } from './controllers/store-controller.ts';
import { captureState } from './health-pill.ts';
import type { AppState } from './state/app-state.ts';
import { isListPending, newRows } from './state/list.ts';
import type { Store } from './state/store.ts';
import { openCapture } from './state/watch.ts';
import { shared } from './styles/shared.ts';
import { texts } from './texts.ts';

@customElement('status-bar')
export class StatusBar extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 14px;
        padding: 0 12px;
        border-top: 1px solid var(--line);
        background: var(--surface-1);
        color: var(--ink-2);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        overflow: hidden;
      }
      b {
        font-weight: 600;
        color: var(--ink-1);
      }
      .end {
        margin-left: auto;
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      progress {
        appearance: none;
        width: 120px;
        height: 6px;
        border: 0;
        border-radius: 3px;
        overflow: hidden;
        background: var(--surface-3);
      }
      progress::-webkit-progress-bar {
        background: var(--surface-3);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
        forced-color-adjust: none;
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      .held {
        color: var(--state-warn);
        font-weight: 600;
      }
      .live {
        color: var(--state-good);
      }
      .bad {
        color: var(--state-bad);
        font-weight: 600;
      }
      @media (max-width: 1023px) {
        .broad {
          display: none;
        }
      }
      @media (max-width: 767px) {
        .wide {
          display: none;
        }
        progress {
          width: 64px;
        }
      }
    `,
  ];

  @property({ attribute: false }) store!: Store;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const capture = openCapture(state);
    return html`${capture === undefined ? nothing : this.renderCounts(state, capture)}
      <span class="hidden-text" role="status">${announcement(state, capture)}</span>`;
  }

  private renderCounts(state: AppState, capture: CaptureInfo): TemplateResult {
    const { list } = state;
    const { progress } = capture;
    return html`
      ${list.key === undefined || state.route.page !== 'calls' ? nothing : html`<b>${rowsText(state)}</b>`}
      ${state.selection.legs.size === 0 || state.route.page !== 'calls' ? nothing : html`<span>${texts.selecting.selected(state.selection.legs.size)}</span>`}
      ${state.selection.missed === 0 ? nothing : html`<span class="held">${texts.selecting.missed(state.selection.missed)}</span>`}
      ${list.isPaused ? html`<span class="held">${texts.pause.paused}${newRows(list) > 0 ? ` · ${texts.pause.came(newRows(list))}` : ''}</span>` : nothing}
      ${progress.activeCalls > 0 ? html`<span class="wide">${texts.status.active(progress.activeCalls)}</span>` : nothing}
      <span class="wide">${texts.status.messages(progress.messages)}</span>
      <span class="wide">${texts.status.frames(progress.frames)}</span>
      ${
        progress.start === undefined || progress.clock === undefined
          ? nothing
          : html`<span class="broad">${timeSpan(progress.start, progress.clock)}</span>`
      }
      <span class="end">${this.renderState(capture)}</span>`;
  }

  private renderState(capture: CaptureInfo): TemplateResult {
    const { progress } = capture;
    if (progress.state === 'loading') return this.renderLoading(progress);
    const { pulse, text } = captureState(capture);
    return html`<span class=${pulse === 'bad' ? 'bad' : pulse === 'live' ? 'live' : 'quiet'}>${text}</span>`;
  }

  private renderLoading(progress: CaptureProgress): TemplateResult {
    const part = percent(progress.bytesRead, progress.bytesTotal);
    // A pipe has no known end: the bar then runs without a value.
    const bar =
      progress.bytesTotal === undefined
        ? html`<progress></progress>`
        : html`<progress max=${progress.bytesTotal} value=${progress.bytesRead}></progress>`;
    return html`<span>${texts.status.loading(part)}</span>${bar}`;
  }
}

function rowsText({ list }: AppState): string {
  const { counts } = list;
  if (isListPending(list) && list.error === undefined) return texts.status.filtering(list.all);
  return counts === undefined
    ? texts.status.rows(list.total, list.all)
    : texts.grouped.rows(counts.calls, counts.allCalls, counts.legs);
}

/** What a screen reader should hear: turning points, not every count. */
export function announcement(state: AppState, capture: Pick<CaptureInfo, 'progress' | 'live'> | undefined): string {
  if (state.connection === 'lost') return texts.status.announceLost;
  if (capture === undefined) return '';
  const { progress, live } = capture;
  if (live !== undefined && live.recorder !== 'recording') return texts.recorder[live.recorder];
  if (state.list.key === undefined || isListPending(state.list)) return '';
  if (state.list.key.filter !== '' && progress.state === 'ready') return texts.status.announceMatch(state.list.total);
  return progress.state === 'ready' ? texts.status.announceReady(state.list.all) : '';
}
