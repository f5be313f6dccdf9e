// The menu of a column: its name, and where it stands. Opens at the head that asked; gives host-name (a name, empty to take it away),
// host-hide and host-move (-1 or 1). What becomes of a name is told in place.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { emit } from '../../base/emit.ts';
import { panelPlace } from '../../base/panel-place.ts';
import { shortLine } from '../../base/visible-text.ts';
import { nameOf } from '../../ladder/group-hosts.ts';
import type { ShownHost } from '../../ladder/shown.ts';
import type { Errand } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';

const words = texts.ladder;
/** As long as the server takes a name (`collector/aliases.ts`). */
const NAME_LIMIT = 100;

@customElement('host-menu')
export class HostMenuPanel extends LitElement {
  static override styles = [
    shared,
    problemStyles,
    css`
      .panel {
        position: fixed;
        inset: auto;
        width: 280px;
        max-width: calc(100vw - 16px);
        margin: 0;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-0);
        color: var(--ink-1);
        box-shadow: var(--shadow);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 6px;
        padding: 0 0 8px;
        margin: 0 0 4px;
        border-bottom: 1px solid var(--line);
      }
      form label {
        grid-column: 1 / -1;
        font-size: var(--text-s);
        color: var(--ink-3);
        overflow-wrap: anywhere;
      }
      form input {
        min-width: 0;
        height: 28px;
        padding: 0 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-0);
      }
      .item {
        display: flex;
        width: 100%;
        min-height: 28px;
        align-items: center;
        justify-content: space-between;
        padding: 0 8px;
        border-radius: 4px;
        text-align: left;
      }
      .item:hover:not([disabled]) {
        background: var(--surface-2);
      }
      .item[disabled] {
        color: var(--ink-3);
        cursor: default;
      }
      .problem {
        margin: 0 0 6px;
      }
    `,
  ];

  @property({ attribute: false }) host: ShownHost | undefined;
  @property({ type: Number }) columns = 0;
  /** How the naming stands. */
  @property({ attribute: false }) errand: Errand = { isBusy: false, problem: undefined };
  @query('.panel') private panel!: HTMLElement;
  @query('input') private input!: HTMLInputElement | null;
  private anchor: HTMLElement | undefined;

  override render(): TemplateResult {
    const { host } = this;
    return html`<div class="panel" popover role="dialog" aria-label=${words.hostMenu(shortLine(host?.label ?? '', 60))} @keydown=${this.onKey}>${
      host === undefined ? nothing : this.renderHost(host)
    }</div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // What was named has its name: nothing is left to do here. A refusal stays, with what was typed.
    if (changed.get('errand')?.isBusy === true && !this.errand.isBusy && this.errand.problem === undefined)
      this.close();
  }

  /** Opens at `anchor`, once it is drawn for the host that was given before. */
  async open(anchor: HTMLElement, isRenaming: boolean): Promise<void> {
    this.anchor = anchor;
    await this.updateComplete;
    this.panel.showPopover();
    const view = { width: innerWidth, height: innerHeight };
    const place = panelPlace(anchor.getBoundingClientRect(), this.panel.getBoundingClientRect(), view);
    for (const [name, value] of Object.entries(place)) this.panel.style.setProperty(name, `${value}px`);
    if (isRenaming) this.input?.select();
    else this.panel.querySelector<HTMLElement>('input')?.focus();
  }

  close(): void {
    if (!this.panel.matches(':popover-open')) return;
    this.panel.hidePopover();
    this.anchor?.querySelector('button')?.focus();
  }

  private renderHost(host: ShownHost): TemplateResult {
    const { problem, isBusy } = this.errand;
    return html`<form @submit=${this.onSubmit}>
        <label for="name">${words.rename} ${words.renameHint(host.addresses?.join(', ') ?? host.key)}</label>
        <input id="name" autocomplete="off" maxlength=${NAME_LIMIT} .value=${nameOf(host) ?? ''} placeholder=${host.address} />
        <button class="button" ?disabled=${isBusy}>${words.save}</button>
      </form>
      ${problem === undefined ? nothing : problemView(texts.refused, problem)}
      <button class="item" ?disabled=${this.columns < 2} @click=${() => this.act('host-hide', host.key)}>${words.hide}<kbd>Delete</kbd></button>
      <button class="item" ?disabled=${host.column === 0} @click=${() => this.act('host-move', -1)}>${words.left}<kbd>Shift ←</kbd></button>
      <button class="item" ?disabled=${host.column >= this.columns - 1} @click=${() => this.act('host-move', 1)}>${words.right}<kbd>Shift →</kbd></button>`;
  }

  private act(name: string, detail: unknown): void {
    emit(this, name, detail);
    this.close();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    emit(this, 'host-name', this.input?.value.trim() ?? '');
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  }
}
