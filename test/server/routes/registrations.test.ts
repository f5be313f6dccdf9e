import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowQuery } from '../../../server/wire/types.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';
import { NO_ROWS } from '../../support/fake-capture.ts';

let fake: FakeApp;
let app: FastifyInstance;
let id: string;
const asked: RowQuery[] = [];
beforeAll(async () => {
  fake = await fakeApp([3]);
  app = fake.app;
  id = fake.captures.infos()[0]?.id ?? '';
  const capture = fake.handles[0].capture;
  capture.answers = {
    ...capture.answers,
    registrationTimeline: number => (number === 2 ? { aor: 'sip:a@b', bindings: [], omitted: 3 } : undefined),
    registrations: query => {
      asked.push(query);
      return { ...NO_ROWS, total: 7 };
    },
  };
});
afterAll(() => app.close());

test('the list is asked as the query string says', async () => {
  const answer = await app.inject(
    `/api/registrations?capture=${id}&text=bob&state=active&sort=-lastTime&offset=20&limit=10`,
  );
  expect([answer.statusCode, answer.json().total]).toEqual([200, 7]);
  await app.inject('/api/registrations');
  expect(asked).toEqual([
    { text: 'bob', state: 'active', sort: '-lastTime', offset: 20, limit: 10 },
    { text: '', state: '', sort: '', offset: 0, limit: 100 },
  ]);
});

test('what is not there, and what is wrong, is told', async () => {
  const missing = await app.inject(`/api/registrations/${id}:9`);
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'SIPA_NO_REGISTRATION']);
  expect((await app.inject('/api/registrations/nonsense')).statusCode).toBe(404);
  expect((await app.inject('/api/registrations?limit=0')).statusCode).toBe(400);
  expect((await app.inject('/api/registrations?colour=red')).statusCode).toBe(400);
});

test('a range of time reaches the capture in µs', async () => {
  await app.inject('/api/registrations?from=1970-01-01T00:00:01Z');
  expect(asked.at(-1)).toMatchObject({ from: 1_000_000, offset: 0 });
  expect((await app.inject('/api/options?from=1970-01-01T00:00:01Z')).statusCode).toBe(400);
});

test('the timeline of an address of record is asked for by one of its bindings', async () => {
  const answer = await app.inject(`/api/registrations/${id}:2/timeline`);
  expect(answer.json()).toEqual({ aor: 'sip:a@b', bindings: [], omitted: 3 });
  const missing = await app.inject(`/api/registrations/${id}:9/timeline`);
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'SIPA_NO_REGISTRATION']);
});
