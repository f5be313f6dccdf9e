import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FindingQuery } from '../../../server/wire/types.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
const asked: FindingQuery[] = [];
beforeAll(async () => {
  fake = await fakeApp([3]);
  app = fake.app;
  const capture = fake.handles[0]?.capture;
  if (capture === undefined) throw new Error('no capture');
  capture.answers = {
    ...capture.answers,
    findings: query => {
      asked.push(query);
      return { items: [], total: 7, byRule: [] };
    },
  };
});
afterAll(() => app.close());

test('without parameters it is the first hundred of the first capture', async () => {
  const answer = await app.inject('/api/findings');
  expect([answer.statusCode, answer.json()]).toEqual([200, { items: [], total: 7, byRule: [] }]);
  expect(asked.at(-1)).toEqual({ offset: 0, limit: 100 });
});

test('leg, rule, severity and window reach the capture', async () => {
  await app.inject('/api/findings?leg=2&rule=ack-missing&severity=error&offset=5&limit=10');
  expect(asked.at(-1)).toEqual({ leg: 2, rule: 'ack-missing', severity: 'error', offset: 5, limit: 10 });
});

test('what makes no sense is refused in words', async () => {
  for (const query of ['severity=fatal', 'limit=0', 'leg=-1']) {
    const answer = await app.inject(`/api/findings?${query}`);
    expect([answer.statusCode, typeof answer.json().hint], query).toEqual([400, 'string']);
  }
  expect((await app.inject('/api/findings?capture=nothing')).statusCode).toBe(404);
});

test('a range of time reaches the capture in µs, and what is no time is refused', async () => {
  await app.inject('/api/findings?from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02.000003Z');
  expect(asked.at(-1)).toEqual({ from: 1_000_000, to: 2_000_003, offset: 0, limit: 100 });
  expect((await app.inject('/api/findings?from=noon')).json()).toMatchObject({ code: 'SIPA_BAD_TIME' });
});
