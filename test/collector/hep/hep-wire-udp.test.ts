import { expect, onTestFinished, test } from 'vitest';
import { HepUdpWire } from '../../../collector/hep/hep-wire-udp.ts';
import { frame } from '../../support/hep-builder.ts';
import { eventually, hepServer } from '../../support/hep-server.ts';

function wireTo(port: number, queueBytes?: number): HepUdpWire {
  const wire = new HepUdpWire({ transport: 'udp', host: '127.0.0.1', port }, queueBytes);
  onTestFinished(() => wire.close());
  return wire;
}

test('a frame is a datagram; one that fits into none is dropped', async () => {
  const server = await hepServer('udp');
  const wire = wireTo(server.listener.port);
  const large = frame([Buffer.alloc(65_507 - 6)]);
  wire.send(frame([]), 6);
  wire.send(large, large.length);
  wire.send(Buffer.alloc(65_508), 65_508);
  await server.until(2);
  await eventually(() => wire.waitingBytes === 0);
  expect(wire).toMatchObject({ sent: 2, dropped: 1, problem: undefined });
});

test('a server that is not there is told by the system and counted', async () => {
  const gone = await hepServer('udp');
  const { port } = gone.listener;
  await gone.listener.close();
  const wire = wireTo(port);
  await eventually(() => {
    wire.send(frame([]), 6);
    return wire.problem !== undefined;
  });
  expect(wire.problem).toContain('ECONNREFUSED');
  expect(wire.isConnected).toBe(true);
});

test('what waits for the connection is bounded', () => {
  const wire = wireTo(9, 60);
  for (let i = 0; i < 100; i++) wire.send(frame([]), 6);
  expect(wire).toMatchObject({ waitingBytes: 60, dropped: 90 });
});
