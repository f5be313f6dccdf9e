import fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_OWN_COMPILERS, setCompilers } from '../../server/schema-compilers.ts';

let app: FastifyInstance;
beforeAll(() => {
  app = fastify({ schemaController: NO_OWN_COMPILERS });
  setCompilers(app);
  const counted = Type.Object({ limit: Type.Integer({ minimum: 1 }), whole: Type.Optional(Type.Boolean()) });
  app.get('/asked', { schema: { querystring: counted } }, async request => request.query);
  app.post('/told', { schema: { body: counted } }, async request => request.body);
  const answer = Type.Object({ named: Type.String() });
  app.get('/answer', { schema: { response: { 200: answer } } }, async () => ({ named: 'a', beside: 1 }));
});
afterAll(() => app.close());

test('texts of an address become what the schema says', async () => {
  expect((await app.inject('/asked?limit=7&whole=true')).json()).toEqual({ limit: 7, whole: true });
});

test('what the schema refuses is refused, the first time and later, with the place', async () => {
  for (const _ of [1, 2]) {
    const answer = await app.inject('/asked?limit=0');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/limit/);
  }
});

test('a body is taken as it is', async () => {
  const post = (payload: object) => app.inject({ method: 'POST', url: '/told', payload });
  expect((await post({ limit: 7 })).json()).toEqual({ limit: 7 });
  expect((await post({ limit: '7' })).statusCode).toBe(400);
});

test('answers are sent whole: their schema is documentation', async () => {
  expect((await app.inject('/answer')).json()).toEqual({ named: 'a', beside: 1 });
});
