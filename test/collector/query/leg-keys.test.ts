import { expect, test } from 'vitest';
import type { ListQuery } from '../../../collector/model/report.ts';
import { SORT_COLUMNS } from '../../../collector/query/columns.ts';
import { LEG_KEY_COLUMNS, legKeyOf } from '../../../collector/query/leg-keys.ts';
import { CallList } from '../../../collector/query/list.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

const QUERY: ListQuery = { filter: '', sort: '', offset: 0, limit: 100 };

test('no column is known twice, and none that there is not', () => {
  expect(LEG_KEY_COLUMNS.filter(column => SORT_COLUMNS.includes(column))).toEqual([]);
  expect([legKeyOf('nonsense'), legKeyOf('constructor')]).toEqual([undefined, undefined]);
});

test('times of messages sort legs; those that have no such message come last', async () => {
  const t = trace()
    .request('INVITE', { callId: 'slow', at: 0 })
    .request('INVITE', { callId: 'quick', at: 10 })
    .request('INVITE', { callId: 'never', at: 20 })
    .response(180, 'INVITE', { callId: 'quick', toTag: 'x', at: 100 })
    .response(180, 'INVITE', { callId: 'slow', toTag: 'x', at: 900 });
  const list = new CallList(await callSources(t));
  const order = (sort: string): string[] => list.answer({ ...QUERY, sort }, 0).rows.map(row => row.callId);
  expect(order('ringTime')).toEqual(['quick', 'slow', 'never']);
  expect(order('-ringTime')).toEqual(['slow', 'quick', 'never']);
  expect(order('lastTime')).toEqual(['never', 'quick', 'slow']);
  expect(order('-index')).toEqual(['never', 'quick', 'slow']);
  for (const column of LEG_KEY_COLUMNS) expect(order(column), column).toHaveLength(3);
});
