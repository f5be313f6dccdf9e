import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let app: FastifyInstance;
let id: string;
beforeAll(async () => {
  fake = await fakeApp([2]);
  app = fake.app;
  id = fake.captures.infos()[0]?.id ?? '';
});
afterAll(() => app.close());

test('a message is given decoded', async () => {
  expect((await app.inject(`/api/messages/${id}:3`)).json()).toEqual(fake.handles[0]?.capture.message(3));
});

test('the raw bytes are exact, whether they are text or not', async () => {
  const text = await app.inject(`/api/messages/${id}:0/raw`);
  expect(text.rawPayload).toEqual(Buffer.from('OPTIONS sip:ü SIP/2.0\r\n\r\n', 'utf8'));
  const binary = await app.inject(`/api/messages/${id}:1/raw`);
  expect(binary.rawPayload).toEqual(Buffer.from('OPTIONS sip:\xfc SIP/2.0\r\n\r\n', 'latin1'));
});

test('raw bytes are a download that no browser shows as a page', async () => {
  const { headers } = await app.inject(`/api/messages/${id}:0/raw`);
  expect(headers['content-type']).toBe('application/octet-stream');
  expect(headers['content-disposition']).toBe(`attachment; filename="${id}-message-0.sip"`);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test.each(['14', '99999999999', 'x', '-1', '1.5'])('message %s is a 404', async index => {
  for (const path of ['', '/raw']) {
    const answer = await app.inject(`/api/messages/${id}:${index}${path}`);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'SIPA_NO_MESSAGE']);
  }
});
