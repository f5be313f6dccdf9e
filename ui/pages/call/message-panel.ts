// One message at the right of the ladder: where it came from, and its faces. All but the raw one are loaded when they are wanted.
// Takes what was asked for, the open tab, and what it is compared with; gives tab-change, compare-change, merge-toggle and panel-close.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LadderRow, MediaSession, MessageDetail } from '../../../server/wire/types.ts';
import { assertNever } from '../../base/assert-never.ts';
import { emit } from '../../base/emit.ts';
import { clock, count, dateTime, offset } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { MESSAGE_TABS, type MessageTab } from '../../state/route.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import type { MessageRaw } from '../message/message-raw.ts';
import { panelStyles } from './message-panel.styles.ts';
import '../../widgets/copy-button.ts';
import '../message/message-raw.ts';

@customElement('message-panel')
export class MessagePanel extends LitElement {
  static override styles = [shared, panelStyles];

  @property({ attribute: false }) asked: Asked<MessageDetail> | undefined;
  @property() tab: MessageTab = 'raw';
  /** The message that it is compared with; undefined when none was chosen. */
  @property({ attribute: false }) compared: Asked<MessageDetail> | undefined;
  /** Of the ladder: among them are messages that are worth comparing it with. */
  @property({ attribute: false }) rows: readonly LadderRow[] = [];
  /** Offers and answers of its call. */
  @property({ attribute: false }) sessions: readonly MediaSession[] = [];
  /** The call has legs that the ladder does not show. */
  @property({ type: Boolean }) folded = false;
  /** Whether the faces that are loaded when they are wanted are here. */
  @state() private faces: 'wanted' | 'here' | 'failed' = 'wanted';
  /** Number of the problem of lint that was clicked. */
  @state() private lit: number | undefined;
  @query('message-raw') private raw?: MessageRaw | null;

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('asked');
    if (before !== undefined && before?.id !== this.asked?.id) this.lit = undefined;
    if (this.tab !== 'raw' && this.faces !== 'here') void this.loadFaces();
  }

  override render(): TemplateResult {
    const message = this.asked?.value;
    if (message === undefined) return this.renderWaiting();
    return html`
      <header>
        <h2 class="traffic" title=${visibleLine(message.startLine.slice(0, 1000))}>${shortLine(message.startLine, 160)}</h2>
        <copy-button .text=${message.raw} .label=${texts.message.copyMessage} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button>
        <button class="icon-button" title=${texts.message.close} aria-label=${texts.message.close} @click=${this.close}>${icon('close')}</button>
        <p class="mono"><span title=${dateTime(message.time)}>${clock(message.time, 6)}</span> · ${message.source} → ${message.destination} ${message.transport}</p>
        <p class="traffic quiet">${texts.message.frame(message.frameNumber, shortLine(fileName(message.file), 80))} · ${texts.call.bytes(message.length)}${
          message.retransmission ? ` · ${texts.call.retransmission}` : ''
        }${message.duplicates > 0 ? ` · ${texts.call.duplicates(message.duplicates)}` : ''}</p>
        ${pointsView(message)}
        ${problemsView(otherProblems(message))}
      </header>
      <div class="tabs" role="tablist" aria-label=${texts.message.panel} @keydown=${this.onTabKey}>
        ${MESSAGE_TABS.map(tab => this.renderTab(tab, message))}
      </div>
      <div class="face" role="tabpanel" tabindex="0" data-scrolls aria-labelledby="tab-${this.tab}">${this.renderFace(message)}</div>`;
  }

  private renderWaiting(): TemplateResult {
    const problem = this.asked?.problem;
    if (problem === undefined) return html`<p class="note" role="status">${texts.message.loading}</p>`;
    return html`<div class="note" role="alert"><h2>${texts.message.refused}</h2><p class="traffic">${problem.message} ${problem.hint}</p><code>${problem.code}</code></div>`;
  }

  private renderTab(tab: MessageTab, message: MessageDetail): TemplateResult {
    const isOpen = tab === this.tab;
    const title = tab === 'body' && message.sdp !== undefined ? texts.message.sdpTab : texts.message.tabs[tab];
    return html`<button role="tab" id="tab-${tab}" aria-selected=${isOpen} tabindex=${isOpen ? 0 : -1} @click=${() => this.openTab(tab)}>
      ${title}${numberOf(tab, message)}
    </button>`;
  }

  private renderFace(message: MessageDetail): TemplateResult {
    if (this.tab === 'raw')
      return html`<message-raw .message=${message} @lint-open=${(event: CustomEvent<number>) => this.openLint(event.detail)}></message-raw>`;
    if (this.faces === 'failed') return html`<p class="note" role="alert">${texts.message.faceFailed}</p>`;
    if (this.faces === 'wanted') return html`<p class="note" role="status">${texts.message.faceLoading}</p>`;
    switch (this.tab) {
      case 'headers':
        return html`<message-parsed .message=${message} @lint-open=${(event: CustomEvent<number>) => this.openLint(event.detail)}></message-parsed>`;
      case 'body':
        return html`<message-body .message=${message} .sessions=${this.sessions}></message-body>`;
      case 'lint':
        return html`<message-lint .problems=${message.lint ?? []} .lit=${this.lit} @lint-show=${(event: CustomEvent<number>) => this.showProblem(event.detail)}></message-lint>`;
      case 'diff':
        return html`<message-diff .message=${message} .other=${this.compared} .rows=${this.rows} ?folded=${this.folded}></message-diff>`;
      default:
        return assertNever(this.tab);
    }
  }

  private async loadFaces(): Promise<void> {
    try {
      await import('../message/faces.ts');
      this.faces = 'here';
    } catch {
      // The server was replaced meanwhile and has other files: the words say to load the page anew.
      this.faces = 'failed';
    }
  }

  private openTab(tab: MessageTab): void {
    if (tab !== 'lint') this.lit = undefined;
    emit(this, 'tab-change', tab);
  }

  private openLint(problem: number): void {
    this.lit = problem;
    emit(this, 'tab-change', 'lint');
  }

  /** The tab is changed by who holds the address, so the raw text is here one turn later. */
  private showProblem(problem: number): void {
    emit(this, 'tab-change', 'raw');
    requestAnimationFrame(() => void this.updateComplete.then(() => this.raw?.showProblem(problem)));
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = (MESSAGE_TABS.indexOf(this.tab) + step + MESSAGE_TABS.length) % MESSAGE_TABS.length;
    this.openTab(MESSAGE_TABS[at] ?? 'raw');
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
    );
  }

  private close(): void {
    emit(this, 'panel-close', undefined);
  }
}

