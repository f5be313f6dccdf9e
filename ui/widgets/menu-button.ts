// A button with a panel that opens below it, in the top layer so that nothing cuts it off. Slots `face` (on the button) and the rest
// (in the panel). Escape and a click elsewhere close it; keys of the page rest while it has the focus.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { panelPlace } from '../base/panel-place.ts';
import { shared } from '../styles/shared.ts';

@customElement('menu-button')
export class MenuButton extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
        flex: none;
      }
      .button {
        height: 24px;
        padding: 0 8px;
        font-size: var(--text-s);
        border-color: transparent;
      }
      .button.set {
        color: var(--accent);
        border-color: var(--accent);
      }
      .button[aria-expanded='true'] {
        background: var(--surface-2);
      }
      .panel {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 6px;
        max-width: min(420px, calc(100vw - 16px));
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
    `,
  ];

  /** What it is for; said to screen readers and in the hint. */
  @property() label = '';
  /** Something in the panel differs from what it was at first. */
  @property({ type: Boolean }) set = false;
  @state() private isOpen = false;
  @query('button') private button!: HTMLButtonElement;
  @query('.panel') private panel!: HTMLElement;

  override render(): TemplateResult {
    return html`<button type="button" class="button ${this.set ? 'set' : ''}" title=${this.label} aria-haspopup="dialog" aria-expanded=${this.isOpen}
        @click=${this.toggle} @keydown=${this.onKey}><slot name="face"></slot></button>
      <div class="panel" popover role="dialog" aria-label=${this.label} @toggle=${this.onToggle} @keydown=${this.onKey}><slot></slot></div>`;
  }

  close(): void {
    if (!this.isOpen) return;
    this.panel.hidePopover();
    this.button.focus();
  }

  private toggle(): void {
    if (this.isOpen) {
      this.close();
      return;
    }
    this.panel.showPopover();
    const place = panelPlace(this.button.getBoundingClientRect(), this.panel.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    for (const [name, value] of Object.entries(place)) this.panel.style.setProperty(name, `${value}px`);
    this.querySelector<HTMLElement>(':scope > :not([slot]) :is(button, input, select, a)')?.focus();
  }

  private onToggle(event: Event): void {
    this.isOpen = 'newState' in event && event.newState === 'open';
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.isOpen) return;
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  }
}
