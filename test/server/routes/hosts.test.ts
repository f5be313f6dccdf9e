import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostMapQuery } from '../../../server/wire/types.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
const asked: HostMapQuery[] = [];
beforeAll(async () => {
  fake = await fakeApp([3]);
  app = fake.app;
  const { capture } = fake.handles[0];
  capture.answers = {
    ...capture.answers,
    hostMap: async query => {
      asked.push(query);
      return { hosts: [], links: [], hostCount: 0, linkCount: 0, transactions: 0 };
    },
  };
});
afterAll(() => app.close());

test('GET /api/hosts asks for hosts by the names of the user, and for ten ways a host', async () => {
  expect((await app.inject('/api/hosts')).statusCode).toBe(200);
  expect((await app.inject('/api/hosts?by=endpoint&limit=3&from=2026-01-01T00:00:00Z')).statusCode).toBe(200);
  expect(asked).toEqual([
    { by: 'alias', hosts: 200, links: 2000 },
    { by: 'endpoint', from: 1_767_225_600_000_000, hosts: 3, links: 30 },
  ]);
});
test('what makes no sense is refused', async () => {
  for (const query of ['by=colour', 'limit=0', 'limit=100000', 'from=yesterday'])
    expect([query, (await app.inject(`/api/hosts?${query}`)).statusCode]).toEqual([query, 400]);
});
