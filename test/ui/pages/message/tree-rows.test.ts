import { expect, test } from 'vitest';
import type { TreeNode } from '../../../../ui/pages/message/message-tree.ts';
import { treeMove, visibleRows } from '../../../../ui/pages/message/tree-rows.ts';

const node = (id: string, children: readonly TreeNode[] = []): TreeNode => ({
  id,
  name: id,
  note: '',
  value: '',
  header: '',
  part: '',
  problems: [],
  children,
});
const TREE = [node('a', [node('b'), node('c')]), node('d', [node('e')])];
const OPEN = new Set(['a']);
const ROWS = visibleRows(TREE, OPEN);
const move = (at: number, key: string) => treeMove(ROWS, at, key, OPEN);

test('rows of open branches are seen, with level and place', () => {
  expect(ROWS.map(row => `${row.node.id} ${row.level} ${row.position}/${row.siblings}`)).toEqual([
    'a 1 1/2',
    'b 2 1/2',
    'c 2 2/2',
    'd 1 2/2',
  ]);
});
test('keys move as trees do', () => {
  expect(move(0, 'ArrowDown')).toEqual({ to: 'b' });
  expect(move(0, 'ArrowUp')).toEqual({ to: 'a' });
  expect(move(0, 'ArrowRight')).toEqual({ to: 'b' });
  expect(move(3, 'ArrowRight')).toEqual({ open: ['d'] });
  expect(move(1, 'ArrowLeft')).toEqual({ to: 'a' });
  expect(move(0, 'ArrowLeft')).toEqual({ close: 'a' });
  expect(move(0, 'End')).toEqual({ to: 'd' });
  expect(move(3, 'Home')).toEqual({ to: 'a' });
  expect(move(0, 'Enter')).toEqual({ close: 'a' });
  expect(move(0, '*')).toEqual({ open: ['a', 'd'] });
  expect(move(0, 'd')).toEqual({ to: 'd' });
});
test('other keys are left to the page', () => {
  expect(move(0, 'Escape')).toBeUndefined();
  expect(treeMove([], 0, 'End', OPEN)).toBeUndefined();
});
