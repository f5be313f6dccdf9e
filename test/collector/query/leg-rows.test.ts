import { expect, test } from 'vitest';
import { rowsOf } from '../../../collector/query/leg-rows.ts';
import { trace } from '../../support/trace.ts';

test('rows of a leg come in capture order, also the very first row', () => {
  const t = trace().request('INVITE').request('OPTIONS', { callId: 'o' }).response(100, 'INVITE').request('INVITE');
  expect(t.store.legs.map(leg => [...rowsOf(t.store, leg)])).toEqual([[0, 2, 3], [1]]);
});
