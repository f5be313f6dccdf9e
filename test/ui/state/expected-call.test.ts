import { expect, test } from 'vitest';
import { expectedCall } from '../../../ui/state/expected-call.ts';
import { at, storeWithRows } from '../../support/ui-store.ts';

test('a call that was opened from the list is known as its row tells it', () => {
  const store = storeWithRows(100);
  const { capture } = store.state.list.key ?? {};
  const opened = (more: Partial<(typeof store)['state']['route']>) => {
    store.dispatch(at({ page: 'call', capture, row: 7, leg: 7, ...more }));
    return expectedCall(store.state);
  };
  expect(opened({})?.call.index).toBe(7);
  expect(opened({})?.ladder.rows).toEqual([]);
  // The list has moved on, the row is not here, all legs are wanted, it is a call of another capture, a link names no row.
  expect(opened({ leg: 8 })).toBeUndefined();
  expect(opened({ row: 5000, leg: 5000 })).toBeUndefined();
  expect(opened({ isMerged: true })).toBeUndefined();
  expect(opened({ capture: 'other' })).toBeUndefined();
  expect(opened({ row: undefined })).toBeUndefined();
});
