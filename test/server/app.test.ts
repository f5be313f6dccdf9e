import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeApp } from '../support/fake-app.ts';

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await fakeApp([3], { version: '9.9.9' }));
});
afterAll(() => app.close());

test('the API describes itself, every route with its answers', async () => {
  const api = (await app.inject('/api/openapi.json')).json();
  expect(api.info).toMatchObject({ title: 'sipscope', version: '9.9.9' });
  expect(Object.keys(api.paths).sort()).toEqual([
    '/api/calls',
    '/api/calls/{id}',
    '/api/captures',
    '/api/captures/{id}',
    '/api/captures/{id}/clear',
    '/api/captures/{id}/frames/{frame}',
    '/api/captures/{id}/keys',
    '/api/captures/{id}/start',
    '/api/captures/{id}/stop',
    '/api/health',
    '/api/health/capture',
    '/api/interfaces',
    '/api/messages/{id}',
    '/api/messages/{id}/raw',
    '/metrics',
  ]);
  const upload = api.paths['/api/captures'].post;
  expect(Object.keys(upload.requestBody.content).sort()).toEqual(['application/json', 'multipart/form-data']);
  expect(upload.requestBody.content['application/json'].schema.properties).toHaveProperty('interfaces');
  const parameters = api.paths['/api/calls'].get.parameters.map((parameter: { name: string }) => parameter.name);
  expect(parameters).toEqual(['capture', 'filter', 'sort', 'from', 'to', 'limit', 'cursor']);
  expect(api.paths['/api/calls'].get.responses['200'].content['application/json'].schema.properties.items.type).toBe(
    'array',
  );
});

test('a key that the schema does not know is sent all the same', async () => {
  const fake = await fakeApp([1]);
  const capture = fake.handles[0]?.capture;
  if (capture?.rows[0]) capture.rows[0] = Object.assign({}, capture.rows[0], { vendor: 'new' });
  expect((await fake.app.inject('/api/calls')).json().items[0].vendor).toBe('new');
  await fake.app.close();
});

test('an app does not listen by itself', () => {
  expect(app.server.listening).toBe(false);
});
