import { describe, expect, test } from 'vitest';
import type { Capture } from '../../collector/capture.ts';
import { captureOf, sipCapture } from '../support/captures.ts';
import { ethernet, ipv4, pcap, tcp, udpFrame } from '../support/pcap-builder.ts';
import { EPOCH, messageText } from '../support/trace.ts';

const OPTIONS = messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', {});
const frames = (...payloads: readonly (string | Buffer)[]): Promise<Capture> =>
  captureOf(payloads.map((payload, i) => ({ bytes: udpFrame(payload, { id: i }), timeMicros: EPOCH + i })));

function reasons(capture: Capture): Record<string, number> {
  return Object.fromEntries(capture.health().notDecoded.map(({ reason, count }) => [reason, count]));
}

/** Every frame ends as SIP, as media, or under exactly one reason. */
function accounted(capture: Capture): number {
  return capture.health().notDecoded.reduce((sum, one) => sum + one.count, 0);
}

describe('UDP', () => {
  test('several messages in one datagram are several rows of one frame', async () => {
    const capture = await frames(OPTIONS + OPTIONS.replaceAll('call-1', 'call-2'));
    expect(capture.progress()).toMatchObject({ frames: 1, messages: 2, legs: 2, notDecoded: 0 });
    expect([0, 1].map(index => capture.message(index)?.callId)).toEqual(['call-1', 'call-2']);
    expect(capture.message(1)?.raw).toBe(OPTIONS.replaceAll('call-1', 'call-2'));
  });

  test('everything that is no SIP has its reason', async () => {
    const stun = Buffer.alloc(20);
    stun.writeUInt32BE(0x2112a442, 4);
    const capture = await frames(OPTIONS, '\r\n\r\n', stun, 'hello', 'INVITE sip:x SIP/9.0.0\r\nhello');
    expect(reasons(capture)).toMatchObject({ 'keep-alive': 1, STUN: 1, 'not SIP': 1 });
    expect(capture.health().sipMessages + accounted(capture)).toBe(5);
  });

  test('RTP that SDP announced is media, its RTCP counted, other RTP not', async () => {
    const body = 'v=0\r\nc=IN IP4 10.0.0.2\r\nm=audio 6000 RTP/AVP 0\r\n';
    const rtp = Buffer.alloc(172);
    rtp[0] = 0x80;
    const rtcp = Buffer.from(rtp);
    rtcp[1] = 200;
    const send = (payload: Buffer | string, to: string, i: number): { bytes: Buffer; timeMicros: number } => ({
      bytes: udpFrame(payload, { to, id: i }),
      timeMicros: EPOCH + i,
    });
    const invite = messageText('INVITE sip:x SIP/2.0', 'INVITE', { headers: ['Content-Type: application/sdp'], body });
    const capture = await captureOf([
      send(invite, '10.0.0.2:5060', 0),
      send(rtp, '10.0.0.2:6000', 1),
      send(rtcp, '10.0.0.2:6001', 2),
      send(rtp, '10.0.0.2:7000', 3),
    ]);
    expect(capture.health()).toMatchObject({ mediaPackets: 1, sipMessages: 1 });
    expect(reasons(capture)).toEqual({ RTCP: 1, 'not SIP': 1 });
    expect(capture.call(0)?.streams).toMatchObject([{ packets: 1, codec: 'PCMU', callId: 'call-1' }]);
  });
});

