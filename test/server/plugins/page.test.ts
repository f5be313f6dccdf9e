import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeApp } from '../../support/fake-app.ts';

let uiRoot: string;
let app: FastifyInstance;
beforeAll(async () => {
  uiRoot = mkdtempSync(join(tmpdir(), 'page-test-'));
  mkdirSync(join(uiRoot, 'assets'));
  writeFileSync(join(uiRoot, 'index.html'), '<!doctype html><title>sipscope</title>');
  writeFileSync(join(uiRoot, 'assets', 'main-a1b2c3.js'), 'export {};');
  writeFileSync(join(uiRoot, 'assets', 'icon-a1b2c3.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(uiRoot, 'note.txt'), 'a file of no hash');
  ({ app } = await fakeApp([1], { uiRoot }));
});
afterAll(async () => {
  await app.close();
  rmSync(uiRoot, { recursive: true });
});

test.each(['/', '/index.html', '/calls?filter=x', '/calls/demo:7', '/any/where'])(
  '%s is the page, never kept by the browser',
  async url => {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html><title>sipscope</title>']);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'self'/);
  },
);

test('a file with a hash in its name is kept for a year, another one is not', async () => {
  const hashed = await app.inject('/assets/main-a1b2c3.js');
  expect([hashed.statusCode, hashed.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  const icon = await app.inject('/assets/icon-a1b2c3.svg');
  expect([icon.headers['content-type'], icon.headers['cache-control']]).toEqual([
    'image/svg+xml',
    hashed.headers['cache-control'],
  ]);
  expect((await app.inject('/note.txt')).headers['cache-control']).toBe('no-cache');
});

test.each([
  ['GET', '/api'],
  ['GET', '/api/nothing'],
  ['GET', '/assets/gone-123456.js'],
  ['POST', '/calls'],
  ['PUT', '/api/captures'],
] as const)('%s %s is a 404 in the form of the API, not the page', async (method, url) => {
  const answer = await app.inject({ method, url });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: 'SIPA_NO_ROUTE', hint: expect.stringMatching(/openapi/) });
});

test.each(['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fetc/passwd'])(
  '%s leads nowhere',
  async url => {
    const answer = await app.inject(url);
    expect(answer.body).not.toContain('root:');
  },
);

test('without a built UI the page says which command builds it, and the API works', async () => {
  const bare = await fakeApp([1], { uiRoot: join(uiRoot, 'nowhere') });
  const answer = await bare.app.inject('/');
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('npm run build:ui');
  expect((await bare.app.inject('/api/health')).statusCode).toBe(200);
  await bare.app.close();
});
