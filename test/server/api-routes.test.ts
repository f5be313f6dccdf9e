import { expect, test } from 'vitest';
import { fakeApp } from '../support/fake-app.ts';

test('lists, metrics and the live socket answer, each at its address', async () => {
  const { app } = await fakeApp([3]);
  for (const url of ['/api/calls', '/api/findings', '/api/captures', '/api/interfaces', '/metrics'])
    expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
  expect((await app.inject('/api/live')).statusCode).toBe(426);
  await app.close();
});

test('where nothing can be recorded there are no addresses for it', async () => {
  const { app } = await fakeApp([3], { live: undefined });
  expect((await app.inject('/api/interfaces')).statusCode).toBe(404);
  expect((await app.inject('/api/calls')).statusCode).toBe(200);
  await app.close();
});
