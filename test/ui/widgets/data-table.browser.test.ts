import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { TermAction } from '../../../ui/filter/term-action.ts';
import { type Column, columnWidths } from '../../../ui/widgets/columns.ts';
import type { CellMenu, ColumnMove, ColumnResize, DataTable, RangeChange } from '../../../ui/widgets/data-table.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/data-table.ts';

type Row = { readonly name: string };
const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 120,
    share: 1,
    align: 'start',
    from: 0,
    cell: row => row.name,
    filter: row => ({ field: 'name', operator: '=', value: row.name }),
  },
  { id: 'wide', title: 'Wide', width: 80, share: 0, align: 'end', from: 800, cell: () => '' },
];
const rowAt = (index: number): Row => ({ name: `row ${index}` });

const table = (total: number, more: Partial<DataTable<Row>> = {}, width = 1000) =>
  mount<DataTable<Row>>(
    html`<data-table .columns=${more.columns ?? COLUMNS} .total=${total} .rowAt=${more.rowAt ?? rowAt} .cursor=${more.cursor ?? -1} .sort=${more.sort ?? ''}
      .following=${more.following ?? false}></data-table>`,
    width,
    288,
  );
const scrollerOf = (element: Element): HTMLElement => inside(element, '.scroller')[0] ?? document.body;
const rowsOf = (element: Element): readonly string[] =>
  [...inside(element, '.body .row:not([hidden])')]
    .sort((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
    .map(textOf);

afterEach(unmount);

describe('a table', () => {
  test('draws the rows on screen and a few more of a hundred thousand', async () => {
    const element = await table(100_000);
    const rows = inside(element, '.body .row:not([hidden])');
    expect(rows.length).toBeLessThan(30);
    expect(textOf(rows[0])).toBe('row 0');
  });
  test('knows how wide the browser makes its columns, and cuts off only what may be too long', async () => {
    const column = (id: string, width: number, share: number, text: string): Column<Row> => ({
      ...COLUMNS[0],
      id,
      width,
      share,
      cell: () => text,
    });
    const columns = [column('a', 60, 1, 'short'), column('b', 300, 1, 'x'), column('c', 50, 2, 'y'.repeat(40))];
    const element = await table(3, { columns }, 600);
    const cells = [...inside(element, '#row-0 .cell')];
    const widths = columnWidths(columns, scrollerOf(element).clientWidth);
    for (const [at, cell] of cells.entries())
      expect(cell.getBoundingClientRect().width).toBeCloseTo(widths[at] ?? 0, 1);
    expect(cells.map(cell => cell.classList.contains('whole'))).toEqual([true, true, false]);
  });
  test('tells assistive technology how long it is and where each row stands', async () => {
    const element = await table(100_000);
    expect(scrollerOf(element).getAttribute('aria-rowcount')).toBe('100001');
    expect(inside(element, '.body .row')[0]?.getAttribute('aria-rowindex')).toBe('2');
  });
  test('reaches the last of a million rows by the scroll bar', async () => {
    const element = await table(1_000_000);
    const scroller = scrollerOf(element);
    scroller.scrollTop = scroller.scrollHeight;
    await drawn(element);
    expect(rowsOf(element).at(-1)).toBe('row 999999');
  });
  test('moves a million rows by whole pixels under the wheel', async () => {
    const element = await table(1_000_000);
    const scroller = scrollerOf(element);
    scroller.scrollTop = 260;
    await drawn(element);
    const top = scroller.getBoundingClientRect().top + 28;
    const first = inside(element, '.body .row').find(row => Math.abs(row.getBoundingClientRect().top - top) < 1);
    expect(textOf(first)).toBe('row 10');
  });
  test('keeps the place of a row that has not come yet', async () => {
    const element = await table(100, { rowAt: index => (index === 1 ? undefined : rowAt(index)) as Row });
    const heights = inside(element, '.body .row:not([hidden])').map(row => row.getBoundingClientRect().height);
    expect(new Set(heights)).toEqual(new Set([26]));
    expect(inside(element, '.awaited')).toHaveLength(1);
  });
  test('shows nothing of what a row was before while it waits for what it is now', async () => {
    const known = new Set([0]);
    const awaiting = (index: number): Row => (known.has(index) ? rowAt(index) : undefined) as Row;
    const element = await table(1, { rowAt: awaiting });
    expect(element.textAt(0, 'name')).toBe('row 0');
    known.clear();
    element.version = {};
    await drawn(element);
    const [row] = inside(element, '.body .awaited');
    expect(row?.getAttribute('aria-busy')).toBe('true');
    expect(row?.querySelector('.cell')?.checkVisibility()).toBe(false);
    expect([element.textAt(0, 'name'), element.textOfRow(0)]).toEqual(['', '']);
  });
  test('has each row once, also when it leaps and leaves out what nobody would see', async () => {
    const element = await table(100_000);
    const scroller = scrollerOf(element);
    const ids = (): readonly string[] => [...inside(element, '.body .row')].map(row => row.id).filter(id => id !== '');
    for (const top of [40_000, 800_000, 799_900, 0, 26]) {
      scroller.scrollTop = top;
      await drawn(element);
      expect(new Set(ids()).size).toBe(ids().length);
      expect(ids().length).toBe(rowsOf(element).length);
      expect(rowsOf(element)).toContain(`row ${Math.ceil(top / 26)}`);
    }
  });
  test('tells the whole value of a cell under the pointer, whatever row it shows by then', async () => {
    const columns = [{ ...COLUMNS[0], full: (row: Row) => `whole ${row.name}` }];
    const element = await table(100_000, { columns });
    const cell = inside(element, '#row-3 .cell')[0];
    expect(cell?.hasAttribute('title')).toBe(false);
    cell?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    expect(cell?.title).toBe('whole row 3');
    element.rowAt = index => ({ name: `other ${index}` });
    await drawn(element);
    expect(cell?.title).toBe('whole other 3');
  });
  test('leaves out columns that have no room', async () => {
    const element = await table(10, {}, 500);
    expect(inside(element, '[role=columnheader]').map(textOf)).toEqual(['Name']);
  });
  test('of no rows draws none and does not throw', async () => {
    expect(rowsOf(await table(0))).toEqual([]);
  });
  test('keeps its end in view while it follows a growing list', async () => {
    const element = await table(50, { following: true });
    element.total = 5000;
    await drawn(element);
    await drawn(element);
    expect(rowsOf(element).at(-1)).toBe('row 4999');
  });
  test('does not move while it does not follow', async () => {
    const element = await table(50);
    element.total = 5000;
    await drawn(element);
    expect(scrollerOf(element).scrollTop).toBe(0);
  });
});

describe('a table tells', () => {
  test('which rows are on screen, once for each change', async () => {
    const element = await table(1000);
    const ranges = heard<RangeChange>(element, 'range-change');
    scrollerOf(element).scrollTop = 2600;
    await drawn(element);
    await drawn(element);
    expect(ranges).toEqual([{ visible: { first: 100, end: 110 }, isAtEnd: false }]);
  });
  test('a click as the row to open', async () => {
    const element = await table(10);
    const opened = heard<number>(element, 'row-open');
    inside(element, '.body .row')[3]?.querySelector<HTMLElement>('.cell')?.click();
    expect(opened).toEqual([3]);
  });
  test('Alt-click as a term for the filter, with Shift as one to exclude', async () => {
    const element = await table(10);
    const terms = heard<TermAction>(element, 'filter-term');
    const cell = inside(element, '.body .row')[2]?.querySelector('.cell');
    cell?.dispatchEvent(new MouseEvent('click', { bubbles: true, altKey: true }));
    cell?.dispatchEvent(new MouseEvent('click', { bubbles: true, altKey: true, shiftKey: true }));
    expect(terms).toEqual([
      { act: 'include', term: { field: 'name', operator: '=', value: 'row 2' } },
      { act: 'exclude', term: { field: 'name', operator: '=', value: 'row 2' } },
    ]);
  });
  test('the menu of a cell, by the other button and by key; text of cells and rows', async () => {
    const element = await table(10, { cursor: 1 });
    const menus = heard<CellMenu>(element, 'cell-menu');
    const cells = inside(element, '#row-1 .cell');
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 3, clientY: 4 });
    cells[1]?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(menus[0]).toEqual({ index: 1, column: cells[1]?.dataset['column'], x: 3, y: 4 });
    const press = async (key: string): Promise<void> => {
      inside(element, '.scroller')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      await drawn(element);
    };
    await press('ArrowRight');
    await press('ArrowRight');
    expect(inside(element, '.cell.here')).toEqual([cells[1]]);
    expect(element.openMenu()).toBe(true);
    expect(menus[1]).toMatchObject({ index: 1, column: cells[1]?.dataset['column'] });
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(inside(element, '.cell.here')).toEqual([]);
    expect(element.textAt(1, 'name')).toBe('row 1');
    expect(element.textOfRow(1).split('\t')[0]).toBe(element.textAt(1, cells[0]?.dataset['column'] ?? ''));
  });
  test('the next sort of a head, and shows the one that holds', async () => {
    const element = await table(10, { sort: 'name' });
    const sorts = heard<string>(element, 'sort-change');
    const head = inside(element, '[role=columnheader]')[0];
    expect(head?.getAttribute('aria-sort')).toBe('ascending');
    head?.querySelector('button')?.click();
    expect(sorts).toEqual(['-name']);
  });
});

