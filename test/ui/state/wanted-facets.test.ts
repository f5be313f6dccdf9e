import { expect, test } from 'vitest';
import { FACET_VALUES, FACET_VALUES_MORE } from '../../../ui/state/filtering.ts';
import { between } from '../../../ui/state/time-range.ts';
import { shownFilter, wantedFacets, wantedValues } from '../../../ui/state/wanted-facets.ts';
import { at, KEY, storeWithRows } from '../../support/ui-store.ts';

const open = { type: 'filtering', change: { kind: 'panel', isOpen: true } } as const;

test('facets are wanted while the panel is open on the list', () => {
  expect(wantedFacets(storeWithRows(5).state)).toBeUndefined();
  expect(wantedFacets(storeWithRows(5, open, at({ page: 'capture' })).state)).toBeUndefined();
  const wanted = wantedFacets(storeWithRows(5, open, at({ filter: 'a' })).state);
  expect(wanted?.questions).toMatchObject([{ capture: 'demo', filter: 'a', limit: FACET_VALUES }]);
});

test('long ones are a question of their own, closed ones none', () => {
  const { state } = storeWithRows(
    5,
    open,
    { type: 'filtering', change: { kind: 'facet-long', facet: 'code', isLong: true } },
    { type: 'filtering', change: { kind: 'facet-long', facet: 'ua', isLong: true } },
  );
  const questions = wantedFacets(state)?.questions ?? [];
  expect(questions.map(({ limit }) => limit)).toEqual([FACET_VALUES, FACET_VALUES_MORE]);
  expect(questions[0]?.fields).not.toContain('code');
  expect(questions[1]?.fields).toEqual(['code']);
});

test('of a filter that cannot be read the last one counts that could', () => {
  const error = { message: 'ends', position: 7, length: 0, expected: [] };
  const { state } = storeWithRows(
    5,
    at({ filter: 'state =' }),
    { type: 'list-asked', key: { ...KEY, filter: 'state =' }, window: { offset: 0, limit: 50 }, seq: 2 },
    {
      type: 'received',
      message: { type: 'calls', seq: 2, capture: 'demo', rows: [], offset: 0, total: 0, all: 5, error },
    },
  );
  expect(shownFilter(state)).toBe('');
});

test('values are asked for the whole capture', () => {
  const question = { kind: 'question', question: { field: 'ua', text: 'ast' } } as const;
  expect(wantedValues(storeWithRows(5).state)).toBeUndefined();
  const wanted = wantedValues(storeWithRows(5, { type: 'filtering', change: question }).state);
  expect(wanted?.question).toMatchObject({ capture: 'demo', filter: '', fields: ['ua'], text: 'ast' });
});

test('both are counted in the range of time that is looked at, and asked for anew when it moves', () => {
  const range = between(1_000_000, 2_000_000);
  const question = { type: 'filtering', change: { kind: 'question', question: { field: 'ua', text: '' } } } as const;
  const all = storeWithRows(5, open, question).state;
  const some = storeWithRows(5, open, question, at({ range })).state;
  expect(wantedFacets(all)?.questions[0]?.bounds).toEqual({});
  expect(wantedFacets(some)?.questions[0]?.bounds).toEqual({ from: 1_000_000, to: 2_000_000 });
  expect(wantedValues(some)?.question.bounds).toEqual({ from: 1_000_000, to: 2_000_000 });
  expect(wantedFacets(some)?.id).not.toBe(wantedFacets(all)?.id);
  expect(wantedValues(some)?.id).not.toBe(wantedValues(all)?.id);
});
