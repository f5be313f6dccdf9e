// One message at the right of the ladder: where it came from, what is wrong with it, and its three faces.
// Takes what was asked for and the open tab; gives tab-change and panel-close.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { clock, count, dateTime, offset } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { MESSAGE_TABS, type MessageTab } from '../../state/route.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { panelStyles } from './message-panel.styles.ts';
import { bodyView, headersView, problemsView, rawView } from './message-views.ts';
import '../../widgets/copy-button.ts';

@customElement('message-panel')
export class MessagePanel extends LitElement {
  static override styles = [shared, panelStyles];

  @property({ attribute: false }) asked: Asked<MessageDetail> | undefined;
  @property() tab: MessageTab = 'raw';

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
        ${problemsView(message.problems)}
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
    const number =
      tab === 'headers'
        ? message.headers.length
        : tab === 'body' && message.bodies.length > 1
          ? message.bodies.length
          : 0;
    const problems = tab === 'headers' ? message.headers.filter(header => header.problems.length > 0).length : 0;
    return html`<button role="tab" id="tab-${tab}" aria-selected=${isOpen} tabindex=${isOpen ? 0 : -1} @click=${() => emit(this, 'tab-change', tab)}>
      ${title}${number === 0 ? nothing : html` <small>${count(number)}</small>`}${problems === 0 ? nothing : html` <small class="bad">⚑ ${count(problems)}</small>`}
    </button>`;
  }

  private renderFace(message: MessageDetail): TemplateResult {
    if (this.tab === 'headers') return headersView(message);
    return this.tab === 'body' ? bodyView(message) : rawView(message);
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = (MESSAGE_TABS.indexOf(this.tab) + step + MESSAGE_TABS.length) % MESSAGE_TABS.length;
    emit(this, 'tab-change', MESSAGE_TABS[at] ?? 'raw');
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
    );
  }

  private close(): void {
    emit(this, 'panel-close', undefined);
  }
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
