import { expect, onTestFinished, test } from 'vitest';
import { HepStreamWire } from '../../../collector/hep/hep-wire-stream.ts';
import { content, kamailio } from '../../support/hep-builder.ts';
import { eventually, hepServer } from '../../support/hep-server.ts';

function wireTo(port: number, queueBytes?: number): HepStreamWire {
  const wire = new HepStreamWire({ transport: 'tcp', host: '127.0.0.1', port }, false, queueBytes);
  onTestFinished(() => wire.close());
  return wire;
}

test('frames of all sizes arrive in order, gathered into few writes', async () => {
  const server = await hepServer('tcp');
  const wire = wireTo(server.listener.port);
  const frames = Array.from({ length: 400 }, (_, i) =>
    kamailio(content({ payload: `${i} ${'x'.repeat((i * 163) % 65_000)}` })),
  );
  for (const one of frames) wire.send(one, one.length);
  await server.until(frames.length);
  expect(server.arrived.every(({ bytes }, i) => bytes.equals(frames[i]))).toBe(true);
  await eventually(() => wire.waitingBytes === 0);
  expect(wire).toMatchObject({ sent: 400, dropped: 0 });
});

test('what waits for the connection is bounded, and dropped when it never comes', async () => {
  const wire = wireTo(1, 1000);
  for (let i = 0; i < 100; i++) wire.send(Buffer.alloc(100), 100);
  expect(wire).toMatchObject({ waitingBytes: 1000, dropped: 90 });
  await wire.close();
  expect(wire).toMatchObject({ waitingBytes: 0, dropped: 100, sent: 0 });
});
