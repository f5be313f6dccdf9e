import { html, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { moveAmongValues, type ValueButton } from '../../../ui/pages/value-button.ts';
import { heard, inside, mount, unmount } from '../../support/ui-mount.ts';

afterEach(unmount);

const term = { field: 'code', operator: '=', value: '486' } as const;
const one = () => mount<ValueButton>(html`<value-button label="Code" .term=${term}>486</value-button>`);
const buttonOf = (element: Element): HTMLElement => {
  const [button] = inside(element, '[role=button]');
  if (button === undefined) throw new Error('there is no button');
  return button;
};
const press = (element: Element, key: string): boolean =>
  buttonOf(element).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );

/** Keys that are heard there, of all that are pressed from now on. */
function keysOf(target: EventTarget): readonly string[] {
  const keys: string[] = [];
  target.addEventListener('keydown', event => {
    if (event instanceof KeyboardEvent) keys.push(event.key);
  });
  return keys;
}

test('click, Enter, Space, m and right click open its menu, and the page hears no key of it', async () => {
  const element = await one();
  const asked = heard<{ term: unknown; value: string }>(element, 'value-menu');
  const keys = keysOf(document.body);
  buttonOf(element).click();
  for (const key of ['Enter', ' ', 'm']) expect(press(element, key)).toBe(false);
  const menu = new MouseEvent('contextmenu', { button: 2, bubbles: true, cancelable: true });
  expect(buttonOf(element).dispatchEvent(menu)).toBe(false);
  expect(asked.map(({ value }) => value)).toEqual(['486', '486', '486', '486', '486']);
  expect(keys).toEqual([]);
  press(element, 'j');
  expect(keys).toEqual(['j']);
});

test('Alt-click includes it, Shift-Alt-click excludes it, Shift leaves the menu of the browser', async () => {
  const element = await one();
  const acts = heard<{ act: string }>(element, 'filter-term');
  for (const shiftKey of [false, true])
    buttonOf(element).dispatchEvent(new MouseEvent('click', { altKey: true, shiftKey, bubbles: true }));
  expect(acts).toEqual([
    { act: 'include', term },
    { act: 'exclude', term },
  ]);
  const menu = new MouseEvent('contextmenu', { button: 2, shiftKey: true, bubbles: true, cancelable: true });
  expect(buttonOf(element).dispatchEvent(menu)).toBe(true);
});

test('says what it is a value of, and that it has a menu', async () => {
  const button = buttonOf(await one());
  expect(button.getAttribute('aria-haspopup')).toBe('menu');
  expect(button.textContent?.trim()).toBe('Code');
});

test('arrows go from value to value, Home and End to the ends', async () => {
  const group = document.createElement('div');
  document.body.append(group);
  const values = [1, 2, 3].map(n => html`<value-button id="v${n}" ?first=${n === 1} .term=${term}>${n}</value-button>`);
  render(html`<div @keydown=${moveAmongValues}>${values}</div>`, group);
  const all = [...group.querySelectorAll<ValueButton>('value-button')];
  await Promise.all(all.map(each => each.updateComplete));
  all[0]?.focus();
  const went = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map(key => {
    const at = document.activeElement;
    if (at !== null) press(at, key);
    return document.activeElement?.id;
  });
  expect(went).toEqual(['v2', 'v3', 'v3', 'v2', 'v1', 'v3']);
  group.remove();
});
