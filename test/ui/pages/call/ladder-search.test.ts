import { expect, test } from 'vitest';
import { shapeLadder } from '../../../../ui/ladder/shape.ts';
import { LadderSearch } from '../../../../ui/pages/call/ladder-search.ts';
import { START_VIEW } from '../../../../ui/state/ladder-view.ts';
import { ladder } from '../../../support/ui-ladder.ts';
import { callDetail } from '../../../support/ui-meaning.ts';
import { at, storeWith } from '../../../support/ui-store.ts';

const shown = shapeLadder(ladder(10), START_VIEW);
function searching(find: string) {
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7, find }),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: callDetail(7) },
  );
  return {
    store,
    search: new LadderSearch(
      new EventTarget(),
      () => store,
      () => shown,
    ),
  };
}

test('what was found is counted from the selected row and walked in a circle', () => {
  const { store, search } = searching('x');
  expect(search.said(search.hits, -1)).toBe('searching…');
  store.dispatch({ type: 'part-asked', name: 'found', id: 'demo:7 x' });
  store.dispatch({ type: 'part', name: 'found', id: 'demo:7 x', value: { messages: [2, 7], isCut: false } });
  expect(search.hits.rows).toEqual([2, 7]);
  expect([search.said(search.hits, 7), search.said(search.hits, 4)]).toEqual(['2 of 2', '2']);
  expect([search.next(4, 1), search.next(7, 1), search.next(2, -1)]).toEqual([7, 2, 7]);
});
test('without a text there is nothing to say, and nowhere to go', () => {
  const { search } = searching('');
  expect([search.said(search.hits, 0), search.next(0, 1)]).toEqual(['', undefined]);
});
