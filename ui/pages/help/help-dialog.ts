// The help: all keys, from the table that the keys themselves go by, and the filter language in three lines.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { BINDINGS, type Scope } from '../../commands.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { chordView } from '../../widgets/chord.ts';
import { icon } from '../../widgets/icon.ts';

const SCOPES: readonly Scope[] = ['everywhere', 'calls', 'table', 'call'];

@customElement('help-dialog')
export class HelpDialog extends LitElement {
  static override styles = [
    shared,
    css`
      dialog {
        width: min(920px, calc(100vw - 24px));
        max-height: calc(100vh - 48px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(10 14 20 / 0.45);
      }
      .head {
        position: sticky;
        top: 0;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 12px 14px 12px 20px;
        background: var(--surface-0);
        border-bottom: 1px solid var(--line);
      }
      h1,
      h2 {
        margin: 0;
        font-weight: 600;
      }
      h1 {
        font-size: var(--text-l);
      }
      h2 {
        margin-bottom: 8px;
        font-size: var(--text-m);
        color: var(--ink-2);
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(250px, 1fr));
        gap: 20px 28px;
        padding: 16px 20px 20px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 5px 12px;
        margin: 0;
        align-items: baseline;
      }
      dt {
        display: flex;
        gap: 9px;
        justify-content: flex-end;
      }
      dd {
        margin: 0;
      }
      .chord {
        display: inline-flex;
        gap: 2px;
      }
      .filter {
        padding: 14px 20px 20px;
        border-top: 1px solid var(--line);
      }
      .filter p {
        margin: 0 0 8px;
        color: var(--ink-2);
      }
      code {
        display: inline-block;
        margin: 0 8px 6px 0;
        padding: 3px 8px;
        border-radius: 4px;
        font: var(--text-s) var(--mono);
        background: var(--surface-2);
      }
    `,
  ];

  /** The help is drawn when it is first asked for: a page that starts has more urgent work. */
  @state() private isWanted = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    this.isWanted = true;
    // The close button takes the focus, so it must be there first.
    void this.updateComplete.then(() => {
      if (!this.dialog.open) this.dialog.showModal();
    });
  }

  close(): true {
    this.dialog.close();
    return true;
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @click=${this.onClick}>${this.isWanted ? this.renderHelp() : nothing}</dialog>`;
  }

  private renderHelp(): TemplateResult {
    return html`<div class="head"><h1 id="title">${texts.help.title}</h1><button class="icon-button" title=${texts.help.close} aria-label=${texts.help.close} @click=${this.close}>${icon('close')}</button></div>
      <div class="columns">${SCOPES.map(scopeView)}</div>
      <div class="filter">
        <h2>${texts.help.filterTitle}</h2>
        <p>${texts.help.filterLead}</p>
        ${texts.help.filterExamples.map(example => html`<code>${example}</code>`)}
        <p>${texts.help.mouse}</p>
      </div>`;
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.close();
  }
}

function scopeView(scope: Scope): TemplateResult {
  return html`<section><h2>${texts.help.scopes[scope]}</h2><dl>${BINDINGS.filter(
    binding => binding.scope === scope,
  ).map(binding => html`<dt>${binding.keys.map(chordView)}</dt><dd>${binding.text}</dd>`)}</dl></section>`;
}
