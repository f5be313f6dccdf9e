import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeApp } from '../../support/fake-app.ts';

let app: FastifyInstance;
let id: string;
beforeAll(async () => {
  const fake = await fakeApp([3]);
  app = fake.app;
  id = fake.captures.infos()[0]?.id ?? '';
  const { capture } = fake.handles[0];
  const identity = { requestUri: 'sip:x', asserted: [], privacy: [], diversions: [], attestations: [], route: [] };
  capture.answers = {
    ...capture.answers,
    identity: leg => (leg === 2 ? { ...identity, recordRoute: [], others: [] } : undefined),
  };
});
afterAll(() => app.close());

test('the identity of a call, and of one that is not there', async () => {
  expect((await app.inject(`/api/calls/${id}:2/identity`)).json()).toMatchObject({ requestUri: 'sip:x' });
  const missing = await app.inject(`/api/calls/${id}:1/identity`);
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'SIPA_NO_CALL']);
});
