import { beforeEach, expect, test } from 'vitest';
import type { FacetReport } from '../../../server/wire/types.ts';
import { FilterSession } from '../../../ui/net/filter-session.ts';
import type { Store } from '../../../ui/state/store.ts';
import { at, KEY, storeWithRows } from '../../support/ui-store.ts';

interface Question {
  readonly fields: readonly string[];
  readonly filter: string;
  readonly text?: string;
}

let store: Store;
let session: FilterSession;
let asked: Question[];
let answer: ((report: FacetReport) => void)[];
let waiting: { readonly run: () => void; readonly ms: number }[];
let clock: number;
let refuse: boolean;

beforeEach(() => {
  store = storeWithRows(5);
  asked = [];
  answer = [];
  waiting = [];
  clock = 0;
  refuse = false;
  const api = {
    filterFields: async () => [{ name: 'code', aliases: [], type: 'number' as const, help: '' }],
    facets: (question: Question): Promise<FacetReport> => {
      asked.push(question);
      return refuse ? Promise.reject(new Error('gone')) : new Promise(resolve => answer.push(resolve));
    },
  };
  session = new FilterSession(
    store,
    api,
    (run, ms) => waiting.push({ run, ms }),
    () => clock,
  );
});

const open = (): void => store.dispatch({ type: 'filtering', change: { kind: 'panel', isOpen: true } });
const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
const report = (counted = 5): FacetReport => ({
  total: 5,
  all: 5,
  facets: [{ field: 'ua', values: [], distinct: 0, none: 0, omitted: 0, counted, legs: 5 }],
});

test('fields are asked for once, facets while the panel is open', async () => {
  session.sync();
  await turn();
  session.sync();
  expect(store.state.filtering.fields).toHaveLength(1);
  expect(asked).toEqual([]);
  open();
  session.sync();
  session.sync();
  expect(asked).toHaveLength(1);
  answer[0]?.(report());
  await turn();
  expect(store.state.filtering.facets?.value?.total).toBe(5);
  expect(waiting).toEqual([]);
});

test('one question at a time: what is wanted meanwhile is asked for when it is answered', async () => {
  open();
  session.sync();
  store.dispatch(at({ filter: 'a' }));
  store.dispatch({ type: 'list-asked', key: { ...KEY, filter: 'a' }, window: { offset: 0, limit: 50 }, seq: 2 });
  session.sync();
  expect(asked.map(({ filter }) => filter)).toEqual(['']);
  answer[0]?.(report());
  await turn();
  expect(asked.map(({ filter }) => filter)).toEqual(['', 'a']);
});

test('a capture that grows is asked again after two seconds, later when answers take long', async () => {
  open();
  session.sync();
  clock = 1000;
  answer[0]?.(report());
  await turn();
  session.refresh();
  session.refresh();
  expect(waiting.map(({ ms }) => ms)).toEqual([4000]);
  waiting[0]?.run();
  expect(asked).toHaveLength(2);
});

test('what is not counted yet goes on, what is refused is said', async () => {
  open();
  session.sync();
  answer[0]?.(report(2));
  await turn();
  expect(waiting).toHaveLength(1);
  refuse = true;
  waiting[0]?.run();
  await turn();
  expect(store.state.filtering.facets?.problem?.message).toBe('gone');
});

test('values for completion, one question at a time', async () => {
  const ask = (text: string): void => {
    store.dispatch({ type: 'filtering', change: { kind: 'question', question: { field: 'ua', text } } });
    session.sync();
  };
  ask('a');
  ask('as');
  ask('ast');
  expect(asked.map(({ text }) => text)).toEqual(['a']);
  answer[0]?.(report());
  await turn();
  expect(asked.map(({ text }) => text)).toEqual(['a', 'ast']);
  answer[1]?.(report());
  await turn();
  expect(store.state.filtering.values?.value?.field).toBe('ua');
});
