import { expect, test } from 'vitest';
import type { ValueMenuRequest } from '../../../ui/filter-acts.ts';
import { askCellMenu } from '../../../ui/pages/cell-menu.ts';
import type { Column } from '../../../ui/widgets/columns.ts';
import { heard } from '../../support/ui-mount.ts';

const column: Column<string> = {
  id: 'code',
  title: 'Code',
  width: 50,
  share: 0,
  align: 'end',
  from: 0,
  cell: row => row,
};
const at = { index: 3, column: 'code', x: 10, y: 20 };

test('a cell that can be filtered by offers its term, another one its text; both the row, and what the page can do', () => {
  const table = Object.assign(document.createElement('div'), { textAt: () => 'shown', textOfRow: () => 'a\tb' });
  const asked = heard<ValueMenuRequest>(table, 'value-menu');
  const term = { field: 'code', operator: '=', value: '486' } as const;
  const here = { detail: 'state:lost', run: () => undefined };
  askCellMenu(table, { ...column, filter: () => term }, 'row', at, here);
  askCellMenu(table, column, 'row', at);
  askCellMenu(table, undefined, 'row', at);
  expect(asked).toEqual([
    { term, value: '486', row: 'a\tb', x: 10, y: 20, here },
    { term: undefined, value: 'shown', row: 'a\tb', x: 10, y: 20 },
  ]);
});
