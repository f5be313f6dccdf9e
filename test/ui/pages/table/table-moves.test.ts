import { expect, test } from 'vitest';
import { tableMove } from '../../../../ui/pages/table/table-moves.ts';

test('the cursor stays within the rows', () => {
  expect(tableMove('next', -1, 3, 10)).toEqual({ type: 'cursor', index: 0 });
  expect(tableMove('next', 2, 3, 10)).toEqual({ type: 'cursor', index: 2 });
  expect(tableMove('previous', -1, 3, 10)).toEqual({ type: 'cursor', index: 2 });
  expect(tableMove('page-down', 0, 30, 10)).toEqual({ type: 'cursor', index: 10 });
  expect(tableMove('page-up', 4, 30, 10)).toEqual({ type: 'cursor', index: 0 });
  expect(tableMove('first', 9, 30, 10)).toEqual({ type: 'cursor', index: 0 });
  expect(tableMove('last', 9, 30, 10)).toEqual({ type: 'cursor', index: 29 });
});

test('an empty table has nowhere to go and nothing to open', () => {
  expect(tableMove('next', -1, 0, 10)).toBeUndefined();
  expect(tableMove('open', -1, 0, 10)).toBeUndefined();
  expect(tableMove('open', -1, 5, 10)).toBeUndefined();
});

test('Enter opens the row under the cursor, Escape goes back, other keys are not for tables', () => {
  expect(tableMove('open', 2, 5, 10)).toEqual({ type: 'open', index: 2 });
  expect(tableMove('back', 2, 5, 10)).toEqual({ type: 'back' });
  expect(tableMove('pause', 2, 5, 10)).toBeUndefined();
});
