import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../collector/capture.ts';
import { Phase } from '../../collector/media/stream-ties.ts';
import { Frame } from '../../collector/model/frame.ts';
import { Transport } from '../../collector/model/packet.ts';
import { CapturePoints } from '../../collector/model/points.ts';
import { Pipeline, type PipelineOptions } from '../../collector/pipeline.ts';
import { CallStore } from '../../collector/store/call-store.ts';
import { captureOf, FIXTURES, readCapture, sipCapture, temporaryFile } from '../support/captures.ts';
import { captagent, content, INVITE as HEP_INVITE, HEP_SECONDS, kamailio, legacy } from '../support/hep-builder.ts';
import * as packet from '../support/packet-builder.ts';
import { frameOf, TEST_TIME } from '../support/packet-builder.ts';
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

describe('TLS and WebSocket', () => {
  const wss = readFileSync(join(FIXTURES, 'wss-call.pcapng'));

  /** The blocks of a pcapng that are of this type, or of all others. */
  const blocks = (type: number, isWanted: boolean): Buffer => {
    const kept: Buffer[] = [];
    for (let at = 0; at < wss.length; at += wss.readUInt32LE(at + 4)) {
      if ((wss.readUInt32LE(at) === type) === isWanted) kept.push(wss.subarray(at, at + wss.readUInt32LE(at + 4)));
    }
    return Buffer.concat(kept);
  };
  const SECRETS = 10;

  test.each([
    ['websocket-call.pcap', 'WS', 60],
    ['wss-call.pcapng', 'WSS', 68],
  ])('%s: every frame that is no message is known', async (name, transport, all) => {
    const capture = await readCapture(join(FIXTURES, name));
    expect(capture.message(0)?.transport).toBe(transport);
    const { 'TCP without payload': _, ...known } = reasons(capture);
    expect(Object.keys(known).sort()).toEqual(
      transport === 'WS' ? ['WebSocket control'] : ['TLS handshake', 'WebSocket control'],
    );
    expect(capture.progress()).toMatchObject({ frames: all, messages: 21, notDecoded: 0 });
  });

  test('a key that comes late turns frames without key into what they are', async () => {
    const capture = await readCapture(temporaryFile(blocks(SECRETS, false), 'without-keys.pcapng'));
    expect(capture.progress().messages).toBe(0);
    expect(reasons(capture)['TLS without key']).toBeGreaterThan(21);
    const known = await readCapture(join(FIXTURES, 'wss-call.pcapng'));
    const secrets = blocks(SECRETS, true);
    capture.addKeys(secrets.toString('latin1', 16, 16 + secrets.readUInt32LE(12)));
    expect(capture.progress()).toMatchObject({ messages: 21, notDecoded: 0 });
    expect(reasons(capture)).not.toHaveProperty('TLS without key');
    expect(reasons(capture)).toEqual(reasons(known));
  });
});

describe('HEP', () => {
  test('a message is that of the agent, and lies where it lies', async () => {
    const capture = await frames(
      kamailio(content({ correlation: 'a-leg' })),
      kamailio(content({ payload: OPTIONS, type: 5 })),
    );
    expect(capture.message(0)).toMatchObject({
      raw: HEP_INVITE,
      source: '192.0.2.1:5060',
      destination: '198.51.100.2:5062',
      time: HEP_SECONDS * 1_000_000 + 123_456,
      transport: 'UDP',
    });
    expect(capture.progress()).toMatchObject({ messages: 1, frames: 2 });
    expect(reasons(capture)).toEqual({ 'HEP without SIP': 1 });
  });

  test('a compressed payload is read, versions 1 and 2 and whole frames in gzip too', async () => {
    const c = content();
    const capture = await frames(
      captagent(c, true),
      legacy(1, content({ payload: OPTIONS })),
      legacy(2, content({ payload: OPTIONS.replaceAll('call-1', 'call-2') })),
      gzipSync(kamailio(content({ payload: OPTIONS.replaceAll('call-1', 'call-3') }))),
    );
    expect([0, 1, 2, 3].map(index => capture.message(index)?.callId)).toEqual([
      'hep-call@192.0.2.1',
      'call-1',
      'call-2',
      'call-3',
    ]);
    expect(capture.message(0)?.raw).toBe(HEP_INVITE);
  });

  test.each([0x09, 0x20])('a frame with 0x%s behind its magic is no SIP method called HEP3', async high => {
    const body = 'x'.repeat(high * 256 + 10 - kamailio(content()).length);
    const frame = kamailio(content({ payload: HEP_INVITE + body }));
    expect(frame[4]).toBe(high);
    const capture = await frames(frame);
    expect(capture.message(0)).toMatchObject({ callId: 'hep-call@192.0.2.1', source: '192.0.2.1:5060' });
  });

  test('what is cut, or says SIP and is none, has its reason', async () => {
    const capture = await frames(
      kamailio(content()).subarray(0, 40),
      kamailio(content({ payload: 'INVITE sip:x SIP/9.0.0\r\n' })),
      kamailio(content({ payload: 'hello' })),
    );
    expect(reasons(capture)).toEqual({ 'malformed HEP': 1, 'malformed start line': 1, 'HEP without SIP': 1 });
  });

  test('frames of a TCP connection are unpacked as those of datagrams', async () => {
    const stream = Buffer.concat([kamailio(content()), kamailio(content({ payload: OPTIONS }))]);
    const at = (start: number, end: number): Buffer =>
      ethernet(ipv4(tcp(stream.subarray(start, end), { sequence: 1 + start, flags: 16 }), { protocol: 6 }));
    const capture = await captureOf([
      { bytes: at(0, 100), timeMicros: EPOCH },
      { bytes: at(100, stream.length), timeMicros: EPOCH + 1 },
    ]);
    expect(capture.progress()).toMatchObject({ messages: 2, notDecoded: 0 });
    expect(reasons(capture)).toEqual({});
    expect(capture.message(1)?.source).toBe('192.0.2.1:5060');
  });

  test('a frame without the key is refused and counted', () => {
    const { pipeline, see } = bench({ hepKey: 'secret' });
    see(kamailio(content({ key: 'wrong' })));
    see(kamailio(content({ key: 'secret' })));
    expect(pipeline.tracker.total).toBe(1);
    expect(pipeline.shed['HEP frames with a wrong key']).toBe(1);
    expect(pipeline.counters.list().map(one => one.reason)).toEqual(['malformed HEP']);
  });

  test('the clock of an agent does not move that of the capture, and its correlation id is kept', () => {
    const { pipeline, store, see } = bench();
    see(kamailio(content({ seconds: HEP_SECONDS + 3600, correlation: 'a-leg' })), TEST_TIME);
    expect(pipeline.tracker.clock).toBe(TEST_TIME);
    expect(store.correlationOf(store.legs[0])).toBe('a-leg');
  });
});

