import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Datagram } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { Carrier } from '../../../collector/stream/carrier.ts';
import { Direction } from '../../../collector/stream/direction.ts';
import type { Layer } from '../../../collector/stream/layer.ts';
import { Ended } from '../../../collector/stream/outcome.ts';

/** A layer that writes down what it is given. */
class Recorder implements Layer {
  isIdle = false;
  readonly heard: string[] = [];
  readonly carrier: Carrier;
  constructor(carrier: Carrier) {
    this.carrier = carrier;
  }
  push(d: Datagram): number {
    this.heard.push(`${d.bytes.toString('latin1', d.start, d.end)}@${d.offset}`);
    return Reason.NotSip;
  }
  gap(missing: number): void {
    this.heard.push(`-${missing}`);
  }
  finish(): void {
    this.heard.push('$');
  }
}

function bench(isWebSocket = false): { made: Recorder[]; push: (text: string) => number; direction: Direction } {
  const made: Recorder[] = [];
  const makeLayer = (carrier: Carrier): Layer => {
    const layer = new Recorder(carrier);
    made.push(layer);
    return layer;
  };
  const direction = new Direction({ makeLayer, isWebSocket }, 0, new TcpStream(1, 0, new Uint8Array(8), 4, 1, 2));
  const push = (text: string): number =>
    direction.push(Object.assign(new Datagram(), { bytes: Buffer.from(text, 'latin1'), end: text.length, offset: 50 }));
  return { made, push, direction };
}

test('the first piece decides when it can, and is handed on as it is', () => {
  const { made, push } = bench();
  push('HTTP/1.1 200 OK');
  expect(made).toMatchObject([{ carrier: Carrier.Http, heard: ['HTTP/1.1 200 OK@50'] }]);
});

test('bytes that decide nothing are held, and then given before the piece that decided', () => {
  const { made, push } = bench();
  expect(push('HT')).toBe(Ended.Waiting);
  expect(push('TP/')).toBe(Ended.Waiting);
  expect(push('1.1 200')).toBe(Reason.NotSip);
  expect(made).toMatchObject([{ carrier: Carrier.Http, heard: ['HTTP/@-1', '1.1 200@50'] }]);
});

test('a hole among the held bytes begins anew', () => {
  const { made, push, direction } = bench();
  push('HT');
  direction.gap(7);
  push('OPTIONS');
  direction.gap(8);
  direction.finish();
  expect(made).toMatchObject([{ carrier: Carrier.Sip, heard: ['OPTIONS@50', '-8', '$'] }]);
});

describe('a reader that found nothing is replaced', () => {
  test('when a piece begins with something else', () => {
    const { made, push } = bench();
    push('GET / HTTP/1.1');
    made[0].isIdle = true;
    push('noise');
    push('HEP3\x00\x09\x00\x00\x00');
    push('OPTIONS sip:x SIP/2.0\r\n');
    expect(made.map(one => [one.carrier, one.heard.length])).toEqual([
      [Carrier.Http, 3],
      [Carrier.Hep, 2],
    ]);
  });

  test('by SIP only when it looks like it', () => {
    const { made, push } = bench();
    push('GET / HTTP/1.1');
    made[0].isIdle = true;
    push('OPTIONS sip:x SIP/2.0\r\n');
    expect(made.map(one => one.carrier)).toEqual([Carrier.Http, Carrier.Sip]);
  });

  test('by a whole frame when the other direction is a WebSocket', () => {
    const pong = '\x8a\x01x';
    for (const isWebSocket of [true, false]) {
      const { made, push } = bench(isWebSocket);
      push('noise');
      made[0].isIdle = true;
      push(pong);
      expect(made).toHaveLength(isWebSocket ? 2 : 1);
    }
  });
});
