import { html } from 'lit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageDetail } from '../../../../server/wire/types.ts';
import type { MessageParsed } from '../../../../ui/pages/message/message-parsed.ts';
import { messageDetail } from '../../../support/message-detail.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/message/message-parsed.ts';

beforeEach(() => localStorage.clear());
afterEach(unmount);

const MESSAGE = messageDetail({
  startLine: 'INVITE sip:b@b SIP/2.0',
  headers: [
    {
      name: 'v',
      canonical: 'Via',
      value: 'SIP/2.0/UDP a;branch=z9hG4bK7',
      parts: [
        { name: 'transport', value: 'UDP' },
        { name: 'branch', value: 'z9hG4bK7' },
      ],
      problems: [],
    },
    { name: 'X', canonical: 'X', value: '\u0000<b>', parts: [], problems: [] },
  ],
  lint: [
    {
      id: 'x',
      severity: 'error',
      message: 'NUL in a header',
      rfc: 'RFC 3261 §25.1',
      place: 'header',
      header: 'X',
      at: 1,
    },
  ],
});
const shown = (message: MessageDetail = MESSAGE) =>
  mount<MessageParsed>(html`<message-parsed .message=${message}></message-parsed>`, 500, 600);
const rows = (element: MessageParsed) => inside(element, '[role=treeitem]');
const press = async (element: MessageParsed, key: string): Promise<void> => {
  inside(element, '[role=tree]')[0]?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
  await drawn(element);
};

test('a message is a tree with names, values and levels', async () => {
  const element = await shown();
  expect(rows(element).map(row => `${row.ariaLevel} ${row.querySelector('.name')?.textContent?.trim()}`)).toEqual([
    '1 Request line',
    '2 method',
    '2 Request-URI',
    '2 version',
    '1 Via v · hop 1 (last sender)',
    '2 transport',
    '2 branch',
    '1 X',
  ]);
  expect(textOf(inside(element, '.s-error .value')[0])).toBe('⟨NUL⟩<b>');
});
test('keys move the one row that Tab reaches, and close branches', async () => {
  const element = await shown();
  await press(element, 'ArrowLeft');
  await press(element, 'ArrowDown');
  expect(inside(element, '[tabindex="0"][role=treeitem]').map(row => row.dataset.header)).toEqual(['Via']);
  expect(element.shadowRoot?.activeElement).toBe(inside(element, '[aria-selected=true]')[0]);
  expect(rows(element)).toHaveLength(5);
});
test('words about the row stand below, with a section to read on', async () => {
  const element = await shown();
  await press(element, 'b');
  await expect.poll(() => textOf(inside(element, '.words')[0])).toContain('branch Names the transaction at this hop');
  expect(inside(element, '.words a')[0]?.getAttribute('href')).toContain('rfc3261.html#section-8.1.1.7');
});
test('all headers are explained when that is wanted', async () => {
  const element = await shown();
  inside(element, 'input')[0]?.click();
  await expect.poll(() => inside(element, '.about').length).toBeGreaterThan(3);
  expect(localStorage.getItem('sipscope.explain-headers')).toBe('on');
});
test('what is wrong leads to its rule, a click on a row opens it', async () => {
  const element = await shown();
  const asked = heard<number>(element, 'lint-open');
  inside(element, '.problem')[0]?.click();
  expect(asked).toEqual([0]);
  rows(element)[0]?.click();
  await drawn(element);
  expect(rows(element)[0]?.getAttribute('aria-expanded')).toBe('false');
});
test('a value of 64 KiB is cut in its row and stays within the panel', async () => {
  const header = { name: 'X', canonical: 'X', value: 'z'.repeat(65_000), parts: [], problems: [] };
  const element = await shown({ ...MESSAGE, headers: [header], lint: [] });
  expect(textOf(rows(element).at(-1))).toContain('65,000 characters');
  expect(element.scrollWidth).toBeLessThanOrEqual(500);
});

test('the menu of a value: its header can be filtered by', async () => {
  const element = await shown();
  const asked = heard<{ term: unknown; value: string }>(element, 'value-menu');
  const menu = (): Event => new MouseEvent('contextmenu', { button: 2, bubbles: true, cancelable: true });
  const [line, via] = inside(element, '[role=treeitem]').filter(row => /^(?:s|h0)$/.test(row.dataset['id'] ?? ''));
  for (const row of [line, via]) expect(row?.dispatchEvent(menu())).toBe(false);
  expect(asked.map(({ term }) => term)).toEqual([
    undefined,
    { field: 'header["Via"]', operator: '=', value: 'SIP/2.0/UDP a;branch=z9hG4bK7' },
  ]);
  // And by key, for the row with the focus.
  inside(element, '[role=tree]')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true }));
  expect(asked[2]).toMatchObject({ term: { field: 'header["Via"]', operator: '=' } });
});
