import { expect, test } from 'vitest';
import { compileLegFilter } from '../../../collector/query/leg-filter.ts';
import { B2BUA, GATEWAY, legs } from '../../support/legs.ts';

const told = () =>
  legs()
    .call('a', {})
    .call('b', { from: B2BUA, to: GATEWAY, at: 5000, called: '4988877665', headers: ['X-CID: a'] })
    .call('c', { from: '10.0.0.9:5060', at: 9000, called: '11' });

test('calls are their legs by Call-ID with their links; the rows of the legs name their call', async () => {
  const report = (await told().capture()).report({ summary: false });
  expect(report['calls']).toMatchObject([
    { id: 'a', legs: ['a', 'b'], links: [{ from: 'a', to: 'b', reason: 'header', score: 98 }] },
    { id: 'c', legs: ['c'], links: [] },
  ]);
  expect(report['legs']).toMatchObject([{ callGroup: 'a', legsOfCall: 2 }, { callGroup: 'a' }, { callId: 'c' }]);
});

test('a summary counts calls, not legs', async () => {
  expect((await told().capture()).report({ summary: true })).toMatchObject({ legs: 3, calls: 2 });
});

test('with a filter a call is whole where one of its legs matches', async () => {
  const filter = compileLegFilter('callId = "b"');
  if (!filter.ok) throw new Error(filter.explanation);
  expect((await told().capture()).report({ summary: false, filter })['calls']).toMatchObject([
    { id: 'a', legs: ['a', 'b'] },
  ]);
});
