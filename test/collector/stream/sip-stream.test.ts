import { expect, test } from 'vitest';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { SipStream } from '../../../collector/stream/sip-stream.ts';
import { messageText } from '../../support/trace.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});

interface Told {
  text: string;
  offset: number;
  isWhole: boolean;
  time: number;
  frame: number;
  transport: number;
  ports: [number, number];
}

function bench(): { stream: SipStream; told: Told[]; push: (text: string | Buffer, frame: number) => void } {
  const told: Told[] = [];
  const tcp = new TcpStream(1, 0, Uint8Array.of(10, 0, 0, 1, 10, 0, 0, 2), 4, 5061, 5060);
  const stream = new SipStream(tcp, (bytes, start, end, offset, isWhole, origin) => {
    told.push({
      text: bytes.toString('latin1', start, end),
      offset,
      isWhole,
      time: origin.timeMicros,
      frame: origin.frameNumber,
      transport: origin.transport,
      ports: [origin.sourcePort, origin.destinationPort],
    });
  });
  const push = (text: string | Buffer, frame: number): void => {
    const bytes = Buffer.from(text);
    stream.push(
      Object.assign(new Datagram(), {
        bytes,
        end: bytes.length,
        frameNumber: frame,
        timeMicros: frame * 10,
        offset: frame * 1000,
      }),
    );
  };
  return { stream, told, push };
}

test('a message in one piece lies in its segment', () => {
  const { told, push, stream } = bench();
  push(OPTIONS, 3);
  expect(told).toEqual([
    { text: OPTIONS, offset: 3000, isWhole: true, time: 30, frame: 3, transport: Transport.Tcp, ports: [5061, 5060] },
  ]);
  expect(stream.isSip).toBe(true);
});

test('a message over several pieces has the time and frame of the one that completed it', () => {
  const { told, push } = bench();
  push(OPTIONS.slice(0, 40), 1);
  push(OPTIONS.slice(40, 90), 2);
  push(OPTIONS.slice(90) + OPTIONS, 3);
  expect(told.map(({ text, offset, frame }) => [text, offset, frame])).toEqual([
    [OPTIONS, -1, 3],
    [OPTIONS, 3000 + OPTIONS.length - 90, 3],
  ]);
});

test('what a hole cut and what follows it are not whole, the next one is', () => {
  const { told, push, stream } = bench();
  push(OPTIONS + OPTIONS.slice(0, 100), 1);
  stream.gap(77);
  push(`x\r\n\r\n${OPTIONS}${OPTIONS}`, 2);
  expect(told.map(one => [one.text === OPTIONS, one.isWhole])).toEqual([
    [true, true],
    [false, false],
    [true, false],
    [true, true],
  ]);
});

test('bytes between messages that are no SIP are counted', () => {
  const { push, stream, told } = bench();
  push(`${OPTIONS}garbage without end\r\n${OPTIONS}`, 1);
  stream.finish();
  expect(told).toHaveLength(2);
  expect(stream.skippedBytes).toBe('garbage without end\r\n'.length);
});

test('TLS is told by its records', () => {
  const { push, stream, told } = bench();
  push(Buffer.from('16030100050102030405', 'hex'), 1);
  expect(stream).toMatchObject({ isTls: true, isSip: false });
  expect(told).toEqual([]);
});

test.each(['1503000002', '160305000a', '1703', '4745540a0d'])('%s is no TLS record of SIP or none at all', hex => {
  const { push, stream } = bench();
  push(Buffer.from(hex, 'hex'), 1);
  expect(stream.isTls).toBe(hex.startsWith('150300'));
});
