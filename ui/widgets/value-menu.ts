// The menu of a value: what can be done with it. Opened at a point or below an element; arrows, Home, End, Enter, Esc, letters.
// Takes the entries; gives nothing itself: each entry does what it says. The focus goes back to where it was.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { place } from '../base/place.ts';
import { shared } from '../styles/shared.ts';
import { type IconName, icon } from './icon.ts';

export interface MenuEntry {
  readonly text: string;
  /** What it means here, after the words. */
  readonly detail?: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/** Where a menu opens, px of the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 8;

@customElement('value-menu')
export class ValueMenu extends LitElement {
  static override styles = [
    shared,
    css`
      dialog {
        position: fixed;
        inset: auto;
        left: var(--x);
        top: var(--y);
        margin: 0;
        padding: 4px;
        min-width: 200px;
        max-width: min(420px, calc(100vw - 16px));
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: none;
      }
      p {
        margin: 0;
        padding: 4px 8px 6px;
        border-bottom: 1px solid var(--line);
        font: var(--text-s) var(--mono);
        color: var(--ink-2);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        min-height: 28px;
        padding: 2px 8px;
        border-radius: 4px;
        text-align: start;
      }
      button:hover,
      button:focus {
        background: var(--surface-2);
      }
      small {
        min-width: 0;
        margin-left: auto;
        padding-left: 12px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font: var(--text-s) var(--mono);
        color: var(--ink-2);
      }
    `,
  ];

  @state() private entries: readonly MenuEntry[] = [];
  @state() private heading = '';
  @state() private label = '';
  @state() private point: MenuPoint = { x: 0, y: 0 };
  @query('dialog') private dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  open(point: MenuPoint, heading: string, label: string, entries: readonly MenuEntry[]): void {
    this.entries = entries;
    this.heading = heading;
    this.label = label;
    this.point = point;
    void this.updateComplete.then(() => {
      this.dialog.showModal();
      const { width, height } = this.dialog.getBoundingClientRect();
      // It stays in the window, wherever the pointer was.
      this.point = {
        x: Math.max(MARGIN, Math.min(point.x, innerWidth - width - MARGIN)),
        y: Math.max(MARGIN, Math.min(point.y, innerHeight - height - MARGIN)),
      };
      this.buttons()[0]?.focus();
    });
  }

  override render(): TemplateResult {
    return html`<dialog aria-label=${this.label} ${place({ '--x': `${this.point.x}px`, '--y': `${this.point.y}px` })}
      @click=${this.onClick} @keydown=${this.onKey} @contextmenu=${(event: Event) => event.preventDefault()}>
      ${this.heading === '' ? nothing : html`<p class="traffic">${this.heading}</p>`}
      <div role="menu" aria-label=${this.label}>${this.entries.map(
        entry =>
          html`<button role="menuitem" tabindex="-1" @click=${() => this.choose(entry)}>${icon(entry.icon)}<span>${entry.text}</span>${
            entry.detail === undefined ? nothing : html`<small class="traffic">${entry.detail}</small>`
          }</button>`,
      )}</div></dialog>`;
  }

  private choose(entry: MenuEntry): void {
    this.dialog.close();
    entry.run();
  }

  private onClick(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const buttons = this.buttons();
    const at = buttons.findIndex(button => button === this.shadowRoot?.activeElement);
    const to = target(event.key, at, buttons.length);
    const letter = event.key.length === 1 ? event.key.toLowerCase() : '';
    const byLetter =
      letter === '' ? undefined : buttons.find(button => button.textContent?.trim().toLowerCase().startsWith(letter));
    if (event.key === 'Tab') this.dialog.close();
    else if (to !== undefined) buttons[to]?.focus();
    else if (byLetter !== undefined) byLetter.focus();
    else return;
    event.preventDefault();
  }

  private buttons(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }
}

function target(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
