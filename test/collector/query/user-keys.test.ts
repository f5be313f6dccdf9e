import { expect, test } from 'vitest';
import { SORT_COLUMNS } from '../../../collector/query/columns.ts';
import { LEG_KEY_COLUMNS } from '../../../collector/query/leg-keys.ts';
import { CallList } from '../../../collector/query/list.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { USER_KEY_COLUMNS, userKeySteps } from '../../../collector/query/user-keys.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

test('from and to sort by the user, which is what the list shows, as more legs come too', async () => {
  const t = trace();
  for (const [callId, fromUser] of [
    ['a', 'zed'],
    ['b', 'Adam'],
    ['c', ''],
    ['d', 'adam'],
    ['e', 'zed'],
  ])
    t.request('INVITE', { callId, fromUser });
  const list = new CallList(await callSources(t));
  let revision = 0;
  const order = (sort: string, filter = ''): string =>
    list
      .answer({ filter, sort, offset: 0, limit: 9 }, revision++)
      .rows.map(row => row.callId)
      .join('');
  // Who has no user is shown as written: `"Alice" <sip:@…>`.
  expect([order('from'), order('-from')]).toEqual(['cbdae', 'aebdc']);
  // And has none to sort by.
  expect([order('fromUser'), order('-fromUser')]).toEqual(['bdaec', 'aebdc']);
  expect(order('from', 'from ~ "ad"')).toBe('bd');
  t.request('INVITE', { callId: 'f', fromUser: 'Mia' });
  expect(order('from')).toBe('cbdfae');
});

test('no column is known twice, and none that there is not', async () => {
  const others = [...SORT_COLUMNS, ...LEG_KEY_COLUMNS];
  expect(USER_KEY_COLUMNS.filter(column => others.includes(column))).toEqual([]);
  const { users } = await callSources(trace());
  for (const wrong of ['pdd', 'constructor', '']) expect(atOnce(userKeySteps(wrong, users))).toBeUndefined();
});
