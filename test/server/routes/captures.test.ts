import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { Captures } from '../../../server/captures.ts';
import { LIMITS } from '../../../server/wire/limits.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';
import { FakeHandle } from '../../support/fake-capture.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function start(legs: readonly number[] = [], uploadLimit = 1000): Promise<FakeApp> {
  const fake = await fakeApp(legs, { uploadLimit });
  apps.push(fake.app);
  return fake;
}

function upload(app: FastifyInstance, name: string, content: string): Promise<LightMyRequestResponse> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  return app.inject({ method: 'POST', url: '/api/captures', payload: form });
}

test('the list tells the open captures with their progress', async () => {
  const { app } = await start([4]);
  const { items } = (await app.inject('/api/captures')).json();
  expect(items).toMatchObject([
    { name: 'demo0.pcap', origin: 'file', paths: ['/traces/demo0.pcap'], progress: { legs: 4 } },
  ]);
});

test('an upload is stored under a path of ours and shown under its own name', async () => {
  const { app, handles } = await start();
  const answer = await upload(app, '../../etc/My Trace.pcap', 'bytes of it');
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({ name: 'My Trace.pcap', paths: ['My Trace.pcap'], origin: 'upload' });
  expect(answer.json().id).toMatch(/^my-trace-[0-9a-f]{6}$/);
  const path = handles[0]?.paths[0] ?? '';
  expect(path).toMatch(/sipscope-\w+[\\/]1\.capture$/);
  expect(readFileSync(path, 'utf8')).toBe('bytes of it');
  const health = await app.inject('/api/health/capture');
  expect(health.json().sources[0].path).toBe('My Trace.pcap');
});

test('the same content twice is one capture', async () => {
  const { app, captures, handles } = await start();
  const first = await upload(app, 'a.pcap', 'same');
  const again = await upload(app, 'a.pcap', 'same');
  expect(again.json().id).toBe(first.json().id);
  expect(captures.infos()).toHaveLength(1);
  expect(existsSync(handles[0]?.paths[0] ?? '')).toBe(true);
});

test('closing an upload removes its file, closing it again is a 404', async () => {
  const { app, handles } = await start();
  const { id } = (await upload(app, 'a.pcap', 'bytes')).json();
  const path = handles[0]?.paths[0] ?? '';
  expect((await app.inject({ method: 'DELETE', url: `/api/captures/${id}` })).statusCode).toBe(204);
  expect(handles[0]?.closes).toBe(1);
  expect(existsSync(path)).toBe(false);
  const again = await app.inject({ method: 'DELETE', url: `/api/captures/${id}` });
  expect([again.statusCode, again.json().code]).toEqual([404, 'SIPA_NO_CAPTURE']);
});

test('the end of the server closes every capture and removes every upload', async () => {
  const { app, handles } = await fakeApp([1], { uploadLimit: 1000 });
  await upload(app, 'a.pcap', 'bytes');
  await app.close();
  expect(handles.map(handle => handle.closes)).toEqual([1, 1]);
  expect(existsSync(handles[1]?.paths[0] ?? '')).toBe(false);
});

test('a file over the limit is refused and leaves nothing behind', async () => {
  const { app, captures, handles } = await start([], 10);
  const answer = await upload(app, 'big.pcap', 'x'.repeat(11));
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'SIPA_TOO_LARGE']);
  expect(captures.infos()).toEqual([]);
  expect(handles).toEqual([]);
  expect((await upload(app, 'fits.pcap', 'x'.repeat(10))).statusCode).toBe(201);
});

test('no more uploads than the limit are open at once', async () => {
  const { app, captures } = await start();
  for (let at = 0; at < LIMITS.uploads; at++) await upload(app, `${at}.pcap`, `content ${at}`);
  const answer = await upload(app, 'last.pcap', 'last');
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'SIPA_TOO_MANY_UPLOADS']);
  await captures.close(captures.infos()[0]?.id ?? '');
  expect((await upload(app, 'last.pcap', 'last')).statusCode).toBe(201);
});

