import { createServer } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { isLoopback, listen, pageAddress } from '../../server/listen.ts';

const host = '127.0.0.1';
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function app(): FastifyInstance {
  const made = fastify();
  cleanups.push(() => made.close());
  return made;
}

/** A port that something else listens on. */
async function takenPort(): Promise<number> {
  const server = createServer();
  cleanups.push(() => new Promise(resolve => server.close(resolve)));
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server on a port has an address');
  return address.port;
}

test('port 0 is any free one', async () => {
  const one = app();
  const port = await listen(one, { host, port: 0, isPortGiven: true });
  expect(port).toBeGreaterThan(0);
  expect(one.server.listening).toBe(true);
});

test('a taken port that nobody asked for is passed over', async () => {
  const taken = await takenPort();
  const port = await listen(app(), { host, port: taken, isPortGiven: false });
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThanOrEqual(taken + 20);
});

test('a taken port that was asked for is an error with a way out', async () => {
  const taken = await takenPort();
  await expect(listen(app(), { host, port: taken, isPortGiven: true })).rejects.toMatchObject({
    message: `port ${taken} is in use on 127.0.0.1`,
    hint: expect.stringMatching(/--port/),
  });
});

test('an address of another host is an error with a way out', async () => {
  // 192.0.2.0/24 is for documentation (RFC 5737): nobody has it.
  await expect(listen(app(), { host: '192.0.2.1', port: 0, isPortGiven: true })).rejects.toMatchObject({
    message: '192.0.2.1 is no address of this host',
    hint: expect.stringMatching(/--host/),
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.evil.example', false],
])('%s is reachable from this host alone: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test.each([
  ['127.0.0.1', '', 'http://127.0.0.1:8060/'],
  ['::1', '', 'http://[::1]:8060/'],
  ['0.0.0.0', '', 'http://127.0.0.1:8060/'],
  ['::', '', 'http://127.0.0.1:8060/'],
  ['trace-box', '', 'http://trace-box:8060/'],
  ['127.0.0.1', 'code >= 500 & "a"', 'http://127.0.0.1:8060/calls?filter=code+%3E%3D+500+%26+%22a%22'],
])('the page of %s with the filter %j is at %s', (address, filter, url) => {
  expect(pageAddress(address, 8060, filter)).toBe(url);
});
