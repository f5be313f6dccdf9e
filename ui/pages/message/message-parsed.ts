// The parsed face of a message: a tree of its start line, headers and their parts, with words about each and what is wrong in place.
// Takes a MessageDetail; says lint-open with the number of a problem, and value-menu for the value of a row (right click, Shift-F10, m).

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LintProblem, MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { keep, readKept } from '../../base/keep.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import type { ValueMenuRequest } from '../../filter-acts.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { messageTexts } from '../../texts-message.ts';
import { icon } from '../../widgets/icon.ts';
import { headerTerm } from './header-term.ts';
import type { HeaderWord, wordOf } from './header-words.ts';
import { parsedStyles } from './message-parsed.styles.ts';
import { branchesOf, messageTree, openAtFirst, type TreeNode } from './message-tree.ts';
import { rfcLink } from './rfc-link.ts';
import { type TreeRow, treeMove, visibleRows } from './tree-rows.ts';
import '../../widgets/copy-button.ts';

/** A longer value is cut in its row; the copy button and the raw text have it whole. */
const VALUE_LIMIT = 1000;
/** Rows that are drawn. */
const ROW_LIMIT = 2000;

const words = messageTexts.parsed;

@customElement('message-parsed')
export class MessageParsed extends LitElement {
  static override styles = [shared, parsedStyles];

