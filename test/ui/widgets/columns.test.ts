import { expect, test } from 'vitest';
import {
  arrangedColumns,
  type Column,
  columnsFor,
  columnTracks,
  columnWidths,
  nextSort,
  readSort,
  slotIndex,
  tableWidth,
  withWidth,
  writeSort,
} from '../../../ui/widgets/columns.ts';

const column = (id: string, width: number, share: number, from: number): Column<string> => ({
  id,
  title: id,
  width,
  share,
  from,
  align: 'start',
  cell: row => row,
});
const COLUMNS = [column('a', 100, 0, 0), column('b', 90, 2, 0), column('c', 60, 0, 700)];

test('a narrow table leaves out the columns that ask for more', () => {
  expect(columnsFor(COLUMNS, 699).map(each => each.id)).toEqual(['a', 'b']);
  expect(columnsFor(COLUMNS, 700).map(each => each.id)).toEqual(['a', 'b', 'c']);
});
test('chosen columns stand in the order and the widths of the choice, at any width', () => {
  const chosen = arrangedColumns(
    id => COLUMNS.find(each => each.id === id),
    [
      { id: 'c', width: undefined },
      { id: 'nonsense', width: 80 },
      { id: 'b', width: 200 },
    ],
  );
  expect(columnsFor(chosen, 100).map(each => each.id)).toEqual(['c', 'b']);
  expect(columnTracks(chosen)).toBe('60px 200px');
});
test('a column that is made narrower has to cut off again what had room', () => {
  const wide = { ...column('d', 80, 1, 0), fits: 8 };
  expect(withWidth(wide, 90)).toMatchObject({ width: 90, share: 0, fits: 8 });
  expect(withWidth(wide, 60)).not.toHaveProperty('fits');
});
test('columns with a share take the spare width', () => {
  expect(columnTracks(COLUMNS)).toBe('100px minmax(90px, 2fr) 60px');
  expect(tableWidth(COLUMNS)).toBe(250);
});
test('spare width goes by shares to those that have more than they need', () => {
  expect(columnWidths(COLUMNS, 500)).toEqual([100, 340, 60]);
  expect(columnWidths(COLUMNS, 200)).toEqual([100, 90, 60]);
  const shared = [column('a', 50, 1, 0), column('b', 90, 1, 0), column('c', 50, 2, 0)];
  expect(columnWidths(shared, 290)).toEqual([200 / 3, 90, 400 / 3]);
  expect(columnWidths(shared, 400)).toEqual([100, 100, 200]);
});
test('a head goes from ascending over descending back to the order of the capture', () => {
  const first = nextSort(undefined, 'pdd');
  const second = nextSort(first, 'pdd');
  expect([writeSort(first), writeSort(second), writeSort(nextSort(second, 'pdd'))]).toEqual(['pdd', '-pdd', '']);
  expect(writeSort(nextSort(second, 'code'))).toBe('code');
});
test('a sort is read as it is written', () => {
  expect(readSort('-pdd')).toEqual({ column: 'pdd', isDescending: true });
  expect(readSort('')).toBeUndefined();
  expect(readSort('-')).toBeUndefined();
});
test('a row keeps its element while it is drawn', () => {
  const shown = (first: number): readonly number[] => [0, 1, 2, 3].map(slot => slotIndex(slot, first, 4));
  expect(shown(8)).toEqual([8, 9, 10, 11]);
  expect(shown(9)).toEqual([12, 9, 10, 11]);
  expect(shown(0)).toEqual([0, 1, 2, 3]);
});
