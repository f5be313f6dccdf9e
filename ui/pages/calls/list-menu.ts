// What can be done with the list, for the hand: columns, calls or legs, colours, preview, files. Opens below its button in the top bar.
// Knows no store: takes what is so now, gives `run-command` for what keys do too, and `list-export`.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { emit } from '../../base/emit.ts';
import type { Command } from '../../commands.ts';
import type { ColourMode } from '../../state/app-state.ts';
import type { PreviewPlace } from '../../state/preview.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';

@customElement('list-menu')
export class ListMenu extends LitElement {
  static override styles = [
    shared,
    css`
      details {
        position: relative;
      }
      summary {
        list-style: none;
        cursor: pointer;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .items {
        position: absolute;
        top: 34px;
        right: 0;
        z-index: 20;
        min-width: 230px;
        padding: 4px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-0);
        box-shadow: var(--shadow);
      }
      .items button,
      .items a {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        height: 30px;
        padding: 0 8px;
        border-radius: 4px;
        color: var(--ink-1);
        text-align: left;
        text-decoration: none;
        white-space: nowrap;
      }
      .items :is(button, a):hover {
        background: var(--surface-2);
      }
      .items span {
        flex: 1;
      }
      .items small {
        color: var(--ink-2);
      }
      hr {
        margin: 4px 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ type: Boolean }) grouped = false;
  @property() colours: ColourMode = 'state';
  @property() preview: PreviewPlace = 'off';
  /** Rows that a file would hold, in words. */
  @property() rows = '';
  /** Address of the file in a format. */
  @property({ attribute: false }) file: (format: 'csv' | 'json') => string = () => '';

  override render(): TemplateResult {
    const words = texts.listMenu;
    return html`<details @focusout=${this.onFocusOut} @keydown=${this.onKey}>
      <summary class="icon-button" title=${words.title} aria-label=${words.title}>${icon('columns')}</summary>
      <div class="items">
        ${this.renderItem('columns', words.columns, '', 't')}
        ${this.renderItem('group', words.group, this.grouped ? words.on : words.off, 'l')}
        ${this.renderItem('colours', words.colours, words.colourModes[this.colours], 'c')}
        ${this.renderItem('preview', words.preview, words.places[this.preview], 'v')}
        <hr />
        ${this.renderFile('csv', words.csv)}${this.renderFile('json', words.json)}
      </div>
    </details>`;
  }

  private renderItem(command: Command, text: string, now: string, key: string): TemplateResult {
    return html`<button @click=${() => this.choose(command)}><span>${text}</span> <small>${now}</small> <kbd>${key}</kbd></button>`;
  }

  private renderFile(format: 'csv' | 'json', text: string): TemplateResult {
    return html`<a href=${this.file(format)} download @click=${this.close}><span>${text}</span> <small>${this.rows}</small></a>`;
  }

  private choose(command: Command): void {
    // What cycles stays open, so that its next value is a click away.
    if (command === 'columns') this.close();
    emit(this, 'run-command', command);
  }

  private readonly close = (): void => {
    this.details?.removeAttribute('open');
  };

  private get details(): HTMLDetailsElement | null {
    return this.renderRoot.querySelector('details');
  }

  private onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && this.renderRoot.contains(to)) return;
    // A click into nothing takes the focus nowhere: the menu closes too.
    setTimeout(() => {
      if (!this.matches(':focus-within')) this.close();
    }, 150);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.details?.open !== true) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    this.renderRoot.querySelector('summary')?.focus();
  }
}
