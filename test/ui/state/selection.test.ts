import { describe, expect, test } from 'vitest';
import { NO_SELECTION, ranged, SELECTION_LIMIT, toggled } from '../../../ui/state/selection.ts';

/** Row n shows leg 100 + n; row 7 has not come. */
const rowAt = (index: number): { readonly index: number } | undefined =>
  index === 7 ? undefined : { index: 100 + index };

describe('a selection', () => {
  test('takes a row and gives it back', () => {
    const one = toggled(NO_SELECTION, rowAt, 3);
    expect([...one.legs]).toEqual([103]);
    expect(toggled(one, rowAt, 3).legs.size).toBe(0);
    expect(toggled(one, rowAt, 7)).toBe(one);
  });
  test('takes all rows from the last one, up or down, and says which were not here', () => {
    const from = toggled(NO_SELECTION, rowAt, 5);
    expect([...ranged(from, rowAt, 0, 3).legs].sort()).toEqual([103, 104, 105]);
    expect(ranged(from, rowAt, 0, 8)).toMatchObject({ anchor: 5, missed: 1 });
    expect([...ranged(NO_SELECTION, rowAt, 1, 2).legs]).toEqual([101, 102]);
  });
  test('has a limit, which is told', () => {
    const many = ranged(NO_SELECTION, index => ({ index }), 0, SELECTION_LIMIT + 4);
    expect(many).toMatchObject({ missed: 5 });
    expect(many.legs.size).toBe(SELECTION_LIMIT);
  });
});