describe('ICMP errors', () => {
  const options = (callId: string): string => messageText('OPTIONS sip:x SIP/2.0', 'OPTIONS', { callId });
  /** `port unreachable` of 10.0.0.2 about a datagram of which `bytes` bytes of IP are quoted. */
  const error = (text: string, bytes: number, at = 500): { bytes: Buffer; timeMicros: number } => {
    const quoted = udpFrame(text, { id: 1 }).subarray(14, 14 + bytes);
    const message = Buffer.concat([Buffer.from([3, 3, 0, 0, 0, 0, 0, 0]), quoted]);
    const packet = ipv4(message, { protocol: 1, source: '10.0.0.2', destination: '10.0.0.1' });
    return { bytes: ethernet(packet), timeMicros: EPOCH + at };
  };
  const sent = (text: string, at = 0) => ({ bytes: udpFrame(text, { id: 1 }), timeMicros: EPOCH + at });
  const texts = (capture: Capture, leg: number): unknown[] =>
    capture
      .call(leg)
      ?.ladder.rows.map(row => (row.type === 'event' ? [row.text, row.message, row.from, row.to] : row.type)) ?? [];

  test('that quote a message are events of its leg, no messages, and counted as ICMP', async () => {
    const capture = await captureOf([sent(options('one')), sent(options('two'), 100), error(options('one'), 2000)]);
    expect(capture.health()).toMatchObject({ sipMessages: 2, frames: 3 });
    expect(reasons(capture)).toEqual({ ICMP: 1 });
    expect(texts(capture, 0)).toEqual(['message', ['port unreachable from 10.0.0.2', 0, 1, 0]]);
    expect(texts(capture, 1)).toEqual(['message']);
    const legs = capture.report({ summary: false })['legs'];
    expect(legs).toMatchObject([{ callId: 'one', icmp: 1 }, { callId: 'two' }]);
  });

  test('that quote less than the Call-ID mean the latest message between the same two', async () => {
    for (const bytes of [28, 50, 100]) {
      const capture = await captureOf([sent(options('one')), sent(options('two'), 100), error(options('one'), bytes)]);
      expect(texts(capture, 1)).toEqual(['message', ['port unreachable from 10.0.0.2', 1, 1, 0]]);
    }
  });

  test('about something else, or long after, belong to no leg', async () => {
    const rtp = Buffer.alloc(172, 0x80).toString('latin1');
    for (const late of [error(rtp, 2000), error(options('one'), 28, 11_000_000)]) {
      expect(texts(await captureOf([sent(options('one')), late]), 0)).not.toContainEqual(expect.any(Array));
    }
  });
});

describe('TCP', () => {
  const segment = (payload: string, sequence: number, flags = 16): Buffer =>
    ethernet(ipv4(tcp(Buffer.from(payload, 'latin1'), { sequence, flags }), { protocol: 6 }));
  const connection = (...segments: readonly Buffer[]): Promise<Capture> =>
    captureOf(segments.map((bytes, i) => ({ bytes, timeMicros: EPOCH + i * 1000 })));

  test('a message over two segments is one row with all its bytes', async () => {
    const capture = await connection(segment(OPTIONS.slice(0, 100), 1), segment(OPTIONS.slice(100), 101));
    expect(capture.message(0)).toMatchObject({ raw: OPTIONS, transport: 'TCP', frameNumber: 2 });
  });

  test('a hole makes the leg incomplete', async () => {
    const capture = await connection(
      segment(OPTIONS, 1),
      segment(OPTIONS.slice(0, 120).replace('call-1', 'call-1'), OPTIONS.length + 1),
      segment(OPTIONS.replaceAll('call-1', 'call-2'), OPTIONS.length + 5000, 17),
    );
    const rows = capture.list({ filter: '', sort: '', offset: 0, limit: 9 }).rows;
    expect(rows.some(row => row.flags.includes('incomplete'))).toBe(true);
    expect(reasons(capture)).not.toHaveProperty('not SIP');
  });

  test('TLS without a key says so, bytes that are nothing do too', async () => {
    const tls = await connection(segment('\x16\x03\x01\x00\x05hello', 1));
    expect(reasons(tls)).toEqual({ 'TLS without key': 1 });
    const http = await connection(segment('GET / HTTP/1.1\r\n\r\n', 1));
    expect(reasons(http)).toEqual({ 'not SIP': 1 });
  });

  test('what a SIP connection carries beside messages is counted', async () => {
    const capture = await connection(
      segment(OPTIONS, 1),
      segment('junk\r\n', OPTIONS.length + 1),
      segment(OPTIONS, OPTIONS.length + 7),
    );
    expect(capture.health().shed).toEqual({ 'bytes between SIP messages': 6 });
    expect(capture.progress().messages).toBe(2);
  });
});

test('other traffic moves the clock of the calls on', async () => {
  const invite = messageText('INVITE sip:x SIP/2.0', 'INVITE', {});
  const capture = await captureOf([
    { bytes: udpFrame(invite), timeMicros: EPOCH },
    { bytes: udpFrame('hello'), timeMicros: EPOCH + 32_000_000 },
  ]);
  expect(capture.call(0)?.call.state).toBe('timeout');
});

test('a frame cut by the snap length is a row of a leg that is incomplete', async () => {
  const whole = udpFrame(OPTIONS);
  const capture = await captureOf([{ bytes: whole.subarray(0, whole.length - 30), originalLength: whole.length }]);
  expect(capture.health()).toMatchObject({ sipMessages: 1, truncatedFrames: 1 });
  expect(capture.call(0)?.call.flags).toContain('incomplete');
});

test('an empty capture is ready', async () => {
  expect((await sipCapture([])).progress()).toMatchObject({ state: 'ready', frames: 0, legs: 0 });
  expect(pcap([]).length).toBe(24);
});
