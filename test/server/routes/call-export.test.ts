import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
beforeAll(async () => {
  fake = await fakeApp([2500]);
  app = fake.app;
});
afterAll(() => app.close());

test('all rows are sent as CSV, in the columns that were asked for', async () => {
  const answer = await app.inject('/api/calls/export?columns=index,callId,state');
  expect(answer.headers['content-type']).toContain('text/csv');
  expect(answer.headers['content-disposition']).toContain('-calls.csv"');
  const lines = answer.body.split('\r\n');
  expect(lines).toHaveLength(2502);
  expect(lines[0]).toBe('index,callId,state');
  expect(lines[2500]).toMatch(/^2499,/);
});

test('the filter narrows them, and a wrong one says where', async () => {
  const filter = encodeURIComponent('state = failed');
  const rows: unknown[] = (await app.inject(`/api/calls/export?format=json&columns=state&filter=${filter}`)).json();
  expect(rows).toHaveLength(834);
  expect(rows[0]).toEqual({ state: 'failed' });
  const wrong = await app.inject('/api/calls/export?filter=statt%3Dfailed');
  expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'SIPA_BAD_FILTER']);
});

test('no row is an empty list, not nothing', async () => {
  fake.handles[0]?.capture.rows.splice(0);
  expect((await app.inject('/api/calls/export?format=json')).json()).toEqual([]);
});

test('too much is refused in words', async () => {
  const columns = Array.from({ length: 13 }, (_, at) => `header.X-${at}`).join(',');
  expect((await app.inject(`/api/calls/export?columns=${columns}`)).json().code).toBe('SIPA_TOO_MANY_COLUMNS');
  const legs = Array.from({ length: 1001 }, (_, at) => at).join(',');
  expect((await app.inject(`/api/calls/export?legs=${legs}`)).json().code).toBe('SIPA_TOO_MANY_CALLS');
  expect((await app.inject('/api/calls/export?legs=1,x')).statusCode).toBe(400);
});