  @property({ attribute: false }) message: MessageDetail | undefined;
  @state() private open: ReadonlySet<string> = new Set();
  /** Id of the row that has the focus, or would get it. */
  @state() private active = 's';
  @state() private isExplained = readKept('explain-headers') === 'on';
  @state() private wordOf: typeof wordOf | undefined;
  @state() private areWordsMissing = false;
  private tree: readonly TreeNode[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadWords();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('message') || this.message === undefined) return;
    const before = changed.get('message');
    this.tree = messageTree(this.message);
    if (before?.id === this.message.id) return;
    this.open = openAtFirst(this.tree);
    this.active = 's';
  }

  override render(): TemplateResult | typeof nothing {
    const { message } = this;
    if (message === undefined) return nothing;
    const rows = visibleRows(this.tree, this.open);
    return html`<div class="tools">
        <button class="button" @click=${() => this.setOpen(branchesOf(this.tree).map(node => node.id))}>${words.openAll}</button>
        <button class="button" @click=${() => this.setOpen([])}>${words.closeAll}</button>
        <label><input type="checkbox" .checked=${this.isExplained} @change=${this.onExplain}>${words.explain}</label>
        ${message.headers.length === 0 ? html`<span class="quiet">${texts.message.noHeaders}</span>` : nothing}
      </div>
      <ul role="tree" aria-label=${words.tree} @keydown=${this.onKey}>${repeat(
        rows.slice(0, ROW_LIMIT),
        row => row.node.id,
        row => this.renderRow(row, message),
      )}</ul>
      ${rows.length > ROW_LIMIT ? html`<p class="note">${words.moreRows(rows.length - ROW_LIMIT)}</p>` : nothing}
      ${this.renderWords(rows)}`;
  }

  private renderRow({ node, level, position, siblings }: TreeRow, message: MessageDetail): TemplateResult {
    const hasChildren = node.children.length > 0;
    const isActive = node.id === this.active;
    const [worst] = [...node.problems].sort((a, b) => rank(a) - rank(b));
    const about = this.isExplained && level < 3 ? this.wordsOf(node) : undefined;
    return html`<li role="treeitem" class="row l${Math.min(level, 5)} ${worst === undefined || worst.severity === 'notice' ? '' : `s-${worst.severity}`}"
        data-id=${node.id} data-header=${node.header} data-part=${node.part} .node=${node}
        aria-level=${level} aria-posinset=${position} aria-setsize=${siblings} aria-selected=${isActive} aria-haspopup=${node.value === '' ? nothing : 'menu'}
        aria-expanded=${hasChildren ? String(this.open.has(node.id)) : nothing} tabindex=${isActive ? 0 : -1}
        @click=${(event: Event) => this.onClick(event, node)} @contextmenu=${(event: MouseEvent) => this.onMenu(event, node, message)}>
      <span class="twist">${hasChildren ? icon('chevron') : nothing}</span>
      <span class="name traffic">${visibleLine(shortLine(node.name, 100))}${node.note === '' ? nothing : html` <small>${shortLine(node.note, 60)}</small>`}</span>
      <span class="value traffic">${shortLine(node.value, VALUE_LIMIT)}${node.value.length > VALUE_LIMIT ? html` <small class="quiet">${words.characters(node.value.length)}</small>` : nothing}</span>
      ${node.value === '' ? nothing : html`<copy-button untabbed .text=${node.value} .label=${messageTexts.copyValue(shortLine(node.name, 40))} .done=${messageTexts.copied} .failed=${messageTexts.notCopied}></copy-button>`}
      ${about === undefined ? nothing : html`<p class="about">${about[0]} <span>${about[1]}</span></p>`}
      ${node.problems.map(problem => this.renderProblem(problem, message))}
    </li>`;
  }

  private renderProblem(problem: LintProblem, message: MessageDetail): TemplateResult {
    const number = message.lint?.indexOf(problem) ?? -1;
    return html`<button class="problem s-${problem.severity}" tabindex="-1" @click=${(event: Event) => {
      event.stopPropagation();
      emit(this, 'lint-open', number);
    }}>${icon('flag')}<span class="traffic">${visibleLine(problem.message)} <small>${problem.rfc}</small></span></button>`;
  }

  /** About the row with the focus, always at the same place. */
  private renderWords(rows: readonly TreeRow[]): TemplateResult {
    const node = rows.find(row => row.node.id === this.active)?.node;
    const word = node === undefined ? undefined : this.wordsOf(node);
    const name = node === undefined ? '' : shortLine(node.part === '' ? node.header : node.part, 60);
    return html`<p class="words" role="status">${
      this.areWordsMissing
        ? messageTexts.faceFailed
        : word === undefined
          ? html`<b class="traffic">${name}</b> <span class="quiet">${words.noWords}</span>`
          : html`<b class="traffic">${name}</b> ${word[0]} ${rfcLink(word[1])}`
    }</p>`;
  }

  private wordsOf(node: TreeNode): HeaderWord | undefined {
    return this.wordOf?.(node.header, node.part);
  }

  private async loadWords(): Promise<void> {
    try {
      ({ wordOf: this.wordOf } = await import('./header-words.ts'));
    } catch {
      // The server was replaced meanwhile and has other files: the words say to load the page anew.
      this.areWordsMissing = true;
    }
  }

  private setOpen(ids: readonly string[]): void {
    this.open = new Set(ids);
    const isSeen = visibleRows(this.tree, this.open).some(row => row.node.id === this.active);
    if (!isSeen) this.active = this.active.split('.', 1)[0] ?? 's';
  }

  private onExplain(event: Event): void {
    this.isExplained = event.target instanceof HTMLInputElement && event.target.checked;
    keep('explain-headers', this.isExplained ? 'on' : 'off');
  }

  private onClick(event: Event, node: TreeNode): void {
    // A copy button copies, and a text that is being marked stays marked.
    const isOnButton = event.composedPath().some(each => each instanceof HTMLButtonElement);
    this.active = node.id;
    if (isOnButton || node.children.length === 0 || (getSelection()?.toString() ?? '') !== '') return;
    const open = new Set(this.open);
    if (!open.delete(node.id)) open.add(node.id);
    this.open = open;
  }

  private onMenu(event: MouseEvent, node: TreeNode, message: MessageDetail): void {
    // Whoever has marked text, or holds Shift with the mouse, wants the menu of the browser.
    const isByKey = event.button !== 2;
    if (node.value === '' || (!isByKey && event.shiftKey) || (getSelection()?.toString() ?? '') !== '') return;
    event.preventDefault();
    event.stopPropagation();
    this.active = node.id;
    this.ask(node, message, isByKey ? undefined : event);
  }

  /** The menu of the row with the focus. */
  private openMenu(): void {
    const row = visibleRows(this.tree, this.open).find(each => each.node.id === this.active);
    if (row !== undefined && row.node.value !== '' && this.message !== undefined) this.ask(row.node, this.message);
  }

  /** At the pointer, or below the row. */
  private ask(node: TreeNode, message: MessageDetail, at?: MouseEvent): void {
    const row = this.renderRoot.querySelector('[role=treeitem][tabindex="0"]')?.getBoundingClientRect();
    const [x, y] = at === undefined ? [row?.left ?? 0, row?.bottom ?? 0] : [at.clientX, at.clientY];
    const term = headerTerm(node, message.headers);
    emit<ValueMenuRequest>(this, 'value-menu', { term, value: node.value, row: `${node.name}: ${node.value}`, x, y });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLButtonElement) return;
    if (event.key === 'm') {
      event.preventDefault();
      event.stopPropagation();
      this.openMenu();
      return;
    }
    const rows = visibleRows(this.tree, this.open);
    const move = treeMove(
      rows,
      rows.findIndex(row => row.node.id === this.active),
      event.key,
      this.open,
    );
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.open !== undefined) this.open = new Set([...this.open, ...move.open]);
    if (move.close !== undefined) this.open = new Set([...this.open].filter(id => id !== move.close));
    if (move.to !== undefined) this.focusRow(move.to);
  }

  private focusRow(id: string): void {
    this.active = id;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus(),
    );
  }
}

function rank({ severity }: LintProblem): number {
  return ['error', 'warning', 'notice'].indexOf(severity);
}