/** How many headers, parts or problems a face has to show. */
function numberOf(tab: MessageTab, message: MessageDetail): TemplateResult | typeof nothing {
  const lint = message.lint ?? [];
  const wrong = lint.filter(problem => problem.severity !== 'notice').length;
  if (tab === 'lint' && lint.length > 0)
    return html` <small class=${wrong > 0 ? 'bad' : ''}>${wrong > 0 ? '⚑ ' : ''}${count(lint.length)}</small>`;
  if (tab === 'headers') return html` <small>${count(message.headers.length)}</small>`;
  return tab === 'body' && message.bodies.length > 1 ? html` <small>${count(message.bodies.length)}</small>` : nothing;
}

/** Problems that lint does not tell at their place: what the capture does not hold, say. */
function otherProblems({ problems, lint = [] }: MessageDetail): readonly string[] {
  return problems.filter(problem => !lint.some(({ message }) => problem.includes(message)));
}

/** Where this very message was captured, when that is more than one place, and what binds it to other legs. */
function pointsView(message: MessageDetail): TemplateResult | typeof nothing {
  const { capturePoints: points, correlationId } = message;
  const first = points[0];
  if (first === undefined && correlationId === undefined) return nothing;
  // One file that names the frame already says where; one agent or interface is worth its line.
  const isTold = points.length > 1 || (first !== undefined && first.name !== fileName(message.file));
  if (!isTold && correlationId === undefined) return nothing;
  return html`<dl class="points">
    ${
      isTold
        ? html`<dt title=${texts.message.pointsHint}>${texts.message.points}</dt><dd><ul>${points.map(
            point => html`<li><b class="traffic">${shortLine(point.name, 80)}</b>
              <span class="mono" title=${dateTime(point.time)}>${clock(point.time, 6)}</span>
              ${point === first ? nothing : html`<span class="mono">${offset(point.time - (first?.time ?? point.time))} s</span>`}
              <span class="quiet number">${texts.message.pointFrame(point.frameNumber)}</span></li>`,
          )}</ul></dd>`
        : nothing
    }
    ${correlationId === undefined ? nothing : html`<dt>${texts.message.correlation}</dt><dd class="mono traffic">${shortLine(correlationId, 200)}</dd>`}
  </dl>`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function problemsView(problems: readonly string[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="problems">${problems.map(problem => html`<li class="traffic">${icon('warning')}<span>${visibleLine(problem)}</span></li>`)}</ul>`;
}
