// One line for an expression: completes it at the caret, explains the field, points at mistakes, remembers what was used before.
// Takes a value, a fault, fields and the values that were found; gives filter-change (at once on Enter, else when typing rests),
// filter-question (values wanted for completion), filter-done (a step is complete), filter-save (saved filters are wanted) and
// filter-leave (the hand goes on to what is filtered; true when it has just sent it).
//
//   ArrowDown opens the list, or goes down it; ArrowUp in the empty field, or Alt-ArrowDown, shows what is saved and what was used
//   before; Enter or Tab takes the marked offer; Enter without a mark sends and leaves, but for what cannot be read. Esc closes the list, then
//   takes back what was not sent, then leaves.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import {
  type CompletionPlace,
  type Facet,
  type FilterFieldHelp,
  fieldHelp,
  offersAt,
  placeAt,
  questionOf,
} from '../filter/completion.ts';
import { type PaintPiece, paintFilter } from '../filter/paint.ts';
import type { SavedFilter } from '../filter/saved-filters.ts';
import { readTree } from '../filter/tree.ts';
import { shared } from '../styles/shared.ts';
import { texts } from '../texts.ts';
import { filterBoxStyles } from './filter-box.styles.ts';
import { keptLines, type Line, offersView } from './filter-offers.ts';
import { filterPaint } from './filter-paint.ts';
import { icon } from './icon.ts';

/** What is wrong with the value, and where. */
export interface InputFault {
  readonly message: string;
  /** From 0. */
  readonly position: number;
  readonly length: number;
  readonly expected: string;
}

/** Detail of `filter-question`. */
export interface ValuesWanted {
  readonly field: string;
  readonly text: string;
}

type List = 'closed' | 'offers' | 'kept';

const REST_MS = 220;

@customElement('filter-box')
export class FilterBox extends LitElement {
  static override styles = [shared, filterBoxStyles];

