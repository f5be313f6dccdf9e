import { expect, test } from 'vitest';
import { ListCursor } from '../../../../ui/pages/calls/list-cursor.ts';
import { at, navigated, storeWithRows } from '../../../support/ui-store.ts';

function cursor(total: number, row?: number) {
  const store = storeWithRows(total, at({ capture: 'demo', row }));
  const page = new EventTarget();
  const shown: (number | 'end')[] = [];
  const table = { pageRows: 10, show: (index: number) => shown.push(index), showEnd: () => shown.push('end') };
  navigated(page, store);
  const it = new ListCursor(
    page,
    () => store,
    () => table,
  );
  return { it, store, shown, row: () => store.state.route.row };
}

test('moves by rows and pages and stays within the list', () => {
  const { it, row, shown } = cursor(30);
  const steps = [() => it.move(1), () => it.movePages(1), () => it.movePages(3), () => it.move(-40), () => it.toEnd()];
  expect(steps.map(step => [step(), row()])).toEqual([
    [true, 0],
    [true, 10],
    [true, 29],
    [true, 0],
    [true, 29],
  ]);
  expect(shown).toEqual([0, 10, 29, 0, 'end', 29]);
});

test('without a row it comes in at the end that it moves to; an empty list has none', () => {
  const { it, row } = cursor(30);
  it.move(-1);
  expect(row()).toBe(29);
  expect(cursor(0).it.move(1)).toBe(false);
});

test('who scrolls to the end of a long list stays there, who moves away does not', () => {
  const { it, store } = cursor(100, 3);
  it.onRange({ visible: { first: 80, end: 100 }, isAtEnd: true });
  expect(store.state.list.isFollowing).toBe(true);
  it.onRange({ visible: { first: 60, end: 80 }, isAtEnd: false });
  expect(store.state.list.isFollowing).toBe(false);
  it.follow(true);
  it.moveTo(5);
  expect(store.state.list.isFollowing).toBe(false);
});
