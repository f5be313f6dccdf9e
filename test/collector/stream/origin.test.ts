import { expect, test } from 'vitest';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { copyFrame, originOf } from '../../../collector/stream/origin.ts';

test('the connection stays, the frame changes', () => {
  const addresses = Uint8Array.from({ length: 32 }, (_, i) => i);
  const origin = originOf(new TcpStream(1, 0, addresses, 16, 5061, 443), Transport.Wss);
  const frame = { timeMicros: 1, nanos: 2, segment: 3, frameNumber: 4, frameOffset: 40, fingerprint: 5, point: 6 };
  copyFrame(origin, Object.assign(new Datagram(), frame, { sourcePort: 9, transport: Transport.Tcp }));
  expect(origin).toMatchObject({
    ...frame,
    transport: Transport.Wss,
    addresses,
    addressLength: 16,
    sourceAddress: 0,
    destinationAddress: 16,
    sourcePort: 5061,
    destinationPort: 443,
  });
});