  @property() value = '';
  @property({ attribute: false }) fault: InputFault | undefined;
  @property({ attribute: false }) fields: readonly FilterFieldHelp[] = [];
  /** What was found for the last filter-question. */
  @property({ attribute: false }) found: Facet | undefined;
  @property({ attribute: false }) saved: readonly SavedFilter[] = [];
  @property() label = '';
  @property() placeholder = '';
  @property() clearLabel = '';
  @state() private list: List = 'closed';
  @state() private marked = -1;
  @state() private place: CompletionPlace | undefined;
  /** What stands in the field now. */
  @state() private text = '';
  @state() private isComposing = false;
  /** Px that the field has scrolled sideways. */
  @state() private scrolled = 0;
  private pieces: readonly PaintPiece[] | undefined;
  @query('input') private input!: HTMLInputElement;
  private rest: ReturnType<typeof setTimeout> | undefined;
  /** On its way to the address; undefined once it has come back. */
  private sent: string | undefined;

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  /** The focus comes back to what is wrong. */
  focusFault(): void {
    this.input.focus();
    if (this.fault === undefined) return;
    const { position, length } = this.fault;
    this.input.setSelectionRange(position, position + length);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.rest);
  }

  override render(): TemplateResult {
    const offers = this.offers;
    // What is wrong goes before what a field means, and after what may be meant.
    const isOpen =
      this.list !== 'closed' && (offers.length > 0 || (this.help !== undefined && this.fault === undefined));
    return html`<label class=${this.fault === undefined || isOpen ? '' : 'faulty'}>
        ${icon('search')}
        <span class="field">${this.renderPaint()}<input class=${this.isPainted ? 'painted' : ''} type="text" spellcheck="false" autocomplete="off" autocapitalize="off" enterkeyhint="search" role="combobox"
          aria-label=${this.label} aria-invalid=${this.fault !== undefined} aria-describedby="fault" aria-autocomplete="list"
          aria-expanded=${isOpen} aria-controls="offers" aria-activedescendant=${isOpen && this.marked >= 0 ? `offer-${this.marked}` : nothing}
          placeholder=${this.placeholder} @input=${this.onInput} @keydown=${this.onKey} @blur=${this.onBlur} @click=${this.onCaret}
          @scroll=${this.onScroll} @compositionstart=${() => this.compose(true)} @compositionend=${() => this.compose(false)} /></span>
        ${
          this.value === ''
            ? html`<kbd aria-hidden="true">/</kbd>`
            : html`<button type="button" class="icon-button" title=${this.clearLabel} aria-label=${this.clearLabel} @click=${this.onClear}>${icon('close')}</button>`
        }
        <button type="button" class="icon-button" title=${texts.completion.kept} aria-label=${texts.completion.kept} aria-expanded=${this.list === 'kept'}
          @mousedown=${(event: Event) => event.preventDefault()} @click=${this.onKept}>${icon('bookmark')}</button>
      </label>
      ${isOpen ? this.renderList(offers) : html`<div id="offers" role="listbox" hidden></div>`}
      <div id="fault" role="alert">${this.fault === undefined || isOpen ? nothing : this.renderFault(this.fault)}</div>
      <span class="hidden-text" role="status">${isOpen ? texts.completion.offers(offers.length) : ''}</span>`;
  }

  private get isPainted(): boolean {
    return !this.isComposing && this.pieces !== undefined;
  }

  protected override willUpdate(): void {
    // The complaint belongs to the value that was asked for, not to what is typed since.
    const fault = this.text === this.value ? this.fault : undefined;
    this.pieces = paintFilter(this.text, this.fields, fault);
  }

  private renderPaint(): TemplateResult | typeof nothing {
    if (this.pieces === undefined || this.isComposing) return nothing;
    const isWrongAtEnd =
      this.fault !== undefined && this.text === this.value && this.fault.position >= this.text.length;
    return filterPaint(this.pieces, this.scrolled, isWrongAtEnd);
  }

  /** The text of an input method is the field's own until it is done. */
  private compose(isComposing: boolean): void {
    this.isComposing = isComposing;
    this.text = this.input.value;
  }

  private onScroll(): void {
    this.scrolled = this.input.scrollLeft;
  }

  /** Whoever puts a text into the field goes through here, so that its colours follow. */
  private put(text: string): void {
    this.input.value = text;
    this.text = text;
  }

  protected override updated(changed: PropertyValues): void {
    // A caret that moves scrolls the field without a word. An empty one is not asked: the answer has the whole page laid out.
    this.scrolled = this.input.value === '' ? 0 : this.input.scrollLeft;
    // What this box sent comes back as its value a frame later; by then the hand may have typed on.
    if (changed.has('value')) {
      if (this.value !== this.sent) this.put(this.value);
      this.sent = undefined;
    }
    if (changed.has('marked')) this.renderRoot.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  }

  private get offers(): readonly Line[] {
    if (this.list === 'kept') return this.kept;
    if (this.list === 'closed' || this.place === undefined) return [];
    const offers = offersAt(this.place, this.fields, this.found);
    // What stands there already is no offer.
    const { typed } = this.place;
    return offers.length === 1 && offers[0]?.text === typed && offers[0].count === undefined ? [] : offers;
  }

  private get kept(): readonly Line[] {
    return keptLines(this.value, this.saved);
  }

  private get help(): FilterFieldHelp | undefined {
    const { field, kind } = this.place ?? {};
    return this.list !== 'offers' || field === undefined || kind === 'field' || kind === 'joint'
      ? undefined
      : fieldHelp(field, this.fields);
  }

  private renderList(lines: readonly Line[]): TemplateResult {
    const { marked, label, help, found } = this;
    const onTake = (line: Line): void => void this.take(line);
    return offersView({ lines, marked, label, kind: this.place?.kind, help, found, onTake });
  }

  private renderFault(fault: InputFault): TemplateResult {
    const start = Math.min(fault.position, this.value.length);
    const end = Math.min(this.value.length, start + Math.max(1, fault.length));
    // A complaint about the end of the expression points behind its last character.
    const wrong = this.value.slice(start, end) || '\u00a0\u00a0';
    return html`<div class="fault">
      <pre class="traffic">${this.value.slice(0, start)}<mark>${wrong}</mark>${this.value.slice(end)}</pre>
      <p>${fault.message}</p>
      ${fault.expected === '' ? nothing : html`<p class="quiet">${fault.expected}</p>`}
    </div>`;
  }

  private onInput(): void {
    this.text = this.input.value;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.send(this.input.value), REST_MS);
    this.open('offers');
  }

  private onCaret(): void {
    if (this.list === 'offers') this.open('offers');
  }

  private onKept(): void {
    const isShown = this.list === 'kept';
    this.input.focus();
    if (isShown) this.close();
    else this.open('kept');
  }

  private onClear(): void {
    this.close();
    this.send('');
    emit(this, 'filter-done', undefined);
    this.input.focus();
  }

  private onBlur(): void {
    this.close();
    // What is typed counts, also when the hand goes on before it has rested.
    if (this.input.value !== (this.sent ?? this.value)) this.send(this.input.value);
    emit(this, 'filter-done', undefined);
  }

  private onKey(event: KeyboardEvent): void {
    // The keys of an input method are its own: Enter ends a composition there.
    if (event.isComposing) return;
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      event.stopPropagation();
      this.open('kept');
      return;
    }
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== ' ')) return;
    if (!this.onListKey(event.key, event.ctrlKey) && !this.onPlainKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys that the list takes while it is open. */
  private onListKey(key: string, isCtrl: boolean): boolean {
    if (isCtrl) return key === ' ' ? this.open('offers') : false;
    const { offers } = this;
    if (this.list === 'closed') return false;
    const offer = offers[this.marked];
    if ((key === 'Enter' || key === 'Tab') && offer !== undefined) return this.take(offer);
    if (key === 'Escape') return this.close();
    if (offers.length === 0) return false;
    if (key === 'ArrowDown') this.marked = (this.marked + 1) % offers.length;
    else if (key === 'ArrowUp') this.marked = this.marked <= 0 ? offers.length - 1 : this.marked - 1;
    else return false;
    return true;
  }

  private onPlainKey(key: string): boolean {
    switch (key) {
      case 'Enter':
        this.apply();
        return true;
      case 'ArrowUp':
        return this.input.value === '' ? this.open('kept') : false;
      case 'ArrowDown':
        this.open('offers');
        if (this.offers.length > 0) this.marked = 0;
        else this.leave();
        return true;
      case 'Escape':
        clearTimeout(this.rest);
        if (this.input.value === this.value) this.leave();
        else {
          this.put(this.value);
          this.sent = undefined;
        }
        return true;
      default:
        return false;
    }
  }

  /** Sends what is typed, and leaves for what it finds. What cannot be read finds nothing. */
  private apply(): void {
    const { value } = this.input;
    const isWrong = readTree(value) === undefined || (value === this.value && this.fault !== undefined);
    this.close();
    this.send(value);
    emit(this, 'filter-done', undefined);
    if (!isWrong) this.leave(true);
  }

  private leave(isSent = false): void {
    this.close();
    emit(this, 'filter-leave', isSent);
  }

  private open(list: List): true {
    this.list = list;
    this.marked = list === 'kept' ? Math.min(1, this.kept.length - 1) : -1;
    this.place = placeAt(this.input.value, this.input.selectionStart ?? this.input.value.length);
    if (list === 'offers') emit<ValuesWanted | undefined>(this, 'filter-question', questionOf(this.place, this.fields));
    return true;
  }

  private close(): true {
    if (this.list !== 'closed') emit<ValuesWanted | undefined>(this, 'filter-question', undefined);
    this.list = 'closed';
    this.marked = -1;
    return true;
  }

  /** The offer takes the place of what is typed; the next one is offered at once. */
  private take(offer: Line): true {
    const { input, place } = this;
    if (offer.isSave === true) {
      this.close();
      emit(this, 'filter-save', undefined);
      return true;
    }
    const from = this.list === 'kept' || place === undefined ? 0 : place.from;
    const rest = this.list === 'kept' || place === undefined ? '' : input.value.slice(place.to);
    const head = input.value.slice(0, from) + offer.insert;
    this.put(head + rest);
    input.setSelectionRange(head.length, head.length);
    if (this.list === 'kept') this.apply();
    else this.onInput();
    return true;
  }

  private send(value: string): void {
    clearTimeout(this.rest);
    this.put(value);
    this.sent = value;
    emit(this, 'filter-change', value);
  }
}
