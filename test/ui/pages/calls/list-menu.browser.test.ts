import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { ListMenu } from '../../../../ui/pages/calls/list-menu.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/calls/list-menu.ts';

afterEach(unmount);

test('the menu says what is so, orders what keys order, and links to files', async () => {
  const menu = await mount<ListMenu>(
    html`<list-menu grouped .colours=${'method'} .preview=${'right'} .rows=${'3 selected'} .file=${(format: string) => `/x.${format}`}></list-menu>`,
  );
  const commands = heard<string>(menu, 'run-command');
  const items = inside(menu, '.items button');
  expect(items.map(textOf)).toEqual([
    'Columns… t',
    'One row a call on l',
    'Colour of rows by method c',
    'Preview at the right v',
  ]);
  for (const item of items) item.click();
  expect(commands).toEqual(['columns', 'group', 'colours', 'preview']);
  expect(inside(menu, 'a').map(link => [link.getAttribute('href'), textOf(link)])).toEqual([
    ['/x.csv', 'Save as CSV 3 selected'],
    ['/x.json', 'Save as JSON 3 selected'],
  ]);
});
test('Escape closes it', async () => {
  const menu = await mount<ListMenu>(html`<list-menu></list-menu>`);
  const details = inside(menu, 'details')[0];
  details?.setAttribute('open', '');
  details?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(details?.hasAttribute('open')).toBe(false);
});
