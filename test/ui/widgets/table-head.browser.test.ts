import { html, render } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { Column } from '../../../ui/widgets/columns.ts';
import { type HeadInput, tableHead } from '../../../ui/widgets/table-head.ts';

const column = (id: string, more: Partial<Column<string>> = {}): Column<string> => ({
  id,
  title: id.toUpperCase(),
  width: 100,
  share: 0,
  align: 'start',
  from: 0,
  cell: row => row,
  ...more,
});

function head(more: Partial<HeadInput<string>> = {}) {
  const sorts: string[] = [];
  const box = document.createElement('div');
  document.body.append(box);
  const nothing = (): void => {};
  const input: HeadInput<string> = {
    columns: [column('a'), column('b'), column('c', { isUnsorted: true })],
    sort: '',
    isArranged: false,
    moving: undefined,
    onSort: sort => sorts.push(sort),
    onMove: nothing,
    onResize: nothing,
    onFit: nothing,
    onMenu: nothing,
    ...more,
  };
  render(html`${tableHead(input)}`, box);
  return { sorts, cells: [...box.querySelectorAll<HTMLElement>('[role=columnheader]')], box };
}

afterEach(() => document.body.replaceChildren());

describe('the head of a table', () => {
  test('asks for the next sort of a column', () => {
    const { sorts, cells } = head({ sort: 'a' });
    cells[0]?.querySelector('button')?.click();
    cells[1]?.querySelector('button')?.click();
    expect(sorts).toEqual(['-a', 'b']);
    expect(cells[0]?.getAttribute('aria-sort')).toBe('ascending');
  });
  test('has nothing to press where nothing sorts', () => {
    expect(head().cells[2]?.querySelector('button')).toBeNull();
  });
  test('has grips only where columns can be arranged', () => {
    expect(head().box.querySelectorAll('.grip')).toHaveLength(0);
    const fitted: string[] = [];
    const { box } = head({ isArranged: true, onFit: id => fitted.push(id) });
    box.querySelectorAll('.grip')[1]?.dispatchEvent(new MouseEvent('dblclick'));
    expect(fitted).toEqual(['b']);
  });
  test.each([
    ['a', 1, ['', '', 'drop-before']],
    ['a', 2, ['', '', 'drop-after']],
    ['c', 0, ['drop-before', '', '']],
    ['b', 1, ['', '', '']],
  ])('shows where %s would go as number %i', (id, to, marks) => {
    const { cells } = head({ isArranged: true, moving: { id, to } });
    expect(cells.map(cell => [...cell.classList].find(name => name.startsWith('drop')) ?? '')).toEqual(marks);
  });
});
