import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../../server/wire/limits.ts';
import { type FakeApp, fakeApp, handleAt } from '../../support/fake-app.ts';

const apps: FakeApp[] = [];
afterEach(async () => {
  for (const { app } of apps.splice(0)) await app.close();
});

async function start(): Promise<FakeApp & { readonly id: string }> {
  const fake = await fakeApp([3]);
  apps.push(fake);
  return { ...fake, id: fake.captures.infos()[0]?.id ?? '' };
}

test('a sample frame is given with its bytes', async () => {
  const fake = await start();
  const answer = await fake.app.inject(`/api/captures/${fake.id}/frames/0.3`);
  expect(answer.json()).toEqual(handleAt(fake, 0).capture.frame('0.3'));
});

test.each([
  ['frames/9.9', 'SIPA_NO_FRAME'],
  ['frames/..%2f', 'SIPA_NO_FRAME'],
])('%s is a 404', async (path, code) => {
  const { app, id } = await start();
  const answer = await app.inject(`/api/captures/${id}/${path}`);
  expect([answer.statusCode, answer.json().code]).toEqual([404, code]);
  const nobody = await app.inject(`/api/captures/nobody/${path}`);
  expect([nobody.statusCode, nobody.json().code]).toEqual([404, 'SIPA_NO_CAPTURE']);
});

test('a frame whose segment is gone is a 410 that says so', async () => {
  const fake = await start();
  handleAt(fake, 0).refusal = Object.assign(new Error('the segment was deleted'), {
    code: 'SIPA_GONE',
    hint: 'Raise it.',
  });
  const answer = await fake.app.inject(`/api/captures/${fake.id}/frames/0.3`);
  expect([answer.statusCode, answer.json()]).toEqual([
    410,
    { code: 'SIPA_GONE', message: 'the segment was deleted', hint: 'Raise it.' },
  ]);
});

test.each(['text/plain', 'application/octet-stream'])('keys are taken as %s and counted', async type => {
  const fake = await start();
  const payload = 'CLIENT_RANDOM a b\nCLIENT_RANDOM c d\n';
  const headers = { 'content-type': type };
  const answer = await fake.app.inject({ method: 'POST', url: `/api/captures/${fake.id}/keys`, headers, payload });
  expect([answer.statusCode, answer.json()]).toEqual([200, { added: 2 }]);
  expect(handleAt(fake, 0).capture.keys).toBe(payload);
});

test('a key log over the limit is refused', async () => {
  const { app, id } = await start();
  const send = (bytes: number) =>
    app.inject({
      method: 'POST',
      url: `/api/captures/${id}/keys`,
      headers: { 'content-type': 'text/plain' },
      payload: 'x'.repeat(bytes),
    });
  const answer = await send(LIMITS.keyLogBytes + 1);
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'SIPA_TOO_LARGE']);
  expect((await send(LIMITS.keyLogBytes)).statusCode).toBe(200);
});

test('keys of a foreign page are not taken', async () => {
  const fake = await start();
  const headers = { host: 'localhost:8060', origin: 'http://evil.example', 'content-type': 'text/plain' };
  const answer = await fake.app.inject({ method: 'POST', url: `/api/captures/${fake.id}/keys`, headers, payload: 'x' });
  expect([answer.statusCode, handleAt(fake, 0).capture.keys]).toEqual([403, '']);
});

test('a capture that goes on forgets its calls; one that was read to its end does not', async () => {
  const fake = await start();
  const { capture } = handleAt(fake, 0);
  capture.state = 'live';
  const clear = () => fake.app.inject({ method: 'POST', url: `/api/captures/${fake.id}/clear` });
  expect((await clear()).json()).toMatchObject({ progress: { legs: 0, generation: 1 } });
  capture.state = 'ready';
  const refused = await clear();
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'SIPA_NOT_LIVE']);
});
