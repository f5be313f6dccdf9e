import { expect, test, vi } from 'vitest';
import { fakeApp, handleAt } from '../../support/fake-app.ts';

test('a fault of ours is a 500 that tells nothing, and is logged', async () => {
  const write = vi.fn();
  const fake = await fakeApp([1], { logger: { level: 'error', stream: { write } } });
  handleAt(fake, 0).refusal = new TypeError('secret is undefined');
  const answer = await fake.app.inject('/api/calls');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'SIPA_INTERNAL', hint: expect.stringMatching(/output/) });
  expect(answer.body).not.toContain('secret');
  expect(write.mock.calls.flat().join('')).toContain('secret is undefined');
  await fake.app.close();
});

test('an error of the client is not logged', async () => {
  const write = vi.fn();
  const { app } = await fakeApp([1], { logger: { level: 'info', stream: { write } } });
  await app.inject('/api/calls?limit=x');
  await app.inject('/api/calls/none:1');
  expect(write).not.toHaveBeenCalled();
  await app.close();
});

test.each([
  ['/api/calls?limit=x', 'The querystring parameter "limit" must be integer.'],
  ['/api/calls?sortt=x', 'There is no parameter "sortt" in the querystring.'],
  [
    `/api/calls?filter=${'x'.repeat(9000)}`,
    'The querystring parameter "filter" must not have more than 8192 characters.',
  ],
])('the parameter at fault is named', async (url, message) => {
  const { app } = await fakeApp([1]);
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({
    code: 'SIPA_BAD_REQUEST',
    message,
    hint: 'The parameters of every route are in /api/openapi.json.',
  });
  await app.close();
});

test('an address that cannot be decoded is a 400 in the same form', async () => {
  const { app } = await fakeApp([1]);
  const answer = await app.inject('/api/calls/%zz');
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'SIPA_BAD_REQUEST', hint: expect.stringMatching(/./) });
  await app.close();
});