test('a row is brought into view by the shortest way', async () => {
  const element = await table(1000);
  element.show(500);
  await drawn(element);
  await drawn(element);
  expect(rowsOf(element)).toContain('row 500');
  expect(rowsOf(element)).not.toContain('row 520');
});

describe('a table whose columns can be arranged', () => {
  const arranged = async () => {
    const element = await table(20);
    element.arrangeable = true;
    await drawn(element);
    const moved = heard<ColumnMove>(element, 'column-move');
    const resized = heard<ColumnResize>(element, 'column-resize');
    const heads = inside(element, '[role=columnheader]');
    const pointer = (target: EventTarget, type: string, clientX: number): boolean =>
      target.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX, button: 0, bubbles: true, composed: true }));
    return { element, heads, moved, resized, pointer };
  };
  test('tells a head that was dragged', async () => {
    const { heads, moved, pointer } = await arranged();
    const last = heads[1]?.getBoundingClientRect().right ?? 0;
    pointer(heads[0] ?? window, 'pointerdown', 10);
    pointer(window, 'pointermove', last);
    pointer(window, 'pointerup', last);
    expect(moved).toEqual([{ id: 'name', to: 1 }]);
  });
  test('is as wide as the hand has it, and tells when it lets go', async () => {
    const { element, heads, resized, pointer } = await arranged();
    const grip = heads[1]?.querySelector('.grip') ?? element;
    pointer(grip, 'pointerdown', 900);
    pointer(window, 'pointermove', 950);
    await drawn(element);
    expect(heads[1]?.offsetWidth).toBe(130);
    pointer(window, 'pointerup', 950);
    expect(resized).toEqual([{ id: 'wide', width: 130 }]);
  });
  test('fits a column to what it shows', async () => {
    const { heads, resized } = await arranged();
    heads[0]?.querySelector('.grip')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    expect(resized[0]?.width).toBeGreaterThan(40);
    expect(resized[0]?.width).toBeLessThan(100);
  });
  test('opens the chooser by the second button', async () => {
    const { element, heads } = await arranged();
    const opened = heard(element, 'columns-open');
    heads[0]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    expect(opened).toHaveLength(1);
  });
});
