import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
let id: string;
let second: string;
beforeAll(async () => {
  fake = await fakeApp([250, 3]);
  app = fake.app;
  [id = '', second = ''] = fake.captures.infos().map(info => info.id);
});
afterAll(() => app.close());

test('without parameters it is the first hundred calls of the first capture', async () => {
  const answer = await app.inject('/api/calls');
  expect(answer.statusCode).toBe(200);
  expect(answer.body.startsWith('{"total":250,')).toBe(true);
  expect(answer.json().items).toHaveLength(100);
  expect(answer.json().items[0]).toEqual(fake.handles[0]?.capture.rows[0]);
});

test('the pages that `next` leads through give every row once', async () => {
  const seen: number[] = [];
  let cursor = '';
  do {
    const url = `/api/calls?limit=60&filter=${encodeURIComponent('state = failed')}${cursor && `&cursor=${cursor}`}`;
    const page = (await app.inject(url)).json();
    expect(page.total).toBe(84);
    seen.push(...page.items.map((row: { index: number }) => row.index));
    cursor = page.next ?? '';
  } while (cursor !== '');
  expect(seen).toEqual(Array.from({ length: 84 }, (_, at) => at * 3));
});

test('a cursor of another list is refused', async () => {
  const { next } = (await app.inject('/api/calls?limit=10')).json();
  for (const url of [
    `/api/calls?sort=-start&cursor=${next}`,
    '/api/calls?cursor=rubbish',
    `/api/calls?capture=${second}&cursor=${next}`,
  ]) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'SIPA_BAD_CURSOR']);
  }
});

test('capture, sort and times reach the capture', async () => {
  const other = (await app.inject(`/api/calls?capture=${second}&sort=-start`)).json();
  expect(other.items.map((row: { index: number }) => row.index)).toEqual([2, 1, 0]);
  const url = '/api/calls?from=2026-01-02T03:04:06Z&to=2026-01-02T03:04:07.5Z';
  expect((await app.inject(url)).json().items.map((row: { index: number }) => row.index)).toEqual([1, 2]);
});

test('a wrong filter says where and what was expected', async () => {
  const answer = await app.inject('/api/calls?filter=statt%3Dfailed');
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    code: 'SIPA_BAD_FILTER',
    message: 'unknown field',
    hint: 'Expected there: state, method.',
    position: 3,
    length: 2,
    expected: ['state', 'method'],
  });
});

test.each([
  ['/api/calls?limit=1001', 400, 'SIPA_BAD_REQUEST', /limit/],
  ['/api/calls?limit=0', 400, 'SIPA_BAD_REQUEST', /limit/],
  ['/api/calls?fliter=x', 400, 'SIPA_BAD_REQUEST', /fliter/],
  ['/api/calls?from=yesterday', 400, 'SIPA_BAD_TIME', /from/],
  ['/api/calls?capture=nothing', 404, 'SIPA_NO_CAPTURE', /nothing/],
  ['/api/calls/nothing:1', 404, 'SIPA_NO_CAPTURE', /nothing/],
  ['/api/calls/rubbish', 404, 'SIPA_NO_CALL', /rubbish/],
])('%s is answered with %i %s', async (url, status, code, message) => {
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({
    code,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/./),
  });
});

test('a call is given whole, one past the last is a 404', async () => {
  expect((await app.inject(`/api/calls/${id}:249`)).json()).toEqual({
    ...fake.handles[0]?.capture.call(249),
    links: [],
  });
  const answer = await app.inject(`/api/calls/${id}:250`);
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'SIPA_NO_CALL']);
});

test('a capture that cannot answer says why', async () => {
  const broken = await fakeApp([1]);
  const [handle] = broken.handles;
  if (handle)
    handle.refusal = Object.assign(new Error('stopped'), { code: 'SIPA_CAPTURE_CRASHED', hint: 'Open it again.' });
  const answer = await broken.app.inject('/api/calls');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ code: 'SIPA_CAPTURE_CRASHED', message: 'stopped', hint: 'Open it again.' });
  await broken.app.close();
});

test('without any capture the answer says how to get one', async () => {
  const empty = await fakeApp([]);
  const answer = await empty.app.inject('/api/calls');
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'SIPA_NO_CAPTURE']);
  expect(answer.json().hint).toMatch(/upload/);
  await empty.app.close();
});

test('of a call just those parts are given that were asked for, all of them otherwise', async () => {
  const url = `/api/calls/${encodeURIComponent(`${id}:3`)}`;
  const keys = async (query: string): Promise<string[]> =>
    Object.keys((await app.inject(`${url}${query}`)).json()).sort();
  expect(await keys('?parts=ladder,findings')).toEqual(['call', 'findings', 'ladder']);
  expect(await keys('?parts=sessions')).toEqual(['call', 'sessions']);
  expect(await keys('')).toEqual(
    ['call', 'dialogs', 'findings', 'ladder', 'links', 'sessions', 'streams', 'transactions', 'transitions'].sort(),
  );
});

test('a part that there is not is refused by its name', async () => {
  const answer = await app.inject(`/api/calls/${encodeURIComponent(`${id}:3`)}?parts=ladder,lader`);
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'SIPA_BAD_PARTS']);
  expect(answer.json().message).toContain('"lader"');
});
