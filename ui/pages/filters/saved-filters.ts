// The dialog of saved filters: gives the filter a name, lists those that have one, uses, renames and deletes them, and hands them out and
// takes them in as a file. Takes what is saved and the filter of the page; gives filters-saved (all of them, as they are now) and
// filter-set (one is to be used). What is deleted can be had back while the dialog is open.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { download } from '../../base/download.ts';
import { emit } from '../../base/emit.ts';
import { shortLine } from '../../base/visible-text.ts';
import {
  type Changed,
  FILE_LIMIT,
  isSavedName,
  NAME_LIMIT,
  type Refused,
  renamed,
  type SavedFilter,
  withImported,
  withoutSaved,
  withSaved,
  writeSaved,
} from '../../filter/saved-filters.ts';
import type { Problem } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { savedStyles } from './saved-filters.styles.ts';

declare global {
  interface HTMLElementTagNameMap {
    'saved-filters': SavedFilters;
  }
}

const words = texts.saved;
const FILTER_CHARS = 300;

@customElement('saved-filters')
export class SavedFilters extends LitElement {
  static override styles = [shared, problemStyles, savedStyles];

  @property({ attribute: false }) saved: readonly SavedFilter[] = [];
  /** The filter of the page. */
  @property() filter = '';
  /** Drawn when it is first asked for. */
  @state() private isWanted = false;
  @state() private typed = '';
  /** Name of the filter that gets another one. */
  @state() private renaming: string | undefined;
  @state() private problem: { readonly title: string; readonly problem: Problem } | undefined;
  @state() private said = '';
  /** What was deleted last, and where it stood. */
  @state() private dropped: { readonly entry: SavedFilter; readonly at: number } | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input[type=file]') private chooser!: HTMLInputElement;

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    this.isWanted = true;
    this.typed = this.saved.find(({ filter }) => filter === this.filter.trim())?.name ?? '';
    this.renaming = undefined;
    this.say('');
    void this.updateComplete.then(() => {
      if (!this.dialog.open) this.dialog.showModal();
    });
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @click=${this.onClick} @keydown=${(event: Event) => event.stopPropagation()}>${this.isWanted ? this.renderInside() : nothing}</dialog>`;
  }

  private renderInside(): TemplateResult {
    const { problem, saved } = this;
    return html`<header><h1 id="title">${words.title}</h1>
        <button class="icon-button" title=${texts.close} aria-label=${texts.close} @click=${() => this.dialog.close()}>${icon('close')}</button></header>
      ${this.filter.trim() === '' ? html`<p class="new quiet">${words.nothing}</p>` : this.renderNew()}
      ${problem === undefined ? nothing : problemView(problem.title, problem.problem)}
      ${saved.length === 0 ? html`<p class="empty">${words.none}</p>` : html`<ul aria-label=${words.title}>${saved.map(entry => this.renderSaved(entry))}</ul>`}
      <p class="status traffic" role="status">${this.said === '' ? nothing : this.renderSaid()}</p>
      <footer><p class="quiet">${words.where}</p>
        ${saved.length === 0 ? nothing : html`<button class="button" title=${words.exportHint} @click=${this.onExport}>${words.export}</button>`}
        <button class="button" @click=${() => this.chooser.click()}>${words.import}</button>
        <input type="file" hidden accept=".json,application/json" @change=${this.onChosen} /></footer>`;
  }

  private renderNew(): TemplateResult {
    const isTaken = isSavedName(this.saved, this.typed);
    return html`<form class="new" @submit=${this.onSave}>
      <code class="traffic" tabindex="0">${shortLine(this.filter, 1000)}</code>
      <div class="line"><label>${words.name}<input id="name" type="text" autofocus autocomplete="off" spellcheck="false" maxlength=${NAME_LIMIT}
          aria-describedby="taken" .value=${this.typed} @input=${this.onType} /></label>
        <button class="button primary">${isTaken ? words.replace : words.save}</button></div>
      <p id="taken" class="quiet" role="status">${isTaken ? words.taken : ''}</p>
    </form>`;
  }

  private renderSaved({ name, filter }: SavedFilter): TemplateResult {
    const shown = shortLine(name, NAME_LIMIT);
    if (this.renaming === name)
      return html`<li><form class="line" @submit=${(event: Event) => this.onRename(event, name)}>
        <input id="renamed" type="text" autocomplete="off" spellcheck="false" maxlength=${NAME_LIMIT} aria-label=${words.newName(shown)} .value=${name}
          @keydown=${(event: KeyboardEvent) => this.onRenameKey(event, name)} />
        <button class="button primary">${words.save}</button></form></li>`;
    return html`<li>
      <button class="use traffic" title=${words.use(shown)} data-name=${name} @click=${() => this.use(filter)}><b>${shown}</b><code>${shortLine(filter, FILTER_CHARS)}</code></button>
      <button class="button rename" aria-label=${words.rename(shown)} @click=${() => this.rename(name)}>${words.renameShort}</button>
      <button class="icon-button remove" title=${words.remove(shown)} aria-label=${words.remove(shown)} @click=${() => this.drop(name)}>${icon('clear')}</button></li>`;
  }

  private renderSaid(): TemplateResult {
    return html`${this.said} ${this.dropped === undefined ? nothing : html`<button class="button" id="undo" @click=${this.onUndo}>${words.undo}</button>`}`;
  }

  private onType(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.typed = event.target.value;
  }

  private onSave(event: Event): void {
    event.preventDefault();
    const name = this.typed;
    if (this.take(withSaved(this.saved, name, this.filter), words.notSaved))
      this.say(words.done(shortLine(name, NAME_LIMIT)));
  }

  private use(filter: string): void {
    this.dialog.close();
    emit(this, 'filter-set', filter);
  }

  private rename(name: string): void {
    this.renaming = name;
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector<HTMLInputElement>('#renamed');
      field?.focus();
      field?.select();
    });
  }

  private onRenameKey(event: KeyboardEvent, name: string): void {
    if (event.key !== 'Escape') return;
    // The dialog stays: only the renaming is given up.
    event.preventDefault();
    this.renaming = undefined;
    this.focusOn(name);
  }

  private onRename(event: Event, name: string): void {
    event.preventDefault();
    const to = this.renderRoot.querySelector<HTMLInputElement>('#renamed')?.value ?? '';
    const at = this.saved.findIndex(entry => entry.name === name);
    const change = renamed(this.saved, name, to);
    if (!this.take(change, words.notSaved)) return;
    this.renaming = undefined;
    this.say('');
    if ('saved' in change) this.focusOn(change.saved[at]?.name);
  }

  private drop(name: string): void {
    const at = this.saved.findIndex(entry => entry.name === name);
    const entry = this.saved[at];
    if (entry === undefined) return;
    const saved = withoutSaved(this.saved, name);
    this.take({ saved }, words.notSaved);
    this.say(words.removed(shortLine(name, NAME_LIMIT)), { entry, at });
    this.focusOn((saved[at] ?? saved.at(-1))?.name);
  }

  private onUndo(): void {
    if (this.dropped === undefined) return;
    const { entry, at } = this.dropped;
    const saved = [...this.saved.slice(0, at), entry, ...this.saved.slice(at)];
    this.take({ saved }, words.notSaved);
    this.say('');
    this.focusOn(entry.name);
  }

  private onExport(): void {
    download(new Blob([writeSaved(this.saved)], { type: 'application/json' }), words.file);
  }

  private async onChosen(): Promise<void> {
    const file = this.chooser.files?.[0];
    this.chooser.value = '';
    if (file === undefined) return;
    const change = file.size > FILE_LIMIT ? ({ fault: 'too-large' } as const) : await this.read(file);
    if (this.take(change, words.notImported) && 'added' in change)
      this.say(words.imported(change.added, change.known, change.renamed));
  }

  private async read(file: File): Promise<ReturnType<typeof withImported>> {
    try {
      return withImported(this.saved, await file.text());
    } catch {
      // It was moved or locked since it was chosen.
      return { fault: 'unreadable-file' };
    }
  }

  /** False when it is refused; that is said under `title`. */
  private take(change: Changed | Refused, title: string): boolean {
    if (!('saved' in change)) {
      this.problem = { title, problem: texts.savedProblem(change) };
      return false;
    }
    emit(this, 'filters-saved', change.saved);
    return true;
  }

  private say(text: string, dropped?: SavedFilters['dropped']): void {
    this.problem = undefined;
    this.said = text;
    this.dropped = dropped;
  }

  /** The focus does not fall out of the list when a row goes or changes. */
  private focusOn(name: string | undefined): void {
    requestAnimationFrame(() => {
      void this.updateComplete.then(() => {
        const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.use')];
        (
          rows.find(row => row.dataset['name'] === name) ?? this.renderRoot.querySelector<HTMLElement>('header button')
        )?.focus();
      });
    });
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.dialog.close();
  }
}
