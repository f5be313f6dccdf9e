// A dialog to choose the columns of a table: which, in which order, how wide. Knows ids and names alone; everything works from the
// keyboard. Takes all columns and the places of those that are shown; gives `layout-change` with the new places, at once.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { COLUMN_LIMIT, type ColumnPlace, movedPlace, resizedPlace, toggledPlace } from '../base/column-layout.ts';
import { emit } from '../base/emit.ts';
import { shared } from '../styles/shared.ts';
import { chooserStyles } from './column-chooser.styles.ts';
import { icon } from './icon.ts';

export interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  /** As wide as it asks to be, px. */
  readonly width: number;
}

/** What the dialog says; functions get the name of a column. */
export interface ChooserWords {
  readonly title: string;
  readonly close: string;
  readonly find: string;
  readonly lead: string;
  readonly hidden: string;
  readonly none: string;
  readonly reset: string;
  readonly resetHint: string;
  readonly automatic: string;
  readonly shown: (n: number) => string;
  readonly up: (name: string) => string;
  readonly down: (name: string) => string;
  readonly narrower: (name: string) => string;
  readonly wider: (name: string) => string;
  readonly pixels: (n: number) => string;
  readonly full: (n: number) => string;
}

const WIDTH_STEP = 16;

@customElement('column-chooser')
export class ColumnChooser extends LitElement {
  static override styles = [shared, chooserStyles];

  @property({ attribute: false }) columns: readonly Choosable[] = [];
  @property({ attribute: false }) places: readonly ColumnPlace[] = [];
  @property({ attribute: false }) words!: ChooserWords;
  @state() private find = '';
  @state() private isWanted = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    this.isWanted = true;
    this.find = '';
    void this.updateComplete.then(() => {
      if (!this.dialog.open) this.dialog.showModal();
    });
  }

  close(): void {
    this.dialog.close();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @click=${this.onClick}>${this.isWanted ? this.renderContent() : nothing}</dialog>`;
  }

  private renderContent(): TemplateResult {
    const { words } = this;
    const shown = this.places.flatMap(each => this.columns.find(column => column.id === each.id) ?? []);
    const hidden = this.columns.filter(column => !shown.includes(column));
    const [shownHere, hiddenHere] = [shown, hidden].map(columns => columns.filter(column => this.isFound(column)));
    return html`<header><h1 id="title">${words.title}</h1>
        <button class="button" title=${words.resetHint} @click=${() => emit(this, 'layout-reset', undefined)}>${words.reset}</button>
        <button class="icon-button" title=${words.close} aria-label=${words.close} @click=${this.close}>${icon('close')}</button></header>
      <label class="find">${icon('search')}<input type="search" autofocus placeholder=${words.find} aria-label=${words.find} .value=${this.find} @input=${this.onFind} @keydown=${this.onFindKey} /></label>
      <slot></slot>
      <div class="lists" data-scrolls>
        <h2>${words.shown(shown.length)}</h2>
        <ul role="list">${shownHere?.map(column => this.renderShown(column))}</ul>
        <h2>${words.hidden}</h2>
        ${shown.length < COLUMN_LIMIT ? nothing : html`<p class="quiet">${words.full(COLUMN_LIMIT)}</p>`}
        <ul role="list">${hiddenHere?.map(column => this.renderRow(column, false, nothing))}</ul>
        ${shownHere?.length === 0 && hiddenHere?.length === 0 ? html`<p class="quiet" role="status">${words.none}</p>` : nothing}
      </div>
      <p class="lead">${words.lead}</p>`;
  }

  private renderShown(column: Choosable): TemplateResult {
    const { words, places } = this;
    const at = places.findIndex(each => each.id === column.id);
    const width = places[at]?.width;
    return this.renderRow(
      column,
      true,
      html`<span class="width quiet">${width === undefined ? words.automatic : words.pixels(width)}</span>
        ${this.renderButton('minus', words.narrower(column.name), () => this.resize(column, -WIDTH_STEP), false)}
        ${this.renderButton('plus', words.wider(column.name), () => this.resize(column, WIDTH_STEP), false)}
        ${this.renderButton('up', words.up(column.name), () => this.move(column, -1), at === 0)}
        ${this.renderButton('down', words.down(column.name), () => this.move(column, 1), at === places.length - 1)}`,
    );
  }

  private renderRow(column: Choosable, isShown: boolean, tools: TemplateResult | typeof nothing): TemplateResult {
    return html`<li><label title=${column.hint}><input type="checkbox" data-id=${column.id} .checked=${isShown}
        @change=${() => this.change(toggledPlace(this.places, column.id))} @keydown=${(event: KeyboardEvent) => this.onKey(event, column)} /><span>${column.name}</span></label>${tools}</li>`;
  }

  private renderButton(
    name: 'minus' | 'plus' | 'up' | 'down',
    title: string,
    act: () => void,
    isOff: boolean,
  ): TemplateResult {
    return html`<button class="icon-button" tabindex="-1" title=${title} aria-label=${title} ?disabled=${isOff} @click=${act}>${icon(name)}</button>`;
  }

  private isFound(column: Choosable): boolean {
    const text = this.find.trim().toLowerCase();
    return [column.name, column.hint, column.id].some(each => each.toLowerCase().includes(text));
  }

  private onFind(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.find = event.target.value;
  }

  /** From what is typed straight to what is found. */
  private onFindKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus();
  }

  private onKey(event: KeyboardEvent, column: Choosable): void {
    const act = this.keyAction(event, column);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    // A row that moved keeps the focus.
    void this.updateComplete.then(() => this.checkbox(column.id)?.focus());
  }

  private keyAction(event: KeyboardEvent, column: Choosable): (() => void) | undefined {
    if (event.altKey) {
      switch (event.key) {
        case 'ArrowUp':
          return () => this.move(column, -1);
        case 'ArrowDown':
          return () => this.move(column, 1);
        case 'ArrowLeft':
          return () => this.resize(column, -WIDTH_STEP);
        case 'ArrowRight':
          return () => this.resize(column, WIDTH_STEP);
        default:
          return undefined;
      }
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    return step === 0 ? undefined : () => this.focusBeside(column.id, step);
  }

  private focusBeside(id: string, step: number): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    const next = all[all.findIndex(each => each.dataset['id'] === id) + step];
    void this.updateComplete.then(() => next?.focus());
  }

  private checkbox(id: string): HTMLInputElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find(
      each => each.dataset['id'] === id,
    );
  }

  private move(column: Choosable, step: number): void {
    const at = this.places.findIndex(each => each.id === column.id);
    if (at >= 0) this.change(movedPlace(this.places, column.id, at + step));
  }

  private resize(column: Choosable, step: number): void {
    const width = this.places.find(each => each.id === column.id)?.width ?? column.width;
    this.change(resizedPlace(this.places, column.id, width + step));
  }

  private change(places: readonly ColumnPlace[]): void {
    emit(this, 'layout-change', places);
  }

  private onClick(event: Event): void {
    if (event.target === this.dialog) this.close();
  }
}
