import { html, render } from 'lit';
import { expect, test, vi } from 'vitest';
import { type TableInput, tableView } from '../../../../ui/pages/table/table-view.ts';
import { EMPTY_TABLE } from '../../../../ui/state/tables.ts';
import '../../../../ui/widgets/data-table.ts';

function shown(more: Partial<TableInput<unknown>>): HTMLElement {
  const box = document.createElement('div');
  const nothing = (): void => undefined;
  render(
    tableView({
      title: 'Things',
      label: 'Things',
      columns: [],
      table: EMPTY_TABLE,
      edge: () => 'transparent',
      cursor: -1,
      find: '',
      order: '',
      findHint: 'Search',
      facets: [],
      none: html`<p>none at all</p>`,
      onVisible: nothing,
      onFind: nothing,
      onOrder: nothing,
      onCursor: nothing,
      onOpen: nothing,
      ...more,
    }),
    box,
  );
  return box;
}

test('says that it is loading before it says that there is nothing', () => {
  expect(shown({}).querySelector('[role=status]')?.textContent).toBe('loading…');
  expect(shown({}).querySelector('.none')).toBeNull();
  expect(shown({ table: { ...EMPTY_TABLE, total: 0 } }).querySelector('.none')?.textContent).toContain('none at all');
});

test('a refusal stands instead of an empty table', () => {
  const problem = { code: 'SIPA_X', message: 'broken', hint: 'mend it' };
  const box = shown({ table: { ...EMPTY_TABLE, problem } });
  expect(box.textContent).toContain('mend it');
  expect(box.querySelector('.none')).toBeNull();
});

test('what is typed is searched for; a facet that is chosen is taken back', () => {
  const onFind = vi.fn();
  const box = shown({ onFind, find: 'a', facets: [{ term: 'a', title: 'A', count: 1200 }] });
  const input = box.querySelector('input');
  if (input !== null) input.value = 'bob';
  input?.dispatchEvent(new Event('change'));
  box.querySelector<HTMLElement>('.facet')?.click();
  expect(onFind.mock.calls).toEqual([['bob'], ['']]);
  expect(box.querySelector('.facet')?.textContent).toContain('1,200');
});
