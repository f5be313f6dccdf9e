import { expect, test } from 'vitest';
import { Folding, foldLabel } from '../../../../ui/pages/calls/folding.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { callRow, snapshot } from '../../../support/ui-state.ts';
import { at, KEY, storeWith } from '../../../support/ui-store.ts';

const CALL = { ...callRow(0), legsOfCall: 3, isUnfolded: true };
const ROWS = [CALL, { ...callRow(1), under: {} }, { ...callRow(2), under: {} }, callRow(3)];

function folding(cursor: number, isGrouped = true): { it: Folding; moves: number[]; store: Store } {
  const store = storeWith(
    at({ capture: 'demo', row: cursor, isGrouped }),
    { type: 'list-asked', key: KEY, window: { offset: 0, limit: 50 }, seq: 1 },
    { type: 'received', message: { ...snapshot(1, 0, 4, 4), rows: ROWS } },
  );
  const moves: number[] = [];
  const it = new Folding(
    () => store,
    to => moves.push(to) > 0,
  );
  return { it, moves, store };
}

test('a call with several legs is folded or unfolded, a leg stands under it, a call of one leg is neither', () => {
  expect(ROWS.map(folding(0).it.foldOf)).toEqual(['unfolded', 'under', 'under', undefined]);
  expect(folding(0).it.foldOf({ ...CALL, isUnfolded: false })).toBe('folded');
  expect(ROWS.map(folding(0, false).it.foldOf)).toEqual([undefined, undefined, undefined, undefined]);
});

test('folding goes from a leg to its call first; unfolding a leg does nothing', () => {
  const { it, moves } = folding(2);
  expect(it.fold(false)).toBe(true);
  expect(moves).toEqual([0]);
  expect(it.fold(true)).toBe(false);
});

test('in a list of legs, or where there is no row, nothing folds', () => {
  expect(folding(0, false).it.fold(true)).toBe(false);
  expect(folding(9).it.fold(true)).toBe(false);
});

test('the button says how many legs it shows', () => {
  expect(foldLabel({ ...CALL, isUnfolded: false })).toContain('3');
  expect(foldLabel(CALL)).not.toContain('3');
});
