// TLS without keys: how to get them, and a place for the ones at hand. Takes counts; gives errand (keys).

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CaptureHealth } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import type { Errand } from '../../state/app-state.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';

const words = texts.keys;
/** What the server takes at once. */
const MOST_BYTES = 1024 * 1024;

@customElement('keys-form')
export class KeysForm extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      :host {
        display: block;
        padding: 12px 14px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: inset 3px 0 0 var(--state-warn);
      }
      h3 {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        margin: 0 0 4px;
        font-weight: 600;
      }
      h3 svg.icon {
        color: var(--state-warn);
      }
      h3 small {
        font-weight: 400;
        color: var(--ink-3);
      }
      p {
        margin: 0;
        color: var(--ink-2);
      }
      ul {
        margin: 4px 0 8px;
        padding-left: 18px;
        color: var(--ink-2);
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 66px;
        padding: 6px 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        font: var(--text-s) / 1.5 var(--mono);
        resize: vertical;
      }
      textarea::placeholder {
        color: var(--ink-3);
        opacity: 1;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin: 8px 0 0;
      }
      .problem {
        margin-top: 8px;
      }
      .added {
        display: flex;
        gap: 6px;
        margin-top: 8px;
        color: var(--state-good);
      }
    `,
  ];

  @property() capture = '';
  @property({ attribute: false }) tls: CaptureHealth['tls'] = {
    connections: 0,
    decrypted: 0,
    withoutKey: 0,
    failed: 0,
  };
  @property({ attribute: false }) errand: Errand = { isBusy: false, problem: undefined };
  @state() private text = '';
  @state() private isTooLong = false;
  /** Keys were sent: whether they were taken is known when the errand is over. */
  @state() private isSent = false;
  @query('input[type=file]') private chooser!: HTMLInputElement;

  override render(): TemplateResult {
    const { tls, errand } = this;
    const isDone = this.isSent && !errand.isBusy && errand.problem === undefined;
    return html`<h3>${icon('key')}${words.title(tls.withoutKey)} <small class="number">${[
      tls.decrypted > 0 ? words.decrypted(tls.decrypted) : '',
      tls.failed > 0 ? words.failedCount(tls.failed) : '',
    ]
      .filter(Boolean)
      .join(' · ')}</small></h3>
      <p>${words.lead}</p>
      <ul><li>${words.env}</li><li>${words.option}</li><li>${words.here}</li></ul>
      <textarea spellcheck="false" autocomplete="off" rows="3" aria-label=${words.label} placeholder=${words.placeholder} .value=${this.text} @input=${this.onInput}></textarea>
      <div class="actions">
        <button class="button primary" ?disabled=${errand.isBusy || this.text.trim() === ''} @click=${() => this.send(this.text)}>${errand.isBusy ? words.adding : words.add}</button>
        <button class="button" ?disabled=${errand.isBusy} @click=${() => this.chooser.click()}>${icon('file')}${words.choose}</button>
        <input type="file" hidden @change=${this.onFile} />
      </div>
      ${this.isTooLong ? html`<p role="alert">${words.tooLong}</p>` : nothing}
      ${errand.problem === undefined ? nothing : problemView(words.failed, errand.problem)}
      ${isDone ? html`<p class="added" role="status">${icon('check')} ${words.added}</p>` : nothing}`;
  }

  private onInput(event: InputEvent): void {
    if (event.target instanceof HTMLTextAreaElement) this.text = event.target.value;
    this.isSent = false;
  }

  private async onFile(): Promise<void> {
    const file = this.chooser.files?.[0];
    this.chooser.value = '';
    if (file === undefined) return;
    this.isTooLong = file.size > MOST_BYTES;
    if (!this.isTooLong) this.send(await file.text());
  }

  private send(text: string): void {
    this.isSent = true;
    this.text = '';
    emit<ErrandOrder>(this, 'errand', { verb: 'keys', capture: this.capture, text });
  }
}
