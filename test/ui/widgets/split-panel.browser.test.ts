import { html } from 'lit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SplitPanel } from '../../../ui/widgets/split-panel.ts';
import { drawn, inside, mount, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/split-panel.ts';

const panel = (closed = false) =>
  mount<SplitPanel>(
    html`<split-panel name="test" ?closed=${closed} label="Width"><p slot="start">a</p><p slot="end">b</p></split-panel>`,
    1000,
  );
const barOf = (element: Element): HTMLElement | undefined => inside(element, '[role=separator]')[0];
const press = (element: Element, key: string): void => {
  barOf(element)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

beforeEach(() => localStorage.clear());
afterEach(unmount);

test('the bar moves by arrow keys and says where it stands', async () => {
  const element = await panel();
  press(element, 'ArrowLeft');
  await drawn(element);
  expect(barOf(element)?.getAttribute('aria-valuenow')).toBe('56');
});
test('the bar stops before a pane is lost', async () => {
  const element = await panel();
  for (let turn = 0; turn < 60; turn += 1) press(element, 'ArrowRight');
  await drawn(element);
  expect(barOf(element)?.getAttribute('aria-valuenow')).toBe('80');
});
test('its place is kept for the next visit', async () => {
  press(await panel(), 'ArrowLeft');
  expect(barOf(await panel())?.getAttribute('aria-valuenow')).toBe('56');
});
test('a closed panel is one pane without a bar', async () => {
  const element = await panel(true);
  expect(barOf(element)).toBeUndefined();
});
