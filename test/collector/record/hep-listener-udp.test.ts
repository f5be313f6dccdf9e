import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import { HepGate } from '../../../collector/record/hep-listener-gate.ts';
import { openHepUdpServer } from '../../../collector/record/hep-listener-udp.ts';
import { content, kamailio } from '../../support/hep-builder.ts';
import { eventually } from '../../support/hep-server.ts';

test.skipIf(process.platform !== 'linux')('what the kernel threw away is counted, also after the end', async () => {
  const gate = new HepGate(() => {});
  const server = await openHepUdpServer({ transport: 'udp', host: '127.0.0.1', port: 0 }, gate);
  onTestFinished(() => server.close());
  const sender = createSocket('udp4');
  onTestFinished(() => void sender.close());
  const large = kamailio(content({ payload: 'x'.repeat(60_000) }));
  let sent = 0;
  await new Promise<void>(resolve => {
    for (let i = 0; i < 1500; i++) {
      sender.send(large, server.port, '127.0.0.1', error => {
        if (error === null) sent++;
        if (i === 1499) resolve();
      });
    }
    // Nobody reads meanwhile: more comes than the largest buffer of a socket holds.
    const until = performance.now() + 300;
    while (performance.now() < until);
  });
  await eventually(() => gate.frames + (server.kernelDrops() ?? 0) >= sent);
  const drops = server.kernelDrops() ?? 0;
  expect(gate.frames + drops).toBe(sent);
  await server.close();
  expect(server.kernelDrops()).toBe(drops);
});
