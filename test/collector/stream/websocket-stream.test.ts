import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Transport } from '../../../collector/model/packet.ts';
import { Ended } from '../../../collector/stream/outcome.ts';
import { StreamBench } from '../../support/stream-bench.ts';
import { messageText } from '../../support/trace.ts';
import { type FrameOptions, MASK, upgradeRequest, upgradeResponse, webSocketFrame } from '../../support/websocket.ts';

const INVITE = messageText('INVITE sip:bob@example.com SIP/2.0', 'INVITE', {});
const OK = messageText('SIP/2.0 200 OK', 'INVITE', {});
const DEFLATE = 'Sec-WebSocket-Extensions: permessage-deflate';

/** A connection whose upgrade is over. */
function opened(extension?: string, limits = {}): StreamBench {
  const bench = new StreamBench(limits);
  bench.send('client', upgradeRequest());
  bench.send('server', extension === undefined ? upgradeResponse() : upgradeResponse(extension));
  return bench;
}

const up = (payload: Buffer | string, o: FrameOptions = {}): Buffer => webSocketFrame(payload, { mask: MASK, ...o });
const ping = (o: FrameOptions = {}): Buffer => webSocketFrame('are you there', { opcode: 9, ...o });

/** Messages as a sender compresses them that keeps its window: RFC 7692 §7.2.1. */
function compressed(...messages: readonly string[]): Buffer[] {
  let window = Buffer.alloc(0);
  return messages.map(message => {
    const options = window.length === 0 ? {} : { dictionary: window.subarray(-32_768) };
    const packed = deflateRawSync(message, { finishFlush: 2, ...options }).subarray(0, -4);
    window = Buffer.concat([window, Buffer.from(message)]);
    return packed;
  });
}

describe('messages', () => {
  test('an unmasked one is given where it lies, a masked one is not', () => {
    const bench = opened();
    expect(bench.send('server', webSocketFrame(OK))).toBe(Ended.AsSip);
    expect(bench.send('client', up(INVITE, { opcode: 2 }))).toBe(Ended.AsSip);
    const common = { isWhole: true, transport: Transport.Ws };
    expect(bench.told).toEqual([
      { text: OK, from: 'server', offset: 30_004, frame: 3, ...common },
      { text: INVITE, from: 'client', offset: -1, frame: 4, ...common },
    ]);
  });

  test('several in a segment are all there, each where it lies', () => {
    const bench = opened();
    bench.send('server', Buffer.concat([webSocketFrame(OK), ping(), webSocketFrame(INVITE)]));
    expect(bench.told.map(({ text, offset }) => [text, offset])).toEqual([
      [OK, 30_004],
      [INVITE, 30_004 + OK.length + ping().length + 4],
    ]);
  });

  test('a fragmented one is put together, with control frames in between', () => {
    const bench = opened();
    const outcomes = [
      up(INVITE.slice(0, 50), { isFinal: false }),
      ping({ mask: MASK }),
      up('', { isFinal: false, opcode: 0 }),
      up(INVITE.slice(50), { opcode: 0 }),
    ].map(frame => bench.send('client', frame));
    expect(outcomes).toEqual([Ended.AsSip, Ended.AsSip, Ended.AsSip, Ended.AsSip]);
    expect(bench.texts).toEqual([INVITE]);
  });

  test('without the subprotocol the pieces wait until there is SIP, and are SIP then', () => {
    const bench = new StreamBench();
    bench.send('client', upgradeRequest());
    const frame = up(INVITE);
    expect([0, 50, 100].map(at => bench.send('client', frame.subarray(at, at + 50)))).toEqual([
      Ended.Waiting,
      Ended.Waiting,
      Ended.Waiting,
    ]);
    expect(bench.send('client', frame.subarray(150))).toBe(Ended.AsSip);
    expect(bench.corrections).toEqual([{ reason: Reason.NotSip, outcome: Ended.AsSip, frames: 3 }]);
  });

  test('upgrade, ping, pong and close are control, other payloads what they are', () => {
    const bench = new StreamBench();
    expect(bench.send('client', upgradeRequest())).toBe(Reason.WebSocketControl);
    expect(bench.send('server', upgradeResponse())).toBe(Reason.WebSocketControl);
    expect(bench.send('server', ping())).toBe(Reason.WebSocketControl);
    expect(bench.send('client', up('', { opcode: 10 }))).toBe(Reason.WebSocketControl);
    expect(bench.send('client', up('\x03\xe8', { opcode: 8 }))).toBe(Reason.WebSocketControl);
    expect(bench.send('client', up('\r\n\r\n'))).toBe(Reason.KeepAlive);
    expect(bench.send('client', up(''))).toBe(Reason.KeepAlive);
  });

  test('a length in too long a form is read as it is', () => {
    const bench = opened();
    bench.send('server', webSocketFrame(OK, { lengthBytes: 8 }));
    expect(bench.texts).toEqual([OK]);
  });

  test('a message that another one interrupts goes out as far as it came', () => {
    const bench = opened();
    bench.send('client', up(INVITE.slice(0, -10), { isFinal: false }));
    bench.send('client', up(INVITE));
    expect(bench.told.map(({ text, isWhole }) => [text, isWhole])).toEqual([
      [INVITE.slice(0, -10), false],
      [INVITE, true],
    ]);
  });
});

