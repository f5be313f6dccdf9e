// Copies a text and says that it did, for a moment.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
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
      .button {
        height: 24px;
        padding: 0 8px;
        font-size: var(--text-s);
      }
      button.done {
        color: var(--state-good);
      }
      button.failed {
        color: var(--state-bad);
      }
    `,
  ];

  /** The text, or what makes it when it is wanted. */
  @property({ attribute: false }) text: string | (() => string) = '';
  @property() label = '';
  @property() done = '';
  @property() failed = '';
  @property() symbol: IconName = 'copy';
  /** The label stands beside the icon. */
  @property({ type: Boolean }) worded = false;
  /** Out of the order of Tab: for one of many, where a key of the whole does the same. */
  @property({ type: Boolean }) untabbed = false;
  @state() private outcome: 'none' | 'done' | 'failed' = 'none';

  override render(): TemplateResult {
    const said = this.outcome === 'none' ? this.label : this[this.outcome];
    const name = this.outcome === 'none' ? this.symbol : this.outcome === 'done' ? 'check' : 'warning';
    const look = this.worded ? 'button' : 'icon-button';
    return html`<button type="button" tabindex=${this.untabbed ? -1 : 0} class="${look} ${this.outcome}" title=${said} aria-label=${said} @click=${this.copy}>${icon(name)}${this.worded ? this.label : nothing}</button>
      <span class="hidden-text" role="status">${this.outcome === 'none' ? '' : said}</span>`;
  }

  private async copy(event: Event): Promise<void> {
    event.stopPropagation();
    this.outcome = (await copyText(typeof this.text === 'string' ? this.text : this.text())) ? 'done' : 'failed';
    setTimeout(() => {
      this.outcome = 'none';
    }, SHOWN_MS);
  }
}
