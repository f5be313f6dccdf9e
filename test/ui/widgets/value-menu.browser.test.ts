import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { ValueMenu } from '../../../ui/widgets/value-menu.ts';
import { drawn, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/value-menu.ts';

afterEach(unmount);

async function menu(done: string[] = []): Promise<ValueMenu> {
  const element = await mount<ValueMenu>(html`<value-menu></value-menu>`);
  element.open({ x: 5000, y: 5000 }, '<b>', 'What to do', [
    { text: 'Include', detail: 'a = b', icon: 'plus', run: () => done.push('include') },
    { text: 'Copy', icon: 'copy', run: () => done.push('copy') },
  ]);
  await drawn(element);
  return element;
}

const here = (element: ValueMenu): string => textOf(element.shadowRoot?.activeElement ?? undefined);
const press = (element: ValueMenu, key: string): unknown =>
  inside(element, 'dialog')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));

test('opens in the window, its first entry has the focus', async () => {
  const element = await menu();
  expect(element.isOpen).toBe(true);
  expect(here(element)).toBe('Includea = b');
  const { right, bottom } = inside(element, 'dialog')[0]?.getBoundingClientRect() ?? new DOMRect(0, 0, 1e6, 1e6);
  expect(right).toBeLessThanOrEqual(innerWidth);
  expect(bottom).toBeLessThanOrEqual(innerHeight);
  expect(textOf(inside(element, 'p')[0])).toBe('<b>');
});

test('arrows, ends and letters go through it', async () => {
  const element = await menu();
  const seen = ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'i'].map(key => {
    press(element, key);
    return here(element);
  });
  expect(seen.map(text => text.slice(0, 4))).toEqual(['Copy', 'Incl', 'Copy', 'Incl', 'Copy', 'Incl']);
});

test('an entry is done and closes it; so does a click beside it, and Tab', async () => {
  const done: string[] = [];
  const element = await menu(done);
  inside(element, '[role=menuitem]')[1]?.click();
  expect(done).toEqual(['copy']);
  expect(element.isOpen).toBe(false);
  const other = await menu();
  inside(other, 'dialog')[0]?.click();
  expect(other.isOpen).toBe(false);
  const third = await menu();
  press(third, 'Tab');
  expect(third.isOpen).toBe(false);
});
