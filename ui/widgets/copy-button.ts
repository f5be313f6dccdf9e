// Copies a text and says that it did, for a moment.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { copyText } from '../base/clipboard.ts';
import { shared } from '../styles/shared.ts';
import { type IconName, icon } from './icon.ts';

const SHOWN_MS = 1400;

@customElement('copy-button')
export class CopyButton extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      button.done {
        color: var(--state-good);
      }
      button.failed {
        color: var(--state-bad);
      }
    `,
  ];

  @property() text = '';
  @property() label = '';
  @property() done = '';
  @property() failed = '';
  @property() symbol: IconName = 'copy';
  @state() private outcome: 'none' | 'done' | 'failed' = 'none';

  override render(): TemplateResult {
    const said = this.outcome === 'none' ? this.label : this[this.outcome];
    const name = this.outcome === 'none' ? this.symbol : this.outcome === 'done' ? 'check' : 'warning';
    return html`<button type="button" class="icon-button ${this.outcome}" title=${said} aria-label=${said} @click=${this.copy}>${icon(name)}</button>
      <span class="hidden-text" role="status">${this.outcome === 'none' ? '' : said}</span>`;
  }

  private async copy(event: Event): Promise<void> {
    event.stopPropagation();
    this.outcome = (await copyText(this.text)) ? 'done' : 'failed';
    setTimeout(() => {
      this.outcome = 'none';
    }, SHOWN_MS);
  }
}
