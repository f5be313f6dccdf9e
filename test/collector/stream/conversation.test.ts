import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import { Conversation } from '../../../collector/stream/conversation.ts';
import type { Layer, Side } from '../../../collector/stream/layer.ts';
import { StreamBudget } from '../../../collector/stream/limits.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { messageText } from '../../support/trace.ts';
import { MASK, upgradeRequest, upgradeResponse, webSocketFrame } from '../../support/websocket.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});
const RECORD = Buffer.from('160301000141', 'hex');

function bench(makeTls?: (side: Side) => Layer): {
  told: number[];
  talk: Conversation;
  push: (side: Side, bytes: Buffer | string) => number;
} {
  const told: number[] = [];
  const take = (d: Datagram): number => {
    told.push(d.transport);
    return Ended.AsSip;
  };
  const sink = {
    onMessage: (_b: Buffer, _s: number, _e: number, _o: number, _w: boolean, d: Datagram) => void take(d),
    onPayload: take,
    onHepFrame: take,
  };
  const talk = new Conversation(sink, new StreamBudget(), makeTls);
  const stream = new TcpStream(1, 0, new Uint8Array(8), 4, 1, 2);
  const push = (side: Side, bytes: Buffer | string): number => {
    const piece = Buffer.from(bytes);
    return talk.push(side, stream, Object.assign(new Datagram(), { bytes: piece, end: piece.length }));
  };
  return { told, talk, push };
}

const ended: Layer = { push: () => 77, gap: () => {}, finish: () => {}, isIdle: false };

test('messages are Tcp and Ws outside of TLS, Tls and Wss inside', () => {
  for (const [makeTls, plain, webSocket] of [
    [() => ended, Transport.Tcp, Transport.Ws],
    [undefined, Transport.Tls, Transport.Wss],
  ] as const) {
    const { push, told } = bench(makeTls);
    push(0, OPTIONS);
    push(1, upgradeResponse());
    push(1, webSocketFrame(OPTIONS));
    expect(told).toEqual([plain, webSocket]);
  }
});

test('records go to TLS, but not inside TLS', () => {
  expect(bench(() => ended).push(0, RECORD)).toBe(77);
  expect(bench().push(0, RECORD)).toBe(Reason.NotSip);
});

test('is SIP when either side was, whatever lay around it', () => {
  const plain = bench();
  expect(plain.talk.isSip).toBe(false);
  plain.push(1, OPTIONS);
  expect(plain.talk.isSip).toBe(true);
  const framed = bench();
  framed.push(0, upgradeRequest());
  expect(framed.talk.isSip).toBe(false);
  framed.push(0, webSocketFrame(OPTIONS, { mask: MASK }));
  expect(framed.talk.isSip).toBe(true);
});

test('an agreement on the subprotocol sip is SIP', () => {
  const { push, talk } = bench();
  push(0, upgradeResponse());
  expect(talk).toMatchObject({ isSip: true, isWebSocket: true });
});

test('bytes between messages count only where there were messages', () => {
  const { push, talk } = bench();
  push(0, 'noise\r\n');
  expect(talk.skippedBytes).toBe(0);
  push(1, `${OPTIONS}junk\r\n`);
  expect(talk.skippedBytes).toBe(6);
  push(0, OPTIONS);
  expect(talk.skippedBytes).toBe(13);
  talk.gap(0, 5);
  talk.finish(0);
  talk.finish(1);
});
