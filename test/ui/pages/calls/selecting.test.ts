import { expect, test } from 'vitest';
import { Selecting } from '../../../../ui/pages/calls/selecting.ts';
import { MERGE_LIMIT } from '../../../../ui/state/route.ts';
import { at, navigated, storeWithRows } from '../../../support/ui-store.ts';

function selecting(rows: number) {
  const store = storeWithRows(rows, at({ capture: 'demo', row: 4 }));
  const page = new EventTarget();
  const seen: number[] = [];
  return {
    store,
    steps: navigated(page, store),
    seen,
    it: new Selecting(
      page,
      () => store,
      row => seen.push(row),
    ),
  };
}

test('selected rows open in one ladder, in the order of the capture', () => {
  const { it, steps } = selecting(20);
  expect(it.open()).toBe(false);
  it.toggle(9);
  it.toggle(3);
  it.range(5);
  expect(steps).toEqual([{ row: 5 }]);
  it.open();
  expect(steps[1]).toMatchObject({ page: 'call', capture: 'demo', leg: 3, beside: [4, 5, 9], isMerged: true });
});
test('one ladder holds so many and no more', () => {
  const { it, steps } = selecting(150);
  it.range(149);
  it.open();
  expect(steps[1]?.beside).toHaveLength(MERGE_LIMIT - 1);
});
test('is cleared once', () => {
  const { it } = selecting(5);
  it.toggle(1);
  expect([it.clear(), it.clear(), it.selection.legs.size]).toEqual([true, false, 0]);
});
test('goes on from the cursor a row at a time, as far as there are rows, and brings each into view', () => {
  const { it, store, seen } = selecting(6);
  for (const step of [1, 1, -1] as const) it.extend(step);
  expect([store.state.route.row, [...it.selection.legs]]).toEqual([4, [4, 5]]);
  expect(seen).toEqual([5, 5, 4]);
  expect(selecting(0).it.extend(1)).toBe(false);
});
