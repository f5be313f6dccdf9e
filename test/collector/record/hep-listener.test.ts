// The listeners over loopback, as agents meet them.

import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openHepListener } from '../../../collector/record/hep-listener.ts';
import { chunk, content, frame, heplify, INVITE, kamailio, legacy } from '../../support/hep-builder.ts';
import { eventually, hepServer, testAuthority, testCertificate } from '../../support/hep-server.ts';
import { bytes } from '../../support/packet-builder.ts';

const V3 = kamailio(content());

async function connected(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await new Promise<void>(resolve => socket.once('connect', () => resolve()));
  return socket;
}

async function sendUdp(port: number, ...datagrams: readonly Buffer[]): Promise<number> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  for (const one of datagrams) {
    await new Promise<void>(resolve => socket.send(one, port, '127.0.0.1', () => resolve()));
  }
  return socket.address().port;
}

describe('over UDP', () => {
  test('every version arrives as it was sent, with both ends', async () => {
    const server = await hepServer('udp');
    const frames = [V3, legacy(1, content()), legacy(2, content())];
    const port = await sendUdp(server.listener.port, ...frames);
    await server.until(3);
    expect(server.arrived).toEqual(
      frames.map(one => ({ bytes: one, remote: `127.0.0.1 ${port}`, local: `127.0.0.1 ${server.listener.port}` })),
    );
    const status = server.listener.status();
    expect(status).toMatchObject({
      name: `hep udp:127.0.0.1:${server.listener.port}`,
      kind: 'hep',
      frames: 3,
      bytes: bytes(...frames).length,
      refused: {},
    });
    if (process.platform === 'linux') expect(status.kernelDrops).toBe(0);
  });

  test('a frame that is gzip as a whole arrives opened', async () => {
    const server = await hepServer('udp');
    await sendUdp(server.listener.port, gzipSync(heplify(content())));
    await server.until(1);
    expect(server.arrived[0].bytes).toEqual(heplify(content()));
  });

  test('what is no HEP is refused and counted', async () => {
    const server = await hepServer('udp');
    const bomb = gzipSync(Buffer.alloc(20_000_000)).subarray(0, 18_000);
    await sendUdp(server.listener.port, Buffer.from(INVITE), bytes(''), gzipSync(Buffer.from('hello')), bomb, V3);
    await server.until(1);
    expect(server.listener.status()).toMatchObject({
      frames: 1,
      refused: { 'malformed HEP': 3, 'compressed HEP too large': 1 },
    });
  });

  test('an agent of IPv4 at a listener of both families is one of IPv4', async () => {
    const server = await hepServer('udp', { host: '::' });
    await sendUdp(server.listener.port, V3);
    await server.until(1);
    expect(server.arrived[0].remote).toMatch(/^127\.0\.0\.1 /);
  });
});

describe('the secret', () => {
  const key = 's3cret';
  test('is asked of every frame, and blotted out', async () => {
    const server = await hepServer('udp', { key });
    const good = kamailio(content({ key }));
    const wrong = [V3, kamailio(content({ key: 'S3cret' })), heplify(content()), legacy(2, content())];
    await sendUdp(server.listener.port, ...wrong, good, gzipSync(kamailio(content({ key }))));
    await server.until(2);
    const blotted = kamailio(content({ key: '******' }));
    expect(server.arrived.map(one => one.bytes)).toEqual([blotted, blotted]);
    expect(server.listener.status().refused).toEqual({ 'wrong HEP key': 4 });
  });

  test('over TCP', async () => {
    const server = await hepServer('tcp', { key });
    const socket = await connected(server.listener.port);
    socket.write(bytes(V3, kamailio(content({ key })), V3));
    await server.until(1);
    await eventually(() => server.listener.status().refused['wrong HEP key'] === 2);
    expect(server.listener.status().frames).toBe(1);
  });
});

