// The whole list of names of hosts, to be read and changed: addresses, ports, networks. Takes the list and how reading and saving
// stand; gives errand and dialog-close. Saved names show at once in every ladder and list.
//
// A character that cannot be seen, or that turns the direction of writing, stands in the text by its name (⟨U+202E⟩), and is saved as
// what it is: no style keeps it from turning the lines of a text field.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AliasList } from '../../../server/wire/alias-schema.ts';
import { emit } from '../../base/emit.ts';
import { unseenText, visibleText } from '../../base/visible-text.ts';
import type { Errand } from '../../state/app-state.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';

const words = texts.aliases;
const IDLE: Errand = { isBusy: false, problem: undefined };
/** Somebody else has saved since the list was read (`server/alias-book.ts`). */
const CHANGED = 'SIPA_ALIASES_CHANGED';

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
      footer,
      .ask {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .ask {
        flex-wrap: wrap;
      }
      footer p,
      .ask p {
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
  @query('textarea') private area!: HTMLTextAreaElement;
  /** Somebody wants to leave with what is not saved. */
  @state() private isLeaving = false;
  /** What was sent to be saved: once it is there, the dialog has done its work. */
  private sent: string | undefined;
  /** What became of saving is told of what was sent from here. */
  private hasSent = false;
  /** The list is read again, to be saved over. */
  private isOverwriting = false;

  override render(): TemplateResult {
    const { asked, saving } = this;
    const problem = (this.hasSent ? saving.problem : undefined) ?? this.reading.problem;
    return html`<dialog aria-labelledby="title" @close=${this.onClose} @cancel=${this.onCancel} @click=${this.onClick} @keydown=${(event: Event) => event.stopPropagation()}>
      <header><h1 id="title">${words.title}</h1>
        <button class="icon-button" title=${texts.close} aria-label=${texts.close} @click=${() => this.leave()}>${icon('close')}</button></header>
      <form @submit=${this.onSubmit}>
        <p id="help">${words.help}</p>
        <textarea autofocus spellcheck="false" dir="ltr" aria-label=${words.title} aria-describedby="help" placeholder=${words.example} ?readonly=${asked === undefined}
          .value=${visibleText(withoutReturns(this.text))} @input=${this.onInput}></textarea>
        ${problem === undefined ? nothing : problemView(texts.refused, problem)}
        ${problem?.code === CHANGED ? this.renderConflict() : nothing}
        ${this.isLeaving ? this.renderLeaving() : nothing}
        <footer><p>${asked === undefined ? words.loading : saving.isBusy ? words.saving : asked.path === undefined ? words.forNow : words.savedIn(asked.path)}</p>
          <button type="button" class="button" @click=${() => this.dialog.close()}>${words.cancel}</button>
          <button class="button primary" ?disabled=${asked === undefined || saving.isBusy}>${texts.ladder.save}</button></footer>
      </form></dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    emit<ErrandOrder>(this, 'errand', { verb: 'aliases' });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('asked') && this.isOverwriting) {
      this.isOverwriting = false;
      this.save();
      return;
    }
    if (this.reading.problem !== undefined) this.isOverwriting = false;
    if (!changed.has('saving') && !changed.has('asked')) return;
    if (this.sent === undefined || this.saving.isBusy) return;
    const isSaved = this.saving.problem === undefined && this.asked?.text === this.sent;
    if (this.saving.problem !== undefined || isSaved) this.sent = undefined;
    if (isSaved) this.dialog.close();
  }

  /** As it would be saved. */
  private get text(): string {
    return this.typed ?? this.asked?.text ?? '';
  }

  private get isChanged(): boolean {
    return this.typed !== undefined && this.typed !== withoutReturns(this.asked?.text ?? '');
  }

  /** Somebody else was faster: whose list it shall be. */
  private renderConflict(): TemplateResult {
    return html`<div class="ask"><button type="button" class="button" @click=${this.onTheirs}>${words.theirs}</button>
      <button type="button" class="button" @click=${this.onMine}>${words.overwrite}</button></div>`;
  }

  private renderLeaving(): TemplateResult {
    return html`<div class="ask" role="alert"><p>${words.unsaved}</p>
      <button type="button" class="button" @click=${() => this.dialog.close()}>${words.leave}</button>
      <button type="button" class="button" @click=${this.onStay}>${words.stay}</button></div>`;
  }

  private onInput(event: Event): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const { target } = event;
    this.isLeaving = false;
    this.typed = unseenText(target.value);
    const shown = visibleText(this.typed);
    if (shown === target.value) return;
    // Something unseen was pasted: it gets longer, and the caret stays behind it.
    const caret = visibleText(target.value.slice(0, target.selectionEnd)).length;
    target.value = shown;
    target.setSelectionRange(caret, caret);
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    this.save();
  }

  private save(): void {
    const { asked } = this;
    if (asked === undefined) return;
    this.isLeaving = false;
    this.sent = this.text;
    this.hasSent = true;
    emit<ErrandOrder>(this, 'errand', { verb: 'save-aliases', text: this.sent, version: asked.version });
  }

  private onTheirs(): void {
    this.typed = undefined;
    this.hasSent = false;
    emit<ErrandOrder>(this, 'errand', { verb: 'aliases' });
  }

  private onMine(): void {
    this.typed = this.text;
    this.isOverwriting = true;
    emit<ErrandOrder>(this, 'errand', { verb: 'aliases' });
  }

  private onStay(): void {
    this.isLeaving = false;
    this.area.focus();
  }

  private onCancel(event: Event): void {
    event.preventDefault();
    this.leave();
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.leave();
  }

  /** What is not saved is asked about once. */
  private leave(): void {
    if (!this.isChanged || this.isLeaving) this.dialog.close();
    else this.isLeaving = true;
  }

  private onClose(): void {
    emit(this, 'dialog-close', undefined);
  }
}

/** As a text field has its lines. */
function withoutReturns(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
