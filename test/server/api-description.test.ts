import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { describeApi } from '../../server/api-description.ts';

test('routes are described with their answers; a hidden one is not', async () => {
  const description = await describeApi('1.2.3', async app => {
    app.get('/api/shown', { schema: { response: { 200: Type.Object({ name: Type.String() }) } } }, async () => ({}));
    app.get('/api/hidden', { schema: { hide: true } }, async () => ({}));
  });
  expect(description).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'sipscope', version: '1.2.3' },
    paths: { '/api/shown': { get: { responses: { 200: { content: expect.anything() } } } } },
  });
  expect(description).not.toHaveProperty(['paths', '/api/hidden']);
});
