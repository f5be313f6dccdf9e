import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ListQuery } from '../../../collector/model/report.ts';
import { CallList } from '../../../collector/query/list.ts';
import { takeUint32 } from '../../../collector/query/spare-arrays.ts';
import { callSources } from '../../support/call-sources.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

const QUERY: ListQuery = { filter: '', sort: '', offset: 0, limit: 100 };

async function listOf(t: Trace): Promise<(query?: Partial<ListQuery>, revision?: number) => string[]> {
  const list = new CallList(await callSources(t));
  return (query = {}, revision = t.store.messages.count) =>
    list.answer({ ...QUERY, ...query }, revision).rows.map(row => row.callId);
}

/** Four calls, a second apart; b is busy, d was cancelled by nobody and failed. */
function fourCalls(): Trace {
  const t = trace();
  for (const [i, callId] of [...'abcd'].entries()) t.request('INVITE', { callId, at: i * 1000 });
  return t
    .response(486, 'INVITE', { callId: 'b', toTag: 'x', at: 4000 })
    .response(503, 'INVITE', { callId: 'd', toTag: 'x' });
}

describe('a window', () => {
  test('is cut out of all, and says how many there are', async () => {
    const t = fourCalls();
    const list = new CallList(await callSources(t));
    expect(list.answer({ ...QUERY, offset: 1, limit: 2 }, 0)).toMatchObject({
      rows: [{ id: 'c:1' }, { id: 'c:2' }],
      offset: 1,
      total: 4,
      all: 4,
    });
    expect(list.answer({ ...QUERY, filter: 'state = busy' }, 0)).toMatchObject({ total: 1, all: 4 });
    expect(list.answer({ ...QUERY, offset: 9 }, 0)).toMatchObject({ rows: [], total: 4 });
    expect(list.answer({ ...QUERY, offset: -1, limit: 2 }, 0).rows).toHaveLength(1);
  });

  test('shows how many findings a row has and the worst of them, and nothing for none', async () => {
    const t = trace().request('INVITE').request('INVITE', { at: 500 }).request('INVITE', { at: 1500 });
    t.request('OPTIONS', { callId: 'o' });
    const list = new CallList(await callSources(t));
    const { rows } = list.answer({ ...QUERY, filter: '' }, 0);
    expect(rows[0]).toMatchObject({ findings: 1, severity: 'error' });
    expect(rows[1]).not.toHaveProperty('findings');
    for (const filter of ['finding = no-reply', 'severity = error', 'findings > 0']) {
      expect(
        list.answer({ ...QUERY, filter }, 0).rows.map(row => row.callId),
        filter,
      ).toEqual(['call-1']);
    }
    expect(list.answer({ ...QUERY, sort: '-findings' }, 0).rows.map(row => row.callId)).toEqual(['call-1', 'o']);
  });

  test('of a wrong filter is empty and carries the place', async () => {
    const t = fourCalls();
    const list = new CallList(await callSources(t));
    expect(list.answer({ ...QUERY, filter: 'state = = x' }, 0)).toMatchObject({
      rows: [],
      total: 0,
      all: 4,
      error: { position: 8, length: 1 },
    });
  });
});

test('filter, range of time and sort work together', async () => {
  const list = await listOf(fourCalls());
  expect(list({ filter: 'code >= 400', sort: '-callId' })).toEqual(['d', 'b']);
  expect(list({ from: EPOCH + 1_000_000, to: EPOCH + 3_000_000 })).toEqual(['b', 'c']);
  expect(list({ sort: '-statusCode' })).toEqual(['d', 'b', 'a', 'c']);
  expect(list({ sort: 'no such column' })).toEqual(['a', 'b', 'c', 'd']);
});

