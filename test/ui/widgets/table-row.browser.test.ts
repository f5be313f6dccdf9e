import { html, render } from 'lit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Column } from '../../../ui/widgets/columns.ts';
import { type RowInput, tableRow } from '../../../ui/widgets/table-row.ts';

interface Row {
  readonly name: string;
}
const NAME: Column<Row> = {
  id: 'name',
  title: 'Name',
  width: 100,
  share: 0,
  align: 'end',
  isMono: true,
  from: 0,
  cell: row => html`<b>${row.name}</b>`,
  full: row => `whole ${row.name}`,
};
const PLAIN: RowInput<Row> = {
  columns: [NAME],
  widths: [100],
  index: 7,
  row: { name: 'alice' },
  isDrawn: true,
  top: 182,
  edge: 'transparent',
  isCursor: false,
  cell: undefined,
  hasCell: false,
  isSelected: undefined,
  fold: undefined,
  foldLabel: '',
};
let box = document.createElement('div');
const drawn = (more: Partial<RowInput<Row>>): Element => {
  render(tableRow({ ...PLAIN, ...more }), box);
  return box.querySelector('.row') ?? box;
};

beforeEach(() => {
  box = document.createElement('div');
  document.body.append(box);
});
afterEach(() => box.remove());

test('a row says where it stands and what its cells hold', () => {
  const row = drawn({});
  expect([row.id, row.getAttribute('aria-rowindex'), row.getAttribute('aria-selected')]).toEqual([
    'row-7',
    '9',
    'false',
  ]);
  const cell = row.querySelector('.cell');
  expect([cell?.className.trim(), cell?.textContent, cell?.getAttribute('title')]).toEqual([
    'cell end mono',
    'alice',
    null,
  ]);
  // Who goes by keyboard has no pointer that asks for it.
  expect(drawn({ isCursor: true }).querySelector('.cell')?.getAttribute('title')).toBe('whole alice');
  expect(drawn({}).querySelector('.cell')?.hasAttribute('title')).toBe(false);
});
test('a cell takes the colour of its text, and cuts off nothing that has room', () => {
  const columns = [{ ...NAME, cell: (row: Row) => ({ text: row.name, ink: 'ink-warn' }) }];
  const cell = drawn({ columns }).querySelector('.cell');
  expect([cell?.className, cell?.textContent]).toEqual(['cell end mono whole ink-warn', 'alice']);
  expect(drawn({ columns, widths: [40] }).querySelector('.cell')?.className).toBe('cell end mono ink-warn');
});
test('an awaited row keeps its elements, so that they need not be made again', () => {
  const before = drawn({}).querySelector('b');
  const row = drawn({ row: undefined });
  expect([row.className.includes('awaited'), row.getAttribute('aria-busy')]).toEqual([true, 'true']);
  const after = drawn({ row: { name: 'bob' } });
  expect(after.querySelector('b')).toBe(before);
  expect([after.textContent?.trim(), after.hasAttribute('aria-busy')]).toEqual(['bob', false]);
});
test('a cell whose text surely has room cuts nothing off; a longer one does', () => {
  const isWhole = (fits: number, width: number): boolean =>
    drawn({ columns: [{ ...NAME, cell: row => row.name, fits }], widths: [width] })
      .querySelector('.cell')
      ?.classList.contains('whole') ?? false;
  expect([isWhole(5, 30), isWhole(4, 30), isWhole(4, 100)]).toEqual([true, false, true]);
  // A button beside it takes some of the room.
  expect(drawn({ columns: [{ ...NAME, fits: 9 }], fold: 'folded' }).querySelector('.cell.whole')).toBeNull();
  expect(drawn({ columns: [{ ...NAME, fits: 1 }] }).querySelector('.cell.whole')).not.toBeNull();
});
test('a row with others below it has a button that says what it does, one below another has none', () => {
  const button = drawn({ fold: 'folded', foldLabel: 'Show 2 legs' }).querySelector('button');
  expect(button?.getAttribute('aria-label')).toBe('Show 2 legs');
  const under = drawn({ fold: 'under' });
  expect([under.querySelector('button'), under.getAttribute('aria-level')]).toEqual([null, '2']);
});
test('the cell under the cursor has the id that assistive technology is told', () => {
  expect(drawn({ isCursor: true, cell: NAME, hasCell: true }).querySelector('#cell')?.textContent).toBe('alice');
  // The row may leap away before the next one has come.
  const left = drawn({ row: undefined, hasCell: true });
  expect([left.querySelector('#cell'), left.querySelector('.here')]).toEqual([null, null]);
});
