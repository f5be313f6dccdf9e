// One line for an expression, with the reader's complaint below it at the place where it stands.
// Takes a value and a fault; gives filter-change: at once on Enter, else when typing rests. Esc clears, then leaves.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import { shared } from '../styles/shared.ts';
import { icon } from './icon.ts';

/** What is wrong with the value, and where. */
export interface InputFault {
  readonly message: string;
  /** From 0. */
  readonly position: number;
  readonly length: number;
  readonly expected: string;
}

const REST_MS = 220;

@customElement('filter-box')
export class FilterBox extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        position: relative;
        min-width: 0;
      }
      label {
        display: flex;
        align-items: center;
        gap: 6px;
        height: 30px;
        padding: 0 4px 0 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-3);
      }
      label:hover {
        border-color: var(--line-strong);
      }
      label:focus-within {
        border-color: var(--accent);
        outline: 1px solid var(--accent);
      }
      label.faulty {
        border-color: var(--state-bad);
        outline: 1px solid var(--state-bad);
      }
      input {
        flex: 1;
        min-width: 0;
        height: 100%;
        border: 0;
        outline: 0;
        padding: 0;
        background: none;
        color: var(--ink-1);
        font: var(--text-s) var(--mono);
      }
      input:focus-visible {
        outline: 0;
      }
      input::placeholder {
        color: var(--ink-3);
        opacity: 1;
      }
      .icon-button {
        width: 22px;
        height: 22px;
      }
      .fault {
        position: absolute;
        z-index: 20;
        top: calc(100% + 4px);
        left: 0;
        min-width: min(100%, 320px);
        max-width: 100%;
        padding: 8px 12px;
        border: 1px solid var(--state-bad);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      pre {
        margin: 0;
        padding-bottom: 6px;
        font: var(--text-s) / 1.4 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        max-height: 120px;
        overflow: auto;
      }
      mark {
        background: none;
        color: var(--state-bad);
        font-weight: 600;
        text-decoration: underline wavy;
        text-underline-offset: 3px;
      }
      .fault p {
        margin: 0;
      }
    `,
  ];

  @property() value = '';
  @property({ attribute: false }) fault: InputFault | undefined;
  @property() label = '';
  @property() placeholder = '';
  @property() clearLabel = '';
  @query('input') private input!: HTMLInputElement;
  private rest: ReturnType<typeof setTimeout> | undefined;
  /** On its way to the address; undefined once it has come back. */
  private sent: string | undefined;

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.rest);
  }

  override render(): TemplateResult {
    return html`<label class=${this.fault === undefined ? '' : 'faulty'}>
        ${icon('search')}
        <input type="text" spellcheck="false" autocomplete="off" autocapitalize="off" enterkeyhint="search"
          aria-label=${this.label} aria-invalid=${this.fault !== undefined} aria-describedby="fault"
          placeholder=${this.placeholder} @input=${this.onInput} @keydown=${this.onKey} />
        ${
          this.value === ''
            ? html`<kbd aria-hidden="true">/</kbd>`
            : html`<button type="button" class="icon-button" title=${this.clearLabel} aria-label=${this.clearLabel} @click=${() => this.send('')}>${icon('close')}</button>`
        }
      </label>
      <div id="fault" role="alert">${this.fault === undefined ? nothing : this.renderFault(this.fault)}</div>`;
  }

  protected override updated(changed: PropertyValues): void {
    // What this box sent comes back as its value a frame later; by then the hand may have typed on.
    if (!changed.has('value')) return;
    if (this.value !== this.sent) this.input.value = this.value;
    this.sent = undefined;
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
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.send(this.input.value), REST_MS);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.send(this.input.value);
    else if (event.key === 'ArrowDown') emit(this, 'filter-leave', undefined);
    else if (event.key === 'Escape') {
      if (this.input.value === '') emit(this, 'filter-leave', undefined);
      else this.send('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private send(value: string): void {
    clearTimeout(this.rest);
    this.input.value = value;
    this.sent = value;
    emit(this, 'filter-change', value);
  }
}