test('a file that is no capture is refused in its own name and leaves nothing behind', async () => {
  const opened: FakeHandle[] = [];
  const captures = new Captures(source => {
    const handle = new FakeHandle(source);
    const message = `${source.paths[0]} is no capture file`;
    handle.refusal = Object.assign(new Error(message), { code: 'SIPA_NOT_A_CAPTURE', hint: 'Give a pcap file.' });
    opened.push(handle);
    return handle;
  });
  const app = await buildApp({ captures });
  apps.push(app);
  const answer = await upload(app, 'notes.txt', 'hello');
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toEqual({
    code: 'SIPA_NOT_A_CAPTURE',
    message: 'notes.txt is no capture file',
    hint: 'Give a pcap file.',
  });
  expect(captures.infos()).toEqual([]);
  expect(existsSync(opened[0]?.paths[0] ?? '')).toBe(false);
});

test('a live capture is started with JSON', async () => {
  const { app, recording } = await start();
  const payload = { interfaces: ['eth0'], filter: 'port 5060', bufferMegabytes: 8 };
  const answer = await app.inject({ method: 'POST', url: '/api/captures', payload });
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    name: 'eth0',
    origin: 'live',
    live: { recorder: 'recording', plan: { filter: 'port 5060', bufferBytes: 8 * 1024 ** 2 } },
  });
  expect(recording.deeds).toEqual([expect.stringMatching(/^start \/state\/spool\/eth0\+port-5060-[0-9a-f]{6}$/)]);
  const { items } = (await app.inject('/api/captures')).json();
  expect(items).toMatchObject([{ id: answer.json().id, live: { spool: { segments: 1 } } }]);
});

test.each<[object, number, string]>([
  [{ interfaces: ['eth0'], spool: '/etc' }, 400, 'SIPA_BAD_REQUEST'],
  [{ interfaces: 'eth0' }, 400, 'SIPA_BAD_REQUEST'],
  [{}, 400, 'SIPA_NOTHING_TO_RECORD'],
  [{ interfaces: ['eth9'] }, 404, 'SIPA_NO_DEVICE'],
  [{ hep: ['tls:0.0.0.0:9061'] }, 400, 'SIPA_NO_CERTIFICATE'],
])('%j is refused before anything is recorded', async (payload, status, code) => {
  const { app, recording, captures } = await start();
  const answer = await app.inject({ method: 'POST', url: '/api/captures', payload });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(answer.json().hint).not.toBe('');
  expect([recording.deeds, captures.infos()]).toEqual([[], []]);
});

test('a wrong capture filter is answered with its place', async () => {
  const { app, recording } = await start();
  const error = { code: 'SIPA_FILTER_WRONG', hint: 'Write: port 5060.', position: 5, length: 2 };
  recording.refusal = Object.assign(new Error('"xx" is no port'), error);
  const payload = { interfaces: ['eth0'], filter: 'port xx' };
  const answer = await app.inject({ method: 'POST', url: '/api/captures', payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({ message: '"xx" is no port', ...error });
});

test('a page of another origin may not start a capture', async () => {
  const { app, recording } = await start();
  const headers = { host: 'localhost:8060', origin: 'http://evil.example' };
  const payload = { interfaces: ['eth0'] };
  const answer = await app.inject({ method: 'POST', url: '/api/captures', headers, payload });
  expect([answer.statusCode, recording.deeds]).toEqual([403, []]);
});

test('closing a live capture ends its recorder and leaves the spool', async () => {
  const { app, recording } = await start();
  const { id } = (await app.inject({ method: 'POST', url: '/api/captures', payload: { interfaces: ['any'] } })).json();
  expect((await app.inject({ method: 'DELETE', url: `/api/captures/${id}` })).statusCode).toBe(204);
  expect(recording.deeds).toEqual(['start /state/spool/any', 'stop /state/spool/any']);
});

test('where nothing can be recorded, JSON is no upload', async () => {
  const app = await buildApp({ captures: new Captures(source => new FakeHandle(source)) });
  apps.push(app);
  const answer = await app.inject({ method: 'POST', url: '/api/captures', payload: { interfaces: ['eth0'] } });
  expect(answer.statusCode).toBe(406);
});

test.each([
  [{ payload: { file: 'x' } }, 400],
  [{ payload: '', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 400],
])('an upload without a file is refused: %j', async (request, status) => {
  const { app } = await start();
  const answer = await app.inject({ method: 'POST', url: '/api/captures', ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ code: expect.stringMatching(/^SIPA_/), hint: expect.stringMatching(/./) });
});
