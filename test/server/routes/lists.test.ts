import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';
import { NO_ROWS } from '../../support/fake-capture.ts';

let fake: FakeApp;
let app: FastifyInstance;
beforeAll(async () => {
  fake = await fakeApp([3]);
  app = fake.app;
  const { capture } = fake.handles[0];
  capture.answers = {
    ...capture.answers,
    optionsHealth: query => ({ ...NO_ROWS, total: query.limit }),
    instantMessages: query => ({ ...NO_ROWS, total: query.limit }),
    transfers: query => ({ ...NO_ROWS, total: query.limit }),
    conferences: query => ({ ...NO_ROWS, total: query.limit }),
  };
});
afterAll(() => app.close());

test.each(['options', 'instant-messages', 'transfers', 'conferences'])('GET /api/%s asks for its list', async name => {
  const answer = await app.inject(`/api/${name}?limit=7&text=a`);
  expect([answer.statusCode, answer.json().total]).toEqual([200, 7]);
  expect((await app.inject(`/api/${name}?offset=-1`)).statusCode).toBe(400);
});
