import { expect, test } from 'vitest';
import { exportLink } from '../../../../ui/pages/calls/export-link.ts';
import { NO_SELECTION } from '../../../../ui/state/selection.ts';
import { at, storeWithRows } from '../../../support/ui-store.ts';

test('a file holds what the list shows: filter, sort, chosen columns', () => {
  const route = { capture: 'demo', filter: 'state = failed', sort: '-pdd', columns: 'from:90,header.X-Tenant' };
  const { state } = storeWithRows(3, at(route));
  expect(new URL(exportLink(state, 'csv'), 'http://x').searchParams.toString()).toBe(
    new URLSearchParams({
      format: 'csv',
      columns: 'from,header.X-Tenant',
      capture: 'demo',
      sort: '-pdd',
      filter: 'state = failed',
    }).toString(),
  );
});
test('what is selected is meant, and nothing else', () => {
  const selection = { ...NO_SELECTION, legs: new Set([2, 7]) };
  const { state } = storeWithRows(3, at({ capture: 'demo', filter: 'x' }), { type: 'select', selection });
  const query = new URL(exportLink(state, 'json'), 'http://x').searchParams;
  expect([query.get('legs'), query.get('filter')]).toEqual(['2,7', null]);
});