describe('permessage-deflate', () => {
  const texts = [INVITE, INVITE.replaceAll('call-1', 'call-2'), INVITE.replaceAll('call-1', 'call-3')];

  test('messages refer to those before them, in each direction on its own', () => {
    const bench = opened(DEFLATE);
    const packed = compressed(...texts);
    expect(packed[1].length).toBeLessThan(packed[0].length / 4);
    for (const one of packed) {
      expect(bench.send('client', up(one, { isCompressed: true }))).toBe(Ended.AsSip);
      expect(bench.send('server', webSocketFrame(one, { isCompressed: true }))).toBe(Ended.AsSip);
    }
    expect(bench.texts).toEqual(texts.flatMap(text => [text, text]));
  });

  test('a compressed message may be fragmented, and uncompressed ones stand between', () => {
    const bench = opened(DEFLATE);
    const [first, second] = compressed(texts[0], texts[1]);
    bench.send('client', up(first.subarray(0, 30), { isCompressed: true, isFinal: false }));
    bench.send('client', up(first.subarray(30), { opcode: 0 }));
    bench.send('client', up(texts[2]));
    bench.send('client', up(second, { isCompressed: true }));
    expect(bench.texts).toEqual([texts[0], texts[2], texts[1]]);
  });

  test('a sender that forgets its window keeps nothing here', () => {
    const bench = opened(`${DEFLATE}; client_no_context_takeover; server_no_context_takeover`);
    for (const text of texts) bench.send('client', up(compressed(text)[0], { isCompressed: true }));
    expect(bench.texts).toEqual(texts);
    bench.end();
    expect(bench.streams.budget.heldBytes).toBe(0);
  });

  test('after a hole only what refers to nothing outside is given; the rest is counted', () => {
    const bench = opened(DEFLATE);
    const packed = compressed(...texts);
    bench.send('client', up(packed[0], { isCompressed: true }));
    bench.gap('client', up(packed[1]).length);
    expect(bench.send('client', up(packed[2], { isCompressed: true }))).toBe(Reason.TcpGap);
    expect(bench.send('client', up(compressed(texts[2])[0], { isCompressed: true }))).toBe(Ended.AsSip);
    expect(bench.told.map(({ text, isWhole }) => [text, isWhole])).toEqual([
      [texts[0], true],
      [texts[2], false],
    ]);
    expect(bench.streams.budget.shed['WebSocket messages not inflated']).toBe(1);
  });

  test('noise is malformed, a bomb is over the size limit', () => {
    const bench = opened(DEFLATE);
    expect(bench.send('client', up('\xff\xff\xff', { isCompressed: true }))).toBe(Reason.MalformedPacket);
    const [bomb] = compressed('x'.repeat(4 << 20));
    expect(bench.send('client', up(bomb, { isCompressed: true }))).toBe(Reason.OverSizeLimit);
    expect(bench.streams.budget.shed).toMatchObject({
      'WebSocket messages not inflated': 1,
      'WebSocket messages over size limit': 1,
    });
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
  });
});

