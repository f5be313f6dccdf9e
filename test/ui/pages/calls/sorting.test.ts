import { expect, test } from 'vitest';
import { sortBeside, turnedSort } from '../../../../ui/pages/calls/sorting.ts';
import type { Column } from '../../../../ui/widgets/columns.ts';

const column = (id: string, isUnsorted = false): Column<unknown> => ({
  id,
  title: id,
  width: 50,
  share: 0,
  align: 'start',
  from: 0,
  cell: () => id,
  isUnsorted,
});

test('the next column that can be sorted by, and round at the ends', () => {
  const columns = [column('a'), column('b', true), column('c')];
  expect(sortBeside(columns, '', 1)).toBe('a');
  expect(sortBeside(columns, '-a', 1)).toBe('c');
  expect(sortBeside(columns, 'c', 1)).toBe('a');
  expect(sortBeside(columns, 'a', -1)).toBe('c');
  expect(sortBeside([column('b', true)], '', 1)).toBeUndefined();
});

test('turned round; what is in the order of the capture becomes latest first', () => {
  expect([turnedSort('a'), turnedSort('-a'), turnedSort('')]).toEqual(['-a', 'a', '-startTime']);
});
