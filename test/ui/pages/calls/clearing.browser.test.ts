import { type ReactiveController, render } from 'lit';
import { expect, test } from 'vitest';
import { Clearing } from '../../../../ui/pages/calls/clearing.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import { heard } from '../../../support/ui-mount.ts';
import { captureInfo, liveCapture } from '../../../support/ui-state.ts';
import { storeWithRows } from '../../../support/ui-store.ts';

/** A page that asks, as far as clearing knows one. */
class Page extends HTMLElement {
  readonly renderRoot = document.createElement('div');
  readonly updateComplete = Promise.resolve(true);
  readonly controllers: ReactiveController[] = [];
  override focus(): void {
    this.dataset['focused'] = 'yes';
  }
  requestUpdate(): void {
    render(clearingOf.get(this)?.render(), this.renderRoot);
  }
  addController(controller: ReactiveController): void {
    this.controllers.push(controller);
  }
  removeController(): void {
    this.controllers.pop();
  }
}
customElements.define('clearing-test-page', Page);
const clearingOf = new WeakMap<Page, Clearing>();

function clearing(capture: ReturnType<typeof captureInfo>) {
  const page = new Page();
  const store = storeWithRows(5, { type: 'captures', captures: [capture] });
  const it = new Clearing(page, () => store);
  clearingOf.set(page, it);
  return { it, page };
}

test('a live capture is cleared when the question is answered, and the page has the focus again', () => {
  const { it, page } = clearing(liveCapture());
  const orders = heard<ErrandOrder>(page, 'errand');
  expect([it.ask(true), it.isAsked, orders]).toEqual([true, true, []]);
  page.renderRoot.querySelector<HTMLElement>('#clear-yes')?.click();
  expect(orders).toEqual([{ verb: 'clear', capture: 'live1' }]);
  expect([it.isAsked, page.renderRoot.querySelector('.ask'), page.dataset['focused']]).toEqual([false, null, 'yes']);
});

test('a file has nothing to clear, and nothing is asked', () => {
  const { it, page } = clearing(captureInfo());
  expect([it.ask(true), it.isAsked]).toEqual([false, false]);
  page.requestUpdate();
  expect(page.renderRoot.textContent?.trim()).toBe('');
});
