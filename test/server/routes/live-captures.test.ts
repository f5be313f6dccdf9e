import { afterEach, expect, test } from 'vitest';
import { type FakeApp, FakePage, fakeApp } from '../../support/fake-app.ts';

const apps: FakeApp[] = [];
afterEach(async () => {
  for (const { app } of apps.splice(0)) await app.close();
});

async function start(): Promise<FakeApp & { readonly id: string }> {
  const fake = await fakeApp([]);
  apps.push(fake);
  const answer = await fake.app.inject({ method: 'POST', url: '/api/captures', payload: { interfaces: ['eth0'] } });
  return { ...fake, id: answer.json().id };
}

test('the interfaces and engines of this host are told', async () => {
  const { app, recording } = await start();
  expect((await app.inject('/api/interfaces')).json()).toEqual(recording.list);
});

test('a recording stops and starts, and each answer is the capture as it is then', async () => {
  const { app, id } = await start();
  const stopped = await app.inject({ method: 'POST', url: `/api/captures/${id}/stop` });
  expect([stopped.statusCode, stopped.json()]).toMatchObject([
    200,
    { id, live: { recorder: 'stopped' }, progress: { state: 'ready' } },
  ]);
  const started = await app.inject({ method: 'POST', url: `/api/captures/${id}/start` });
  expect([started.statusCode, started.json()]).toMatchObject([200, { id, live: { recorder: 'recording' } }]);
});

test.each(['stop', 'start'])('%s of what is no live capture is refused', async verb => {
  const { app, captures } = await start();
  const { id } = captures.openFiles(['/a.pcap']);
  const file = await app.inject({ method: 'POST', url: `/api/captures/${id}/${verb}` });
  expect([file.statusCode, file.json().code]).toEqual([409, 'SIPA_NOT_LIVE']);
  const nobody = await app.inject({ method: 'POST', url: `/api/captures/nobody/${verb}` });
  expect([nobody.statusCode, nobody.json().code]).toEqual([404, 'SIPA_NO_CAPTURE']);
});

test('a recorder that cannot start again says why', async () => {
  const { app, recording, id } = await start();
  await app.inject({ method: 'POST', url: `/api/captures/${id}/stop` });
  recording.refusal = Object.assign(new Error('no right'), { code: 'SIPA_NO_RIGHTS', hint: 'sudo' });
  const answer = await app.inject({ method: 'POST', url: `/api/captures/${id}/start` });
  expect([answer.statusCode, answer.json()]).toEqual([
    403,
    { code: 'SIPA_NO_RIGHTS', message: 'no right', hint: 'sudo' },
  ]);
});

test('a page that watches the captures is told when what is recorded moves', async () => {
  const { app, recording, live, id } = await start();
  const page = await FakePage.connect(app);
  page.say({ type: 'watch', view: 'captures', seq: 1 });
  await page.next('captures');
  recording.say('/state/spool/eth0', {
    inputs: [{ name: 'eth0', kind: 'interface', frames: 9, bytes: 900, refused: {} }],
  });
  await live.look();
  expect(await page.next('captures')).toMatchObject({ captures: [{ id, live: { inputs: [{ frames: 9 }] } }] });
});