describe('holes', () => {
  test('inside a frame of known length cost its message alone', () => {
    const bench = opened();
    const frame = up(INVITE);
    bench.send('client', frame.subarray(0, 200));
    bench.gap('client', 50);
    expect(bench.send('client', frame.subarray(250))).toBe(Reason.TcpGap);
    bench.send('client', Buffer.concat([up(INVITE), up(INVITE)]));
    expect(bench.told.map(({ text, isWhole }) => [text, isWhole])).toEqual([
      [INVITE.slice(0, 200 - (frame.length - INVITE.length)), false],
      [INVITE, false],
      [INVITE, true],
    ]);
  });

  test('to the end of a frame, and exactly there', () => {
    const bench = opened();
    const frame = webSocketFrame(OK);
    bench.send('server', frame.subarray(0, 100));
    bench.gap('server', frame.length - 100);
    bench.send('server', webSocketFrame(OK));
    expect(bench.told.map(({ isWhole, text }) => [isWhole, text === OK])).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  test('of unknown extent are left at the next piece that begins with SIP, or is one frame', () => {
    const bench = opened();
    const frame = webSocketFrame(OK);
    bench.send('server', frame.subarray(0, 100));
    bench.gap('server', 5000);
    expect(bench.send('server', frame.subarray(100))).toBe(Reason.TcpGap);
    expect(bench.send('server', webSocketFrame('x', { opcode: 9 }))).toBe(Reason.WebSocketControl);
    expect(bench.send('server', frame)).toBe(Ended.AsSip);
    expect(bench.told.at(-1)).toMatchObject({ text: OK, isWhole: false });
    expect(bench.send('server', frame)).toBe(Ended.AsSip);
    expect(bench.told.at(-1)).toMatchObject({ text: OK, isWhole: true });
  });

  test('a whole frame that is masked as the other side masks is no sign', () => {
    const bench = opened();
    bench.send('server', webSocketFrame(OK).subarray(0, 9));
    bench.gap('server', 5000);
    expect(bench.send('server', up('x', { opcode: 10 }))).toBe(Reason.TcpGap);
  });

  test('the rest of a fragmented message is passed over', () => {
    const bench = opened();
    bench.send('client', up(INVITE.slice(0, 90), { isFinal: false }));
    bench.gap('client', 400);
    expect(bench.send('client', up('rest', { opcode: 0 }))).toBe(Reason.TcpGap);
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
    expect(bench.texts.at(-1)).toBe(INVITE);
  });
});

describe('joined in the middle', () => {
  test('frames with SIP are recognised in both directions', () => {
    const bench = new StreamBench();
    bench.send('client', up(INVITE));
    bench.send('server', webSocketFrame(OK, { opcode: 2 }));
    bench.send('server', ping());
    expect(bench.told.map(({ text, transport }) => [text, transport])).toEqual([
      [INVITE, Transport.Ws],
      [OK, Transport.Ws],
    ]);
  });

  test('in the middle of a frame: the next piece that begins with one', () => {
    const bench = new StreamBench();
    expect(bench.send('client', up(INVITE).subarray(77))).toBe(Reason.NotSip);
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
    expect(bench.texts).toEqual([INVITE]);
  });

  test('a ping of the other side is believed once this one is a WebSocket', () => {
    const bench = new StreamBench();
    expect(bench.send('server', ping())).toBe(Reason.NotSip);
    bench.send('client', up(INVITE));
    expect(bench.send('server', ping())).toBe(Reason.WebSocketControl);
    expect(bench.send('server', webSocketFrame(OK))).toBe(Ended.AsSip);
  });

  test('frames of other WebSockets are nothing', () => {
    const bench = new StreamBench();
    bench.send('client', up('{"type":"offer"}'));
    expect(bench.send('server', webSocketFrame('{"type":"answer"}'))).toBe(Reason.NotSip);
    expect(bench.told).toEqual([]);
  });
});

describe('lies', () => {
  test('a length that nobody sends is skipped without being kept, and left at the next SIP', () => {
    const bench = opened();
    expect(bench.send('client', up(INVITE, { length: 2n ** 62n, lengthBytes: 8 }))).toBe(Reason.OverSizeLimit);
    expect(bench.send('client', Buffer.alloc(1000, 0x41))).toBe(Reason.OverSizeLimit);
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
    expect(bench.texts).toEqual([INVITE]);
    expect(bench.streams.budget.shed['WebSocket messages over size limit']).toBe(1);
  });

  test('endless fragments are cut at the limit', () => {
    const bench = opened(undefined, { webSocketMessageBytes: 10_000 });
    let last: number = bench.send('client', up(INVITE, { isFinal: false }));
    for (let i = 0; i < 1000; i++) last = bench.send('client', up('x'.repeat(100), { isFinal: false, opcode: 0 }));
    expect(last).toBe(Reason.OverSizeLimit);
    expect(bench.streams.budget.heldBytes).toBeLessThan(20_000);
    expect(bench.streams.budget.shed['WebSocket messages over size limit']).toBe(1);
    bench.send('client', up('', { opcode: 0 }));
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
  });

  test('bytes that are no frame are left at the next one that is', () => {
    const bench = opened();
    expect(bench.send('client', Buffer.from([0x83, 0x00, 0x11]))).toBe(Reason.NotSip);
    expect(bench.send('client', up(INVITE))).toBe(Ended.AsSip);
  });

  test('a frame without mask from a client is read all the same', () => {
    const bench = opened();
    expect(bench.send('client', webSocketFrame(INVITE))).toBe(Ended.AsSip);
  });
});

describe('at every split', () => {
  const [first, second] = compressed(INVITE, OK);
  const stream = Buffer.concat([
    upgradeRequest(),
    up(INVITE),
    up(OK.slice(0, 33), { isFinal: false, opcode: 2 }),
    ping({ mask: MASK }),
    up(OK.slice(33), { opcode: 0 }),
    up(first, { isCompressed: true }),
    up(''),
    up(INVITE + OK, { lengthBytes: 8 }),
    up(second, { isCompressed: true }),
    up('bye', { opcode: 8 }),
  ]);
  const expected = [INVITE, OK, INVITE, INVITE + OK, OK];

  test.each([1, 2, 3, 4, 5, 7, 11, 64, 1000, 100_000])('pieces of %i bytes', size => {
    const bench = new StreamBench();
    bench.sendInPieces('client', stream, size);
    expect(bench.texts).toEqual(expected);
    bench.end();
    expect(bench.streams.budget.heldBytes).toBe(0);
  });

  test('any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 }), sizes => {
        const bench = new StreamBench();
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length];
          bench.send('client', stream.subarray(at, at + size));
          at += size;
        }
        expect(bench.texts).toEqual(expected);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('joined in the middle, any piece from the first byte', () => {
    const frames = Buffer.concat([up(INVITE), up(OK)]);
    for (let size = 1; size < 60; size++) {
      const bench = new StreamBench();
      bench.sendInPieces('client', frames, size);
      expect(bench.texts, `${size}`).toEqual([INVITE, OK]);
    }
  });
});
