// One sample frame, opened: what is known of it, and its bytes. Takes the answer and its neighbours; gives frame-open (an id)
// and frame-close.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { FrameDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { dateTime } from '../../base/format.ts';
import { fromBase64, hexDump } from '../../base/hex-dump.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import '../../widgets/copy-button.ts';

const words = texts.frame;
/** Sixteen bytes a line need some 560 px. */
const WIDE = '(min-width: 640px)';

@customElement('frame-dialog')
export class FrameDialog extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      dialog {
        flex-direction: column;
        width: min(720px, calc(100vw - 24px));
        max-height: calc(100vh - 48px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      dialog[open] {
        display: flex;
      }
      dialog::backdrop {
        background: rgb(10 14 20 / 0.45);
      }
      header {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 8px 8px 8px 16px;
        border-bottom: 1px solid var(--line);
      }
      h1 {
        margin: 0 auto 0 0;
        font-size: var(--text-l);
        font-weight: 600;
      }
      h1 small {
        margin-left: 8px;
        font-size: var(--text-s);
        font-weight: 400;
        color: var(--ink-3);
      }
      .icon-button[disabled] {
        color: var(--ink-3);
        opacity: 0.5;
        cursor: default;
      }
      .turn svg {
        transform: rotate(180deg);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 12px;
        margin: 0;
        padding: 10px 16px;
        font-size: var(--text-s);
        background: var(--surface-1);
        border-bottom: 1px solid var(--line);
      }
      dt {
        color: var(--ink-3);
      }
      dd {
        margin: 0;
      }
      pre {
        flex: 1;
        min-height: 120px;
        margin: 0;
        padding: 10px 16px 14px;
        overflow: auto;
        font: var(--text-s) / 1.55 var(--mono);
      }
      .note {
        margin: 0;
        padding: 16px;
        color: var(--ink-2);
      }
      .problem {
        margin: 16px;
      }
    `,
  ];

  @property({ attribute: false }) asked: Asked<FrameDetail> | undefined;
  /** Id of the open sample; undefined closes the dialog. */
  @property({ attribute: false }) open: string | undefined;
  /** Ids of all samples, in the order of the page. */
  @property({ attribute: false }) samples: readonly string[] = [];
  @query('dialog') private dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { open, samples } = this;
    const at = open === undefined ? -1 : samples.indexOf(open);
    const detail = this.asked?.value;
    const perLine = matchMedia(WIDE).matches ? 16 : 8;
    const dump = detail === undefined ? '' : hexDump(fromBase64(detail.bytes), perLine);
    return html`<dialog aria-labelledby="title" @close=${this.onClose} @click=${this.onClick} @keydown=${this.onKey}>${
      open === undefined
        ? nothing
        : html`<header>
            <h1 id="title">${detail === undefined ? words.loading : words.title(detail.frameNumber)}${at < 0 ? nothing : html`<small>${words.position(at + 1, samples.length)}</small>`}</h1>
            <button class="icon-button" ?disabled=${at <= 0} title=${words.previous} aria-label=${words.previous} @click=${() => this.go(-1)}>${icon('back')}</button>
            <button class="icon-button turn" ?disabled=${at < 0 || at >= samples.length - 1} title=${words.next} aria-label=${words.next} @click=${() => this.go(1)}>${icon('back')}</button>
            <copy-button .text=${dump} .label=${words.copy} .done=${texts.message.copied} .failed=${texts.message.notCopied}></copy-button>
            <button class="icon-button" autofocus title=${words.close} aria-label=${words.close} @click=${() => this.dialog.close()}>${icon('close')}</button>
          </header>
          ${detail === undefined ? this.renderWaiting() : renderFrame(detail, dump)}`
    }</dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    if (this.open === undefined) this.dialog.close();
    else if (!this.dialog.open) this.dialog.showModal();
  }

  private renderWaiting(): TemplateResult {
    const problem = this.asked?.problem;
    return problem === undefined
      ? html`<p class="note" role="status">${words.loading}</p>`
      : problemView(words.refused, problem);
  }

  private go(step: 1 | -1): void {
    const at = this.open === undefined ? -1 : this.samples.indexOf(this.open);
    const next = at < 0 ? undefined : this.samples[at + step];
    if (next !== undefined) emit(this, 'frame-open', next);
  }

  private onKey(event: KeyboardEvent): void {
    const step =
      event.key === 'ArrowRight' || event.key === 'j' ? 1 : event.key === 'ArrowLeft' || event.key === 'k' ? -1 : 0;
    // The page's own keys rest while this is open.
    event.stopPropagation();
    if (step === 0) return;
    event.preventDefault();
    this.go(step);
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.dialog.close();
  }

  private onClose(): void {
    if (this.open !== undefined) emit(this, 'frame-close', undefined);
  }
}

function renderFrame(detail: FrameDetail, dump: string): TemplateResult {
  const { fields } = words;
  const captured = fromBase64(detail.bytes).length;
  return html`<dl>
      <dt>${fields.reason}</dt><dd><b>${visibleLine(detail.reason)}</b></dd>
      <dt>${fields.time}</dt><dd class="mono">${dateTime(detail.time)}</dd>
      <dt>${fields.point}</dt><dd class="mono traffic">${shortLine(detail.point, 200)}</dd>
      <dt>${fields.source}</dt><dd class="mono traffic">${shortLine(detail.source, 400)}</dd>
      <dt>${fields.link}</dt><dd>${visibleLine(detail.linkType)}</dd>
      <dt>${fields.length}</dt><dd class="number">${detail.cut ? words.cut : words.length(captured, detail.originalLength)}</dd>
    </dl>
    <pre tabindex="0" data-scrolls aria-label=${words.dump}>${dump}</pre>`;
}