describe('over TCP', () => {
  test('frames in pieces arrive whole, of several connections', async () => {
    const server = await hepServer('tcp');
    const large = kamailio(content({ payload: 'x'.repeat(60_000) }));
    const sockets = await Promise.all([1, 2, 3].map(() => connected(server.listener.port)));
    for (const socket of sockets) {
      const stream = bytes(V3, large, V3);
      for (let at = 0; at < stream.length; at += 7001) socket.write(stream.subarray(at, at + 7001));
      socket.end();
    }
    await server.until(9);
    const remotes = new Set(server.arrived.map(one => one.remote));
    expect(remotes.size).toBe(3);
    for (const remote of remotes) {
      const own = server.arrived.filter(one => one.remote === remote).map(one => one.bytes);
      expect(own).toEqual([V3, large, V3]);
    }
    expect(server.listener.status()).toMatchObject({ frames: 9, refused: {} });
  });

  test('noise between frames costs the noise alone', async () => {
    const server = await hepServer('tcp');
    const socket = await connected(server.listener.port);
    socket.write(bytes(V3, 'some noise', V3, V3));
    await server.until(3);
    expect(server.listener.status().refused).toEqual({ 'malformed HEP': 1 });
  });

  test('a connection that ends inside a frame is counted', async () => {
    const server = await hepServer('tcp');
    const socket = await connected(server.listener.port);
    socket.end(bytes(V3, V3.subarray(0, 50)));
    await eventually(() => server.listener.status().refused['malformed HEP'] === 1);
    expect(server.arrived).toHaveLength(1);
  });

  test('a writer that is behind makes the sender wait and loses nothing', async () => {
    const server = await hepServer('tcp');
    const socket = await connected(server.listener.port);
    server.listener.pause();
    const batch = bytes(...Array.from({ length: 1000 }, () => V3));
    // More than the buffers of both ends hold: what is not taken shows in the sender.
    let waiting = 0;
    for (let i = 0; i < 40; i++) if (!socket.write(batch)) waiting++;
    await new Promise(resolve => setTimeout(resolve, 200));
    const before = server.arrived.length;
    expect(waiting).toBeGreaterThan(0);
    expect(socket.writableLength).toBeGreaterThan(0);
    // What was on its way when the pause began may still come.
    expect(before).toBeLessThan(2000);
    server.listener.resume();
    await server.until(40_000);
    expect(server.listener.status()).toMatchObject({ frames: 40_000, refused: {} });
  });

  test('a connection that is made during a pause waits too', async () => {
    const server = await hepServer('tcp');
    server.listener.pause();
    const socket = await connected(server.listener.port);
    socket.write(V3);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(server.arrived).toHaveLength(0);
    server.listener.resume();
    await server.until(1);
  });
});

describe.skipIf(testCertificate() === undefined)('over TLS', () => {
  test('frames arrive from those who speak it', async () => {
    const server = await hepServer('tls');
    const socket = connectTls({ port: server.listener.port, host: '127.0.0.1', ca: testAuthority() });
    onTestFinished(() => void socket.destroy());
    socket.write(bytes(V3, V3));
    await server.until(2);
    expect(server.arrived[1].bytes).toEqual(V3);
    const plain = await connected(server.listener.port);
    plain.write(V3);
    await new Promise<void>(resolve => plain.once('close', () => resolve()));
    expect(server.listener.status().frames).toBe(2);
  });

  test('a listener closes although a handshake hangs', async () => {
    const server = await hepServer('tls');
    const socket = await connected(server.listener.port);
    await server.listener.close();
    await new Promise<void>(resolve => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));
  });
});

describe('what cannot be listened to is told', () => {
  const open = (transport: 'udp' | 'tcp' | 'tls', host: string, port: number, more = {}) =>
    openHepListener({ url: { transport, host, port }, onFrame: () => {}, ...more });

  test.each(['udp', 'tcp'] as const)('a port that is taken (%s)', async transport => {
    const { listener } = await hepServer(transport);
    await expect(open(transport, '127.0.0.1', listener.port)).rejects.toMatchObject({
      code: 'SIPA_HEP_PORT_IN_USE',
      hint: expect.stringContaining('another port'),
    });
  });

  test.each(['udp', 'tcp'] as const)('an address that is not ours (%s)', async transport => {
    await expect(open(transport, '192.0.2.77', 0)).rejects.toMatchObject({ code: 'SIPA_HEP_ADDRESS' });
  });

  test('a TLS listener without or with wrong files', async () => {
    const wrong = { code: 'SIPA_HEP_CERTIFICATE' };
    await expect(open('tls', '127.0.0.1', 0)).rejects.toMatchObject(wrong);
    const missing = { certificate: '/nowhere/cert.pem', privateKey: '/nowhere/key.pem' };
    await expect(open('tls', '127.0.0.1', 0, missing)).rejects.toMatchObject(wrong);
    const nonsense = { certificate: import.meta.filename, privateKey: import.meta.filename };
    await expect(open('tls', '127.0.0.1', 0, nonsense)).rejects.toMatchObject(wrong);
  });
});

test('a frame with a bad chunk is worth recording', async () => {
  const server = await hepServer('udp');
  await sendUdp(server.listener.port, frame([chunk(15, INVITE), Buffer.from([0, 0, 0, 1, 0, 2])]));
  await server.until(1);
});
