import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { widestText } from '../../../ui/base/text-room.ts';
import type { Column } from '../../../ui/widgets/columns.ts';
import type { DataTable } from '../../../ui/widgets/data-table.ts';
import { inside, mount, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/data-table.ts';

const TEXTS = ['WWWWWWWW', '@@@@', 'alice@example.com', '%%%%', '+1', '+4930123456', '0000000000', '12:34:56.789', ''];
const COLUMN: Column<string> = {
  id: 'a',
  title: 'A',
  width: 400,
  share: 0,
  align: 'start',
  from: 0,
  cell: text => text,
};

afterEach(unmount);

test.each([false, true])('no text of a table is wider than is reckoned (fixed font: %s)', async isMono => {
  const element = await mount<DataTable<string>>(
    html`<data-table .columns=${[{ ...COLUMN, isMono }]} .total=${TEXTS.length} .rowAt=${(index: number) => TEXTS[index]}></data-table>`,
    500,
    400,
  );
  const range = document.createRange();
  const widths = inside(element, '.body .row:not([hidden]) .cell').map(cell => {
    range.selectNodeContents(cell);
    return { text: cell.textContent ?? '', width: range.getBoundingClientRect().width };
  });
  expect(widths.map(({ text }) => text)).toEqual(TEXTS);
  expect(widths.filter(({ text, width }) => width > widestText(text, isMono))).toEqual([]);
});

test('nobody knows the widths of other scripts', () => {
  expect(['Müller', '日本', 'a\u202eb', '⟨NUL⟩'].map(text => widestText(text, true))).toEqual(Array(4).fill(Infinity));
});
