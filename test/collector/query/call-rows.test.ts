import { describe, expect, test } from 'vitest';
import type { ListAnswer, ListQuery } from '../../../collector/model/report.ts';
import { CallList } from '../../../collector/query/list.ts';
import { callSources } from '../../support/call-sources.ts';
import { trace } from '../../support/trace.ts';

const QUERY: ListQuery = { filter: '', sort: '', offset: 0, limit: 100, calls: { unfolded: [] } };

/** Legs a, b (with the Call-ID of a behind a suffix), and c alone; b failed. */
async function calls() {
  const t = trace()
    .request('INVITE', { callId: 'first', at: 0 })
    .request('INVITE', { callId: 'other', at: 10 })
    .request('INVITE', { callId: 'first_b2b-1', at: 20 })
    .response(503, 'INVITE', { callId: 'first_b2b-1', toTag: 'x', at: 90 })
    .request('ACK', { callId: 'first_b2b-1', toTag: 'x', at: 95 });
  const list = new CallList(await callSources(t));
  return (query: Partial<ListQuery> = {}): ListAnswer => list.answer({ ...QUERY, ...query }, 0);
}
const ids = (answer: ListAnswer): string[] => answer.rows.map(row => row.callId);

describe('a list of calls', () => {
  test('has one row a call, its first leg, and counts calls and legs', async () => {
    const answer = (await calls())();
    expect(ids(answer)).toEqual(['first', 'other']);
    expect(answer).toMatchObject({ total: 2, all: 3, counts: { calls: 2, allCalls: 2, legs: 3 } });
  });
  test('shows the further legs of an unfolded call below it, with the reason', async () => {
    const answer = (await calls())({ calls: { unfolded: [0, 1] } });
    expect(ids(answer)).toEqual(['first', 'first_b2b-1', 'other']);
    expect(answer.rows[0]).toMatchObject({ isUnfolded: true, legsOfCall: 2 });
    expect(answer.rows[1]?.under).toMatchObject({ reason: 'call-id-suffix', score: 95 });
    expect(answer.rows[2]).not.toHaveProperty('isUnfolded');
    expect(answer).toMatchObject({ total: 3, counts: { calls: 2, legs: 3 } });
  });
  test('lets a call through for any of its legs', async () => {
    const answer = (await calls())({ filter: 'code = 503' });
    expect(ids(answer)).toEqual(['first']);
    expect(answer.counts).toEqual({ calls: 1, allCalls: 2, legs: 2 });
  });
  test('sorts calls by their first leg, legs stay below', async () => {
    const answer = (await calls())({ sort: '-callId', calls: { unfolded: [0] } });
    expect(ids(answer)).toEqual(['other', 'first', 'first_b2b-1']);
  });
});

test('legs are asked for by number, in the order of the sort', async () => {
  const answer = (await calls())({ calls: undefined, legs: [2, 0, 77], sort: '-callId' });
  expect(ids(answer)).toEqual(['first_b2b-1', 'first']);
});
