// Clearing the calls of a live capture: it cannot be undone, so it is asked for twice. Takes the page and the store; gives the errand
// `clear`, and shows what became of it.

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { emit } from '../../base/emit.ts';
import { isClearable } from '../../health-pill.ts';
import { type ErrandOrder, errandOf } from '../../state/errands.ts';
import type { Store } from '../../state/store.ts';
import { currentCapture, openCapture } from '../../state/watch.ts';
import { texts } from '../../texts.ts';
import { problemView } from '../problem.ts';
import { clearQuestion } from './clear-question.ts';

/** The page that asks: it has the focus again when the question is answered. */
interface Asking extends ReactiveControllerHost, EventTarget {
  readonly renderRoot: ParentNode;
  focus(): void;
}

export class Clearing {
  private readonly page: Asking;
  private readonly store: () => Store;
  private isOpen = false;

  constructor(page: Asking, store: () => Store) {
    this.page = page;
    this.store = store;
  }

  get isAsked(): boolean {
    return this.isOpen;
  }

  /** Asks, or takes the question back; false where there is nothing to clear. */
  ask(isAsked: boolean): boolean {
    const { state } = this.store();
    const capture = openCapture(state);
    if (isAsked && (capture === undefined || !isClearable(capture) || state.list.all === 0)) return false;
    this.isOpen = isAsked;
    this.page.requestUpdate();
    if (!isAsked) this.page.focus();
    else
      void this.page.updateComplete.then(() => this.page.renderRoot.querySelector<HTMLElement>('#clear-yes')?.focus());
    return true;
  }

  render(): TemplateResult {
    const { state } = this.store();
    const { problem } = errandOf(state, 'clear', currentCapture(state));
    const question = (): TemplateResult =>
      clearQuestion(
        state.list.all,
        () => this.clear(),
        () => this.ask(false),
      );
    return html`${this.isOpen ? question() : nothing}${problem === undefined ? nothing : problemView(texts.refused, problem)}`;
  }

  private clear(): void {
    const capture = currentCapture(this.store().state);
    this.ask(false);
    if (capture !== undefined) emit<ErrandOrder>(this.page, 'errand', { verb: 'clear', capture });
  }
}
