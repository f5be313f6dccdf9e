// Stands in place of a page that has no capture to speak of: none is open, the one of the address is gone, the server cannot be reached,
// or the file could not be read. Reads the store; gives navigate and choose-file. A page that waited for an answer would wait for ever.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { StoreController } from '../../controllers/store-controller.ts';
import type { Store } from '../../state/store.ts';
import { shared } from '../../styles/shared.ts';
import { emptyStyles } from '../calls/empty.styles.ts';
import { absentView } from '../calls/empty.ts';
import type { Page } from '../page.ts';

@customElement('absent-page')
export class AbsentPage extends LitElement implements Page {
  static override styles = [shared, emptyStyles];

  @property({ attribute: false }) store!: Store;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult | typeof nothing {
    return html`${absentView(this.store.state, this) ?? nothing}`;
  }

  /** There is nothing that a key could move. */
  run(): boolean {
    return false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.empty')?.focus();
  }
}