test('by time up and down, in order and when the clock went back', async () => {
  const t = fourCalls();
  const list = await listOf(t);
  expect(list({ sort: 'startTime' })).toEqual(['a', 'b', 'c', 'd']);
  expect(list({ sort: '-startTime' })).toEqual(['d', 'c', 'b', 'a']);
  expect(list({ sort: '-startTime', offset: 1, limit: 2 })).toEqual(['c', 'b']);
  t.request('INVITE', { callId: 'e', at: 1500 });
  expect(list({ sort: 'startTime' })).toEqual(['a', 'b', 'e', 'c', 'd']);
  expect(list({ sort: '-startTime' })).toEqual(['d', 'c', 'e', 'b', 'a']);
  expect(list()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('the order is kept while nothing changes, and made anew when something does', async () => {
  const t = fourCalls();
  const list = await listOf(t);
  expect(list({ filter: 'state = trying' }, 1)).toEqual(['a', 'c']);
  t.response(404, 'INVITE', { callId: 'a', toTag: 'x' });
  expect(list({ filter: 'state = trying' }, 1)).toEqual(['a', 'c']);
  expect(list({ filter: 'state = trying' }, 2)).toEqual(['c']);
});

test('while a capture loads, the default list asks nothing of legs that are not in the window', async () => {
  const t = fourCalls();
  let asked = 0;
  const legs = new Proxy(t.store.legs, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) asked++;
      return Reflect.get(target, key);
    },
  });
  Object.assign(t.store, { legs });
  const list = await listOf(t);
  for (const sort of ['', 'startTime', '-startTime'])
    for (let revision = 0; revision < 5; revision++) list({ sort, limit: 1 }, revision);
  // And once of each leg that is new, for what may tie it to others.
  expect(asked).toBe(15 + t.store.legs.length);
});

describe('in slices', () => {
  test('gives the same answer, lets other work run meanwhile, and shares the work of one question', async () => {
    const t = trace();
    for (let i = 0; i < 300; i++) t.request('INVITE', { callId: `call-${i}` });
    let reads = 0;
    // Long enough that all of them take many slices.
    const big = Buffer.from(`INVITE x SIP/2.0\r\nX-B: ${'b'.repeat(500_000)}\r\nX-A: 1\r\n\r\n`);
    const slow = {
      read: () => {
        reads++;
        return big;
      },
    };
    const list = new CallList({ ...(await callSources(t)), bytes: Object.assign(Object.create(null), slow) });
    const query = { ...QUERY, filter: 'header["X-A"] = "1"' };
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const [one, two] = await Promise.all([
      list.answerInSlices(query, 1),
      list.answerInSlices({ ...query, offset: 299 }, 1),
    ]);
    clearInterval(timer);
    expect([one.total, one.rows.length, two.total, two.rows.length]).toEqual([300, 100, 300, 1]);
    expect(reads).toBe(300);
    expect(turns).toBeGreaterThan(0);
    expect(list.answer(query, 1)).toEqual(one);
  });

  test('tells a wrong filter as it does at once', async () => {
    const list = new CallList(await callSources(trace()));
    expect(await list.answerInSlices({ ...QUERY, filter: 'nonsense = 1' }, 1)).toEqual(
      list.answer({ ...QUERY, filter: 'nonsense = 1' }, 1),
    );
  });
});

/** Enough for their order to be used again. */
const LEGS = 66_000;

test('long orders that are used again mix up no two questions, whether they follow one another or are asked at once', async () => {
  const t = trace();
  const methods = ['OPTIONS', 'INVITE', 'MESSAGE', 'REGISTER'];
  for (let leg = 0; leg < LEGS; leg++)
    t.request(methods[leg % 4], { callId: `c${leg % 977}-${leg}`, at: (leg * 7919) % 100_003 });
  const sources = await callSources(t);
  const list = new CallList(sources);
  const questions = ['callId', '-callId', 'startTime', '-method'].flatMap(sort =>
    ['', 'method = OPTIONS', 'method != OPTIONS'].map(filter => ({ ...QUERY, sort, filter, limit: 2 })),
  );
  const expected = questions.map(query => new CallList(sources).answer(query, 0));
  for (let round = 0; round < 2; round++)
    for (const [at, query] of questions.entries()) expect(list.answer(query, 0)).toEqual(expected[at]);
  // A long window is cut out of its order while further orders are made.
  const long = { ...QUERY, sort: '-callId', limit: 20_000 };
  const rows = new CallList(sources).answer(long, 0);
  // What others have given back is out of the way.
  for (let spare = 0; spare < 8; spare++) takeUint32(LEGS);
  let isDone = false;
  const answer = list.answerInSlices(long, 0).finally(() => {
    isDone = true;
  });
  const ofAll = questions.filter(({ filter }) => filter === '');
  let between = 0;
  for (; !isDone; between++) {
    const query = ofAll[between % ofAll.length];
    expect(list.answer(query, 0)).toEqual(expected[questions.indexOf(query)]);
    await nextTurn();
  }
  expect(between).toBeGreaterThan(3);
  expect(await answer).toEqual(rows);
});
