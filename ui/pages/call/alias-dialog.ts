// The whole list of names of hosts, to be read and changed: addresses, ports, networks. Takes the list and how reading and saving
// stand; gives errand and dialog-close. Saved names show at once in every ladder and list.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AliasList } from '../../../server/wire/alias-schema.ts';
import { emit } from '../../base/emit.ts';
import type { Errand } from '../../state/app-state.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';

const words = texts.aliases;
const IDLE: Errand = { isBusy: false, problem: undefined };

@customElement('alias-dialog')
export class AliasDialog extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      dialog {
        width: min(640px, calc(100vw - 24px));
        max-height: calc(100vh - 48px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 14 20 / 0.45);
      }
      header {
        display: flex;
        align-items: center;
        padding: 8px 8px 8px 16px;
        border-bottom: 1px solid var(--line);
      }
      h1 {
        margin: 0 auto 0 0;
        font-size: var(--text-l);
        font-weight: 600;
      }
      form {
        display: grid;
        gap: 10px;
        padding: 12px 16px 16px;
      }
      p {
        margin: 0;
        color: var(--ink-2);
      }
      textarea {
        width: 100%;
        height: min(320px, 45vh);
        padding: 8px 10px;
        resize: vertical;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        font: var(--text-m) / 1.5 var(--mono);
      }
      .problem .traffic {
        white-space: pre-line;
      }
      footer {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      footer p {
        margin-right: auto;
        overflow-wrap: anywhere;
        font-size: var(--text-s);
      }
    `,
  ];

  @property({ attribute: false }) asked: AliasList | undefined;
  @property({ attribute: false }) reading: Errand = IDLE;
  @property({ attribute: false }) saving: Errand = IDLE;
  /** What has been typed; undefined before anything was. */
  @state() private typed: string | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  /** What was sent to be saved: once it is there, the dialog has done its work. */
  private sent: string | undefined;

  override render(): TemplateResult {
    const { asked } = this;
    const problem = this.saving.problem ?? this.reading.problem;
    return html`<dialog aria-labelledby="title" @close=${this.onClose} @click=${this.onClick} @keydown=${(event: Event) => event.stopPropagation()}>
      <header><h1 id="title">${words.title}</h1>
        <button class="icon-button" title=${texts.close} aria-label=${texts.close} @click=${() => this.dialog.close()}>${icon('close')}</button></header>
      <form @submit=${this.onSubmit}>
        <p id="help">${words.help}</p>
        <textarea autofocus spellcheck="false" aria-label=${words.title} aria-describedby="help" placeholder=${words.example} ?disabled=${asked === undefined}
          .value=${this.typed ?? asked?.text ?? ''} @input=${this.onInput}></textarea>
        ${problem === undefined ? nothing : problemView(texts.refused, problem)}
        <footer><p>${asked === undefined ? words.loading : asked.path === undefined ? words.forNow : words.savedIn(asked.path)}</p>
          <button type="button" class="button" @click=${() => this.dialog.close()}>${words.cancel}</button>
          <button class="button primary" ?disabled=${asked === undefined || this.saving.isBusy}>${texts.ladder.save}</button></footer>
      </form></dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    emit<ErrandOrder>(this, 'errand', { verb: 'aliases' });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('saving') && !changed.has('asked')) return;
    if (this.sent === undefined || this.saving.isBusy) return;
    const isSaved = this.saving.problem === undefined && this.asked?.text === this.sent;
    if (this.saving.problem !== undefined || isSaved) this.sent = undefined;
    if (isSaved) this.dialog.close();
  }

  private onInput(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.typed = event.target.value;
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    const { asked } = this;
    if (asked === undefined) return;
    this.sent = this.typed ?? asked.text;
    emit<ErrandOrder>(this, 'errand', { verb: 'save-aliases', text: this.sent, version: asked.version });
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.dialog.close();
  }

  private onClose(): void {
    emit(this, 'dialog-close', undefined);
  }
}
