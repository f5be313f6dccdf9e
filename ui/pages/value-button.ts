// A value that can be filtered by, where it stands in words: click, Enter, `m` or right click open its menu, Alt-click includes it, Shift-Alt
// excludes it. Its text can be marked and copied as any other, so it is no <button>. Takes a term; gives value-menu and filter-term.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { emit } from '../base/emit.ts';
import type { TermAction } from '../filter/term-action.ts';
import type { FilterTerm } from '../filter/terms.ts';
import type { ValueMenuRequest } from '../filter-acts.ts';
import { shared } from '../styles/shared.ts';
import { texts } from '../texts.ts';

@customElement('value-button')
export class ValueButton extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        min-width: 0;
      }
      [role='button'] {
        cursor: pointer;
        border-radius: 3px;
        text-underline-offset: 3px;
      }
      [role='button']:is(:hover, :focus-visible) {
        text-decoration: underline dotted;
      }
    `,
  ];

  @property({ attribute: false }) term: FilterTerm | undefined;
  /** What it is a value of, told aloud before it; empty where the words before it say so. */
  @property() label = '';
  /** The first one of a group can be tabbed to, arrows lead to the others. */
  @property({ type: Boolean }) first = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=button]')?.focus();
  }

  override render(): TemplateResult {
    return html`<span role="button" aria-haspopup="menu" tabindex=${this.first ? 0 : -1} title=${texts.valueMenu.hint}
      @click=${this.onClick} @contextmenu=${this.onContextMenu} @keydown=${this.onKey}>${
        this.label === '' ? nothing : html`<span class="hidden-text">${this.label} </span>`
      }<slot></slot></span>`;
  }

  private onClick(event: MouseEvent): void {
    // Whoever marks text wants to copy it.
    if (this.term === undefined || getSelection()?.isCollapsed === false) return;
    if (event.altKey)
      emit<TermAction>(this, 'filter-term', { act: event.shiftKey ? 'exclude' : 'include', term: this.term });
    else this.ask();
  }

  private onContextMenu(event: MouseEvent): void {
    // Whoever has marked text, or holds Shift, wants the menu of the browser.
    if (event.shiftKey || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    this.ask(event.button === 2 ? event : undefined);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || !['Enter', ' ', 'm'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.ask();
  }

  /** At the pointer, or below the value. */
  private ask(at?: MouseEvent): void {
    const { term } = this;
    if (term === undefined) return;
    const { left, bottom } = this.getBoundingClientRect();
    const [x, y] = at === undefined ? [left, bottom] : [at.clientX, at.clientY];
    emit<ValueMenuRequest>(this, 'value-menu', { term, value: term.value, x, y });
  }
}

/** Left and right go from value to value within `currentTarget`; Home and End to the first and the last. */
export function moveAmongValues(event: KeyboardEvent): void {
  const { currentTarget: group, target } = event;
  if (!(group instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const values = [...group.querySelectorAll<ValueButton>('value-button')];
  const at = values.findIndex(value => value === target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: values.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  values[Math.min(values.length - 1, Math.max(0, to))]?.focus();
}
