// The sender against the listeners of the recorder, over loopback.

import { createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HepSender, type HepSenderOptions } from '../../../collector/hep/hep-sender.ts';
import type { HepTransport } from '../../../collector/hep/hep-url.ts';
import { HepUnpacker, Unpacked } from '../../../collector/hep/unpack.ts';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { carried, HEP_SECONDS, INVITE } from '../../support/hep-builder.ts';
import { eventually, hepServer, testCertificate } from '../../support/hep-server.ts';

const MESSAGE = Buffer.from(`junk${INVITE}`);
const CALL_ID = MESSAGE.indexOf('hep-call@');

function originOf(more: Partial<Datagram> = {}): Datagram {
  const d = new Datagram();
  d.addresses = Uint8Array.from([192, 0, 2, 1, 198, 51, 100, 2]);
  d.destinationAddress = 4;
  d.sourcePort = 5060;
  d.destinationPort = 5062;
  d.timeMicros = HEP_SECONDS * 1e6 + 5;
  d.transport = Transport.Tcp;
  d.point = 1;
  return Object.assign(d, more);
}

function senderTo(transport: HepTransport, port: number, more: Partial<HepSenderOptions> = {}) {
  const sender = new HepSender({
    url: { transport, host: '127.0.0.1', port },
    identity: { agentId: 2002, agentName: 'scope', key: 'secret' },
    points: new CapturePoints(),
    isInsecure: true,
    ...more,
  });
  onTestFinished(() => sender.close());
  const send = (origin = originOf()): void =>
    sender.send(origin, MESSAGE, 4, MESSAGE.length, CALL_ID, CALL_ID + 'hep-call@192.0.2.1'.length);
  return { sender, send };
}

describe.each(['udp', 'tcp', 'tls'] as const)('over %s', transport => {
  const isPossible = transport !== 'tls' || testCertificate() !== undefined;

  test.skipIf(!isPossible)('messages arrive as they were captured', async () => {
    const server = await hepServer(transport, { key: 'secret' });
    const { sender, send } = senderTo(transport, server.listener.port);
    // The first ones before there is a connection.
    for (let i = 0; i < 10; i++) send();
    await server.until(10);
    for (let i = 0; i < 10; i++) send();
    await server.until(20);
    const points = new CapturePoints();
    const unpacker = new HepUnpacker(points);
    expect(unpacker.unpack(carried(server.arrived[19].bytes))).toBe(Unpacked.Sip);
    const { datagram } = unpacker;
    expect(datagram.bytes.toString('latin1', datagram.start, datagram.end)).toBe(INVITE);
    expect(datagram).toMatchObject({
      transport: Transport.Tcp,
      sourcePort: 5060,
      destinationPort: 5062,
      timeMicros: HEP_SECONDS * 1e6 + 5,
    });
    expect(unpacker.correlationId).toBe('hep-call@192.0.2.1');
    expect(points.get(datagram.point)?.name).toBe('HEP 2002 (scope)');
    await eventually(() => sender.status().waitingBytes === 0);
    expect(sender.status()).toEqual({
      target: `${transport}:127.0.0.1:${server.listener.port}`,
      isConnected: true,
      sent: 20,
      dropped: 0,
      tooLarge: 0,
      reconnects: 0,
      waitingBytes: 0,
    });
    expect(server.listener.status()).toMatchObject({ frames: 20, refused: {} });
  });

  test.skipIf(!isPossible)('closing sends what waits', async () => {
    const server = await hepServer(transport);
    const { sender, send } = senderTo(transport, server.listener.port);
    await eventually(() => sender.status().isConnected);
    for (let i = 0; i < 300; i++) send();
    await sender.close();
    await server.until(300);
    expect(sender.status()).toMatchObject({ sent: 300, dropped: 0 });
    send();
    expect(sender.status().dropped).toBe(1);
  });
});

test.skipIf(testCertificate() === undefined)('a certificate that nobody vouches for is refused, and told', async () => {
  const server = await hepServer('tls');
  const { sender, send } = senderTo('tls', server.listener.port, { isInsecure: false });
  send();
  await eventually(() => sender.status().problem !== undefined);
  expect(sender.status()).toMatchObject({ isConnected: false, sent: 0 });
  expect(sender.status().problem).toContain('self-signed');
});

test('what arrived under its own name is not sent again', async () => {
  const server = await hepServer('udp');
  const points = new CapturePoints();
  points.idOf('eth0', 'interface');
  const own = points.idOf('HEP 2002 (scope)', 'hep');
  const other = points.idOf('HEP 2002 (other)', 'hep');
  const { send } = senderTo('udp', server.listener.port, { points });
  send(originOf({ point: own }));
  send(originOf({ point: other }));
  send(originOf({ point: 0 }));
  await server.until(2);
  expect(server.listener.status().frames).toBe(2);
});

test('a full queue drops and counts, and never grows', async () => {
  // A server that reads nothing.
  const sockets: Socket[] = [];
  const server = createServer(socket => sockets.push(socket.pause()));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { sender, send } = senderTo('tcp', port, { queueBytes: 100_000 });
  for (let i = 0; i < 1000; i++) send();
  const { dropped, waitingBytes } = sender.status();
  expect(waitingBytes).toBeLessThanOrEqual(100_000);
  expect(dropped).toBeGreaterThan(500);
});

test('a message that no frame can hold is counted', () => {
  const { sender } = senderTo('udp', 9);
  sender.send(originOf(), Buffer.alloc(2_000_000), 0, 2_000_000, 0, 0);
  expect(sender.status()).toMatchObject({ tooLarge: 1, dropped: 0 });
});

test('a connection that breaks is made again', async () => {
  const first = await hepServer('tcp');
  const { port } = first.listener;
  const { sender, send } = senderTo('tcp', port);
  send();
  await first.until(1);
  await first.listener.close();
  await eventually(() => !sender.status().isConnected);
  expect(sender.status().problem).toBeDefined();
  send();
  const second = await hepServer('tcp', { port });
  await second.until(1);
  expect(sender.status()).toMatchObject({ isConnected: true, reconnects: 1, dropped: 0 });
  expect(sender.status().problem).toBeUndefined();
});

test('nobody there is a problem, not an error', async () => {
  const gone = await hepServer('tcp');
  const { port } = gone.listener;
  await gone.listener.close();
  const { sender, send } = senderTo('tcp', port);
  send();
  await eventually(() => sender.status().problem !== undefined);
  expect(sender.status()).toMatchObject({ isConnected: false, sent: 0 });
  expect(sender.status().problem).toContain('ECONNREFUSED');
  await sender.close();
  expect(sender.status().dropped).toBe(1);
});
