import { expect, test } from 'vitest';
import type { RowQuery } from '../../../collector/model/rows.ts';
import { answerRows, textKey } from '../../../collector/query/row-answer.ts';

const ITEMS = ['b up', 'a down', 'c up'];
const ask = (query: Partial<RowQuery>): ReturnType<typeof answerRows<string, string>> =>
  answerRows(
    {
      items: ITEMS,
      stateOf: item => item.slice(2),
      textOf: item => item,
      keyOf: (item, key) => (key === 'name' ? item : undefined),
      rowOf: item => item,
      omitted: 1,
      unreadable: 2,
    },
    { offset: 0, limit: 10, ...query },
  );

test('rows are filtered by text and state, sorted either way, and cut to a window', () => {
  expect(ask({})).toEqual({
    rows: ITEMS,
    offset: 0,
    total: 3,
    all: 3,
    states: { up: 2, down: 1 },
    omitted: 1,
    unreadable: 2,
  });
  expect(ask({ text: ' UP ' }).rows).toEqual(['b up', 'c up']);
  expect(ask({ state: 'down' })).toMatchObject({ rows: ['a down'], total: 1, all: 3 });
  expect(ask({ sort: 'name' }).rows).toEqual(['a down', 'b up', 'c up']);
  expect(ask({ sort: '-name', offset: 1, limit: 1 })).toMatchObject({ rows: ['b up'], offset: 1, total: 3 });
  expect(ask({ sort: 'colour' }).rows).toEqual(ITEMS);
  expect(ask({ offset: 9 }).rows).toEqual([]);
});

test('no text is sorted last', () => {
  expect([textKey(''), textKey('Bob')]).toEqual([undefined, 'bob']);
});
