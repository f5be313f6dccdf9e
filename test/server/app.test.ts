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
    '/api/aliases',
    '/api/calls',
    '/api/calls/export',
    '/api/calls/facets',
    '/api/calls/merged',
    '/api/calls/search',
    '/api/calls/{id}',
    '/api/calls/{id}/audio',
    '/api/calls/{id}/dtmf',
    '/api/calls/{id}/export',
    '/api/calls/{id}/group',
    '/api/calls/{id}/identity',
    '/api/calls/{id}/waveform',
    '/api/captures',
    '/api/captures/{id}',
    '/api/captures/{id}/clear',
    '/api/captures/{id}/frames/{frame}',
    '/api/captures/{id}/keys',
    '/api/captures/{id}/links',
    '/api/captures/{id}/start',
    '/api/captures/{id}/stop',
    '/api/conferences',
    '/api/filter/fields',
    '/api/findings',
    '/api/health',
    '/api/health/capture',
    '/api/hosts',
    '/api/instant-messages',
    '/api/interfaces',
    '/api/kpi',
    '/api/messages/{id}',
    '/api/messages/{id}/raw',
    '/api/options',
    '/api/registrations',
    '/api/registrations/{id}',
    '/api/registrations/{id}/timeline',
    '/api/streams',
    '/api/streams/{id}',
    '/api/streams/{id}/audio',
    '/api/streams/{id}/waveform',
    '/api/subscriptions',
    '/api/subscriptions/{id}',
    '/api/transfers',
    '/metrics',
  ]);
  const upload = api.paths['/api/captures'].post;
  expect(Object.keys(upload.requestBody.content).sort()).toEqual(['application/json', 'multipart/form-data']);
  expect(upload.requestBody.content['application/json'].schema.properties).toHaveProperty('interfaces');
  const parameters = api.paths['/api/calls'].get.parameters.map((parameter: { name: string }) => parameter.name);
  expect(parameters).toEqual(['capture', 'filter', 'sort', 'from', 'to', 'limit', 'cursor', 'columns']);
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
