// Everything the page can do, by a few letters of its name. A combobox with a list (WAI-ARIA APG): the focus stays in the field, the
// arrows move through the list, Enter does it. Gives `palette-act` with what was chosen.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emit } from '../../base/emit.ts';
import { visibleText } from '../../base/visible-text.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { chordView } from '../../widgets/chord.ts';
import { paletteStyles } from './command-palette.styles.ts';
import { type FoundEntry, findEntries, type PaletteAct, type PaletteEntry } from './palette-entries.ts';

declare global {
  interface HTMLElementTagNameMap {
    'command-palette': CommandPalette;
  }
}

@customElement('command-palette')
export class CommandPalette extends LitElement {
  static override styles = [shared, paletteStyles];

  @property({ attribute: false }) entries: () => readonly PaletteEntry[] = () => [];
  @state() private typed = '';
  @state() private chosen = 0;
  /** Drawn when it is first asked for: a page that starts has more urgent work. */
  @state() private isWanted = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private input!: HTMLInputElement;

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    this.isWanted = true;
    this.typed = '';
    this.chosen = 0;
    void this.updateComplete.then(() => {
      this.input.value = '';
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
    });
  }

  close(): true {
    this.dialog.close();
    return true;
  }

  override render(): TemplateResult {
    return html`<dialog aria-label=${texts.palette.title} @click=${this.onClick}>${this.isWanted ? this.renderList() : nothing}</dialog>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private renderList(): TemplateResult {
    const found = findEntries(this.entries(), this.typed);
    const chosen = Math.min(this.chosen, found.length - 1);
    return html`<input type="text" role="combobox" aria-expanded="true" aria-controls="found" aria-autocomplete="list" spellcheck="false" autocomplete="off"
        aria-label=${texts.palette.title} aria-activedescendant=${found.length === 0 ? nothing : `entry-${chosen}`} placeholder=${texts.palette.placeholder}
        @input=${this.onInput} @keydown=${(event: KeyboardEvent) => this.onKey(event, found, chosen)} />
      <div id="found" role="listbox" aria-label=${texts.palette.title}>
        ${found.map((each, i) => this.renderEntry(each, i, i === chosen))}
      </div>`;
  }

  private renderEntry({ entry, at }: FoundEntry, i: number, isChosen: boolean): TemplateResult {
    return html`<div role="option" id="entry-${i}" aria-selected=${isChosen} @click=${() => this.act(entry)}>
      <span class="title traffic">${markedView(entry.title, at)}</span><span class="group">${entry.group}</span>
      <span class="keys">${entry.keys.slice(0, 1).map(chordView)}</span>
    </div>`;
  }

  private onInput(): void {
    this.typed = this.input.value;
    this.chosen = 0;
  }

  private onKey(event: KeyboardEvent, found: readonly FoundEntry[], chosen: number): void {
    const entry = found[chosen]?.entry;
    if (event.key === 'ArrowDown') this.chosen = (chosen + 1) % Math.max(1, found.length);
    else if (event.key === 'ArrowUp') this.chosen = (chosen + found.length - 1) % Math.max(1, found.length);
    else if (event.key === 'Enter' && entry !== undefined) this.act(entry);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private act(entry: PaletteEntry): void {
    this.close();
    emit<PaletteAct>(this, 'palette-act', entry.act);
  }

  private onClick(event: Event): void {
    // The backdrop belongs to the dialog element itself.
    if (event.target === this.dialog) this.close();
  }
}

/** The title with the letters that were typed set apart. A name of a capture may hold anything. */
function markedView(title: string, at: readonly number[]): readonly (TemplateResult | string)[] {
  const isTyped = new Set(at);
  const parts: { text: string; isTyped: boolean }[] = [];
  for (let i = 0; i < title.length; i += 1) {
    const last = parts.at(-1);
    const letter = title[i] ?? '';
    if (last?.isTyped === isTyped.has(i)) last.text += letter;
    else parts.push({ text: letter, isTyped: isTyped.has(i) });
  }
  return parts.map(part => (part.isTyped ? html`<mark>${visibleText(part.text)}</mark>` : visibleText(part.text)));
}
