import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeApp } from '../../support/fake-app.ts';

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await fakeApp([1], { hostNames: ['Trace-Box'] }));
});
afterAll(() => app.close());

test('the page may load its own files and nothing else', async () => {
  const { headers } = await app.inject('/api/health');
  expect(String(headers['content-security-policy']).split(';')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers).not.toHaveProperty('strict-transport-security');
});

test.each([
  ['localhost', 200],
  ['localhost:8060', 200],
  ['127.0.0.1:8060', 200],
  ['10.1.2.3', 200],
  ['[::1]:8060', 200],
  ['[2001:db8::1]', 200],
  ['trace-box:8060', 200],
  ['LOCALHOST', 200],
  ['evil.example', 421],
  ['localhost.evil.example:8060', 421],
  ['127.0.0.1.evil.example', 421],
  ['evil.example:127.0.0.1', 421],
  ['[evil]', 421],
])('the Host %j is answered with %i', async (host, status) => {
  const answer = await app.inject({ url: '/api/health', headers: { host } });
  expect(answer.statusCode).toBe(status);
  if (status === 421)
    expect(answer.json()).toMatchObject({ code: 'SIPA_FOREIGN_HOST', hint: expect.stringMatching(/--host/) });
});

test.each([
  [undefined, 404],
  ['http://localhost:8060', 404],
  ['https://localhost:8060', 404],
  ['http://localhost', 403],
  ['http://localhost:5173', 403],
  ['http://evil.example', 403],
  ['null', 403],
  ['', 403],
])('a DELETE from the origin %j is answered with %i', async (origin, status) => {
  const headers = { host: 'localhost:8060', ...(origin === undefined ? {} : { origin }) };
  for (const method of ['DELETE', 'POST'] as const) {
    const answer = await app.inject({ method, url: '/api/captures/none', headers });
    expect(answer.statusCode).toBe(status);
    if (status === 403) expect(answer.json().code).toBe('SIPA_FOREIGN_ORIGIN');
  }
});

test('a foreign page may ask, for the browser keeps the answer from it', async () => {
  const answer = await app.inject({ url: '/api/health', headers: { origin: 'http://evil.example' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});