/** A pipeline alone, and a way to show it UDP payloads. */
function bench(options: Partial<PipelineOptions> = {}): {
  pipeline: Pipeline;
  store: CallStore;
  points: CapturePoints;
  see: (payload: Buffer | string, timeMicros?: number) => void;
} {
  const store = new CallStore();
  const points = new CapturePoints();
  points.idOf('eth0', 'interface');
  const pipeline = new Pipeline(
    store,
    { messages: 1000 },
    { read: () => false, legOf: () => 0, timeOf: () => 0, phaseOf: () => Phase.Open, peerOf: () => -1 },
    { points, ...options },
  );
  const see = (payload: Buffer | string, timeMicros = TEST_TIME): void =>
    pipeline.onFrame(frameOf(packet.ethernet(packet.ipv4(packet.udp(payload))), { timeMicros }));
  return { pipeline, store, points, see };
}

test('every message is shown to who asked for it: lent, with its origin', () => {
  const told: unknown[] = [];
  const { see } = bench({
    onMessage: (bytes, start, end, origin) =>
      told.push([bytes.toString('latin1', start, end), origin.transport, origin.sourcePort]),
  });
  see(OPTIONS + OPTIONS);
  see('hello');
  expect(told).toEqual([
    [OPTIONS, Transport.Udp, 5060],
    [OPTIONS, Transport.Udp, 5060],
  ]);
});

test('of several payloads of one frame SIP decides: bundled SCTP messages', () => {
  const { pipeline } = bench();
  for (const payloads of [
    [OPTIONS, 'hello'],
    ['hello', OPTIONS],
    ['hello', '\r\n'],
  ]) {
    const chunks = payloads.map((text, i) => packet.sctpData(text, { tsn: 10 * (pipeline.counters.frames + 1) + i }));
    pipeline.onFrame(frameOf(packet.ethernet(packet.ipv4(packet.sctp(chunks), { protocol: 132 }))));
  }
  expect(pipeline.tracker.total).toBe(2);
  expect(pipeline.counters).toMatchObject({ frames: 3, sipFrames: 2 });
  expect(pipeline.counters.list().reduce((sum, one) => sum + one.count, 0)).toBe(1);
});

test('a tick moves the clock, and frames lost since the one before touch the legs that lived then', () => {
  const { pipeline, store, see } = bench();
  see(OPTIONS);
  const tick = (seconds: number, lostFrames: number): void =>
    pipeline.onTick(Object.assign(new Frame(), { timeMicros: TEST_TIME + seconds * 1_000_000, lostFrames }));
  tick(1, 2);
  tick(5, 0);
  tick(6, 5);
  expect(pipeline.tracker.clock).toBe(TEST_TIME + 6_000_000);
  expect(store.losses.between(TEST_TIME, TEST_TIME + 9_000_000)).toEqual([
    { point: 'eth0', frames: 2, from: TEST_TIME, to: TEST_TIME + 1_000_000 },
    { point: 'eth0', frames: 5, from: TEST_TIME + 5_000_000, to: TEST_TIME + 6_000_000 },
  ]);
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
