import { expect, test } from 'vitest';
import { nextPreviewPlace, readPreviewPlace, wantedPreview } from '../../../ui/state/preview.ts';
import { callRow, snapshot } from '../../support/ui-state.ts';
import { at, storeWithRows } from '../../support/ui-store.ts';

test('the call under the cursor is wanted, while the preview is open on the list', () => {
  const store = storeWithRows(5, at({ capture: 'demo', row: 3 }));
  expect(wantedPreview(store.state)).toBeUndefined();
  store.dispatch({ type: 'preview-place', place: 'below' });
  expect(wantedPreview(store.state)?.id).toBe('demo:3');
  store.dispatch(at({ capture: 'demo', row: 400 }));
  expect(wantedPreview(store.state)).toBeUndefined();
});
test('it is wanted anew when it has changed', () => {
  const store = storeWithRows(1, at({ capture: 'demo', row: 0 }), { type: 'preview-place', place: 'right' });
  const before = wantedPreview(store.state)?.version;
  store.dispatch({ type: 'received', message: snapshot(1, 0, 1, 1, { rows: [callRow(0, { messages: 8 })] }) });
  expect(wantedPreview(store.state)?.version).not.toBe(before);
});
test('places come one after the other, and what was kept is read', () => {
  expect([nextPreviewPlace('off'), nextPreviewPlace('below'), nextPreviewPlace('right')]).toEqual([
    'below',
    'right',
    'off',
  ]);
  expect([readPreviewPlace('right'), readPreviewPlace('nonsense'), readPreviewPlace(undefined)]).toEqual([
    'right',
    'off',
    'off',
  ]);
});
