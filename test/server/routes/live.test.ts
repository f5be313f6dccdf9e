import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../../server/wire/limits.ts';
import { type FakeApp, FakePage, fakeApp, handleAt } from '../../support/fake-app.ts';

const apps: FakeApp[] = [];
afterEach(async () => {
  for (const { app } of apps.splice(0)) await app.close();
});

async function start(legs: readonly number[] = [3]): Promise<FakeApp> {
  const fake = await fakeApp(legs);
  apps.push(fake);
  return fake;
}

test('a page gets a snapshot, then what changes, then the progress', async () => {
  const fake = await start();
  const handle = handleAt(fake, 0);
  const page = await FakePage.connect(fake.app);
  const window = { offset: 0, limit: 100 };
  page.say({ type: 'watch', view: 'calls', capture: handle.id, filter: '', sort: '', window, seq: 1 });
  expect(await page.next('calls')).toMatchObject({
    seq: 1,
    total: 3,
    rows: [{ index: 0 }, { index: 1 }, { index: 2 }],
  });
  handle.touch(1);
  expect(await page.next('calls-delta')).toMatchObject({ rows: [{ index: 1, messages: 8 }] });
  handle.grow(1);
  expect(await page.next('progress')).toMatchObject({ capture: handle.id, progress: { legs: 4 } });
  expect(await page.next('calls')).toMatchObject({ total: 4 });
  expect((await fake.app.inject('/api/health')).json().liveClients).toBe(1);
});

test('a bad message is answered and the socket stays', async () => {
  const fake = await start();
  const page = await FakePage.connect(fake.app);
  page.socket.send('rubbish');
  expect(await page.next('error')).toMatchObject({ code: 'SIPA_BAD_MESSAGE', hint: expect.stringMatching(/watch/) });
  page.say({ type: 'watch', view: 'captures', seq: 1 });
  expect(await page.next('captures')).toMatchObject({ captures: [{ name: 'demo0.pcap' }] });
});

test('a message over the size limit ends the socket with 1009', async () => {
  const { app } = await start();
  const page = await FakePage.connect(app);
  const closed = new Promise(resolve => page.socket.once('close', resolve));
  page.socket.send('x'.repeat(LIMITS.clientMessageBytes + 1));
  expect(await closed).toBe(1009);
});

test('a page of another origin is refused, a program without one is not', async () => {
  const { app } = await start();
  await app.ready();
  const connect = (headers: Record<string, string>) => app.injectWS('/api/live', { headers });
  await expect(connect({ host: 'localhost:8060', origin: 'http://evil.example' })).rejects.toThrow('403');
  await expect(connect({ host: 'localhost:8060', origin: 'http://localhost:9999' })).rejects.toThrow('403');
  await expect(connect({ host: 'localhost:8060', origin: 'null' })).rejects.toThrow('403');
  await expect(connect({ host: 'evil.example' })).rejects.toThrow('421');
  (await connect({ host: 'localhost:8060', origin: 'http://localhost:8060' })).terminate();
  (await connect({ host: '127.0.0.1:8060' })).terminate();
});

test('asked without a socket it says what it speaks', async () => {
  const { app } = await start();
  const answer = await app.inject('/api/live');
  expect([answer.statusCode, answer.json().code]).toEqual([426, 'SIPA_NO_SOCKET']);
});

test('the end of the server ends the sockets', async () => {
  const { app } = await start();
  const page = await FakePage.connect(app);
  const closed = new Promise(resolve => page.socket.once('close', resolve));
  await app.close();
  expect(await closed).toBe(1001);
});
