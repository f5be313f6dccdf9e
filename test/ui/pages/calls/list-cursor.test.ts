import { expect, test } from 'vitest';
import { ListCursor } from '../../../../ui/pages/calls/list-cursor.ts';
import { snapshot } from '../../../support/ui-state.ts';
import { at, KEY, navigated, storeWithRows } from '../../../support/ui-store.ts';

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

const BUSY = { ...KEY, filter: 'state = busy' };

test('the first row of a filter that is on its way is opened when it is here, not the one that stands there now', () => {
  const { it, store } = cursor(30);
  store.dispatch(at({ capture: 'demo', filter: BUSY.filter }));
  it.toStart();
  expect([it.opensLater(), it.arrived()]).toEqual([true, false]);
  store.dispatch({ type: 'list-asked', key: BUSY, window: { offset: 0, limit: 150 }, seq: 2 });
  expect(it.arrived()).toBe(false);
  store.dispatch({ type: 'received', message: snapshot(2, 0, 2, 2) });
  expect([it.arrived(), it.arrived()]).toEqual([true, false]);
});

test('it is not opened when nothing is found, when the filter is refused, or when the hand does something else', () => {
  for (const outcome of ['nothing', 'refused', 'moved'] as const) {
    const { it, store } = cursor(30);
    store.dispatch(at({ capture: 'demo', filter: BUSY.filter }));
    it.toStart();
    it.opensLater();
    if (outcome === 'moved') it.forget();
    store.dispatch({ type: 'list-asked', key: BUSY, window: { offset: 0, limit: 150 }, seq: 2 });
    const error = { message: 'no', position: 0, length: 1, expected: [] };
    const answer = outcome === 'moved' ? snapshot(2, 0, 2, 2) : snapshot(2, 0, 0, 0);
    store.dispatch({ type: 'received', message: outcome === 'refused' ? { ...answer, error } : answer });
    expect([it.arrived(), it.arrived()], outcome).toEqual([false, false]);
  }
});

test('a row that is here is opened at once', () => {
  const { it } = cursor(30);
  it.toStart();
  expect(it.opensLater()).toBe(false);
});
