import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { SipStream } from '../../../collector/stream/sip-stream.ts';
import { messageText } from '../../support/trace.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});

interface Told {
  text: string;
  offset: number;
  isWhole: boolean;
  time: number;
  frame: number;
  point: number;
  transport: number;
  ports: [number, number];
}

const unexpected = (): number => {
  throw new Error('there is no such thing in here');
};

function bench(): { stream: SipStream; told: Told[]; push: (text: string | Buffer, frame: number) => number } {
  const told: Told[] = [];
  const tcp = new TcpStream(1, 0, Uint8Array.of(10, 0, 0, 1, 10, 0, 0, 2), 4, 5061, 5060);
  const stream = new SipStream(tcp, Transport.Tls, {
    onMessage: (bytes, start, end, offset, isWhole, origin) => {
      told.push({
        text: bytes.toString('latin1', start, end),
        offset,
        isWhole,
        time: origin.timeMicros,
        frame: origin.frameNumber,
        point: origin.point,
        transport: origin.transport,
        ports: [origin.sourcePort, origin.destinationPort],
      });
    },
    onPayload: unexpected,
    onHepFrame: unexpected,
  });
  const push = (text: string | Buffer, frame: number): number => {
    const bytes = Buffer.from(text);
    return stream.push(
      Object.assign(new Datagram(), {
        bytes,
        end: bytes.length,
        frameNumber: frame,
        timeMicros: frame * 10,
        point: 7,
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
    {
      text: OPTIONS,
      offset: 3000,
      isWhole: true,
      time: 30,
      frame: 3,
      point: 7,
      transport: Transport.Tls,
      ports: [5061, 5060],
    },
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

test('a frame is SIP once the stream is, waits before, and is nothing when there was no start line', () => {
  const { push, stream } = bench();
  expect(push(OPTIONS.slice(0, 5), 1)).toBe(Ended.Waiting);
  expect(push(OPTIONS.slice(5), 2)).toBe(Ended.AsSip);
  expect(push(OPTIONS.slice(0, 5), 3)).toBe(Ended.AsSip);
  expect(stream.isIdle).toBe(false);
  const other = bench();
  expect(other.push('hello\r\n', 1)).toBe(Reason.NotSip);
  expect(other.stream.isIdle).toBe(true);
});
