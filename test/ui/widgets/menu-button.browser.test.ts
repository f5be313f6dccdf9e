import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { MenuButton } from '../../../ui/widgets/menu-button.ts';
import { drawn, inside, mount, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/menu-button.ts';

afterEach(unmount);

async function open() {
  const element = await mount<MenuButton>(
    html`<menu-button label="Columns" set><span slot="face">Columns</span><div><button id="first">a</button></div></menu-button>`,
  );
  inside(element, 'button')[0]?.click();
  await drawn(element);
  return element;
}

test('a click opens its panel, and what is first in it has the focus', async () => {
  const element = await open();
  expect(inside(element, 'button')[0]?.getAttribute('aria-expanded')).toBe('true');
  expect(document.activeElement?.id).toBe('first');
});
test('Escape closes it, gives the focus back, and goes no further', async () => {
  const element = await open();
  let isHeard = false;
  const hear = (): void => {
    isHeard = true;
  };
  window.addEventListener('keydown', hear);
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  window.removeEventListener('keydown', hear);
  await drawn(element);
  expect(inside(element, 'button')[0]?.getAttribute('aria-expanded')).toBe('false');
  expect([element.shadowRoot?.activeElement?.className.includes('button'), isHeard]).toEqual([true, false]);
});
