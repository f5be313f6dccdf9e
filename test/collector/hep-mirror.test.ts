import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { HepMirror } from '../../collector/hep-mirror.ts';
import { Frame } from '../../collector/model/frame.ts';
import { Datagram } from '../../collector/model/packet.ts';
import { CapturePoints } from '../../collector/model/points.ts';

const MESSAGE = Buffer.from('OPTIONS sip:x SIP/2.0\r\nCall-ID: c\r\n\r\n');

function frame(number: number, timeMicros = 1000, segment = 0): Frame {
  return Object.assign(new Frame(), { number, timeMicros, segment });
}

function origin(): Datagram {
  return Object.assign(new Datagram(), {
    addresses: Uint8Array.from([10, 0, 0, 1, 10, 0, 0, 2]),
    destinationAddress: 4,
    // Of another point than the mirror's own, the first there is.
    point: 1,
  });
}

/** A HEP server on loopback; gives how many frames came when the mirror has sent `send`'s messages. */
async function received(since: number, send: (mirror: HepMirror) => number): Promise<number> {
  const server = createSocket('udp4');
  onTestFinished(() => void server.close());
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const mirror = new HepMirror(
    [{ url: `udp:127.0.0.1:${server.address().port}`, key: 'k' }],
    new CapturePoints(),
    since,
  );
  let count = 0;
  server.on('message', bytes => {
    expect(bytes.toString('latin1', 0, 4)).toBe('HEP3');
    count++;
  });
  const sent = send(mirror);
  while (count < sent) await once(server, 'message');
  await mirror.close();
  return count;
}

const give = (mirror: HepMirror, one: Frame): void => mirror.send(one, MESSAGE, 0, MESSAGE.length, origin(), 32, 33);

test('messages go to the server, older ones and those that come again do not', async () => {
  const count = await received(500, mirror => {
    give(mirror, frame(1, 400));
    give(mirror, frame(2));
    give(mirror, frame(3));
    mirror.skipTo(0, 3);
    give(mirror, frame(2));
    give(mirror, frame(3));
    give(mirror, frame(4));
    give(mirror, frame(1, 1000, 1));
    return 4;
  });
  expect(count).toBe(4);
});

test('without targets it is not needed', () => {
  expect(new HepMirror([], new CapturePoints(), 0).isNeeded).toBe(false);
});

test('an address that is none is refused', () => {
  expect(() => new HepMirror([{ url: 'http://x' }], new CapturePoints(), 0)).toThrow(/HEP address "http:\/\/x"/);
});
