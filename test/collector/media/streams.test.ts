import { describe, expect, test } from 'vitest';
import { Media } from '../../../collector/media/streams.ts';
import { RtpBench, rtpPacket } from '../../support/rtp-bench.ts';

const AUDIO = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0'];

describe('RTP', () => {
  test('to an announced endpoint is a stream of the message that announced it', () => {
    const bench = new RtpBench().announce(5, ...AUDIO);
    expect([bench.send({ sequence: 1 }), bench.send({ sequence: 2 })]).toEqual([Media.Rtp, Media.Rtp]);
    expect(bench.rtp.streams).toMatchObject([
      { ssrc: 7, current: { payloadType: 0 }, announcedBy: 5, tiedBy: 1, statistics: { packets: 2 } },
    ]);
    expect(bench.rtp.packets).toBe(2);
  });

  test('from an announced endpoint is one too (symmetric RTP behind NAT)', () => {
    const bench = new RtpBench().announce(5, ...AUDIO);
    expect(bench.send({ from: '10.0.0.2:6000', to: '192.0.2.77:9' })).toBe(Media.Rtp);
    expect(bench.endpoints.text(bench.rtp.streams[0].destination)).toBe('192.0.2.77:9');
  });

  test('that nobody announced is none', () => {
    expect(new RtpBench().send()).toBe(Media.None);
    expect(new RtpBench().announce(0, ...AUDIO).send({ to: '10.0.0.2:6002' })).toBe(Media.None);
  });

  test('announced by the very first message counts', () => {
    expect(new RtpBench().announce(0, ...AUDIO).send()).toBe(Media.Rtp);
  });

  test('a stream is its SSRC, source and destination', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    bench.send();
    bench.send({ ssrc: 8 });
    bench.send({ from: '10.0.0.1:4002' });
    bench.send({ sequence: 2 });
    expect(bench.rtp.streams.map(stream => stream.statistics.packets)).toEqual([2, 1, 1]);
  });

  test('a later announcement takes the next stream, the one before stays with its call', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    bench.send();
    bench.announce(109, ...AUDIO);
    bench.send({ ssrc: 8 });
    bench.send({ sequence: 2 });
    expect(bench.rtp.streams.map(stream => [stream.announcedBy, stream.statistics.packets])).toEqual([
      [1, 2],
      [109, 1],
    ]);
  });

  test('an endpoint that turns to T.38 takes no RTP any more', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    bench.announce(2, 'c=IN IP4 10.0.0.2', 'm=image 6000 udptl t38');
    expect(bench.send()).toBe(Media.None);
  });

  test('ports 0 and host names announce nothing', () => {
    const bench = new RtpBench().announce(
      1,
      'c=IN IP4 10.0.0.2',
      'm=audio 0 RTP/AVP 0',
      'm=audio 6000 RTP/AVP 0',
      'c=IN IP4 x',
    );
    expect(bench.send()).toBe(Media.None);
    expect(bench.endpoints.size).toBe(0);
  });

  test('of thousands of announced endpoints each keeps its message', () => {
    const bench = new RtpBench();
    for (let port = 1; port < 5000; port++) bench.announce(port, 'c=IN IP4 10.0.0.2', `m=audio ${port} RTP/AVP 0`);
    bench.send({ to: '10.0.0.2:4321' });
    expect(bench.rtp.streams[0].announcedBy).toBe(4321);
  });
});

describe('what shares the port', () => {
  const typed = (first: number, type: number, length = 28): Buffer => {
    const bytes = Buffer.alloc(length);
    bytes[0] = first;
    bytes[1] = type;
    return bytes;
  };

  test('another version than 2 (STUN, DTLS, ZRTP) is no media', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    for (const first of [0x00, 0x16, 0x40, 0xc0]) expect(bench.send({ bytes: typed(first, 0) })).toBe(Media.None);
  });

  test('RTCP is told by its packet type, on the port itself or the next one, on either side', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    const report = typed(0x80, 200);
    expect(bench.send({ bytes: report })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, to: '10.0.0.2:6001' })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, from: '10.0.0.2:6001', to: '10.9.9.9:1' })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, to: '10.0.0.2:6003' })).toBe(Media.None);
    expect(bench.rtp.streams).toEqual([]);
  });

  test('packets shorter than their header are no RTP, unless the snap length cut them', () => {
    const bench = new RtpBench().announce(1, ...AUDIO);
    expect(bench.send({ bytes: typed(0x80, 0, 7) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x80, 0, 11) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x8f, 0, 40) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x8f, 0, 40), missing: 100 })).toBe(Media.Rtp);
    expect(bench.send({ bytes: typed(0x80, 0, 12) })).toBe(Media.Rtp);
  });
});

test('streams beyond the limit are counted, their packets still media', () => {
  const bench = new RtpBench({ streams: 2 }).announce(1, ...AUDIO);
  for (let ssrc = 0; ssrc < 5; ssrc++) expect(bench.send({ ssrc })).toBe(Media.Rtp);
  expect(bench.rtp).toMatchObject({ refused: 3, packets: 5 });
  expect(bench.rtp.streams).toHaveLength(2);
});

test('what was announced before the first payload is read then, in order, and at once from then on', () => {
  const bench = new RtpBench();
  const sdpOf = (port: number): string => `c=IN IP4 10.0.0.2\r\nm=audio ${port} RTP/AVP 0\r\n`;
  bench.stored.set(3, sdpOf(6000)).set(5, sdpOf(6000)).set(7, sdpOf(6002));
  for (const row of [3, 4, 5, 7]) bench.rtp.announceLater(row);
  expect(bench.rtp.isAwake).toBe(false);
  expect(bench.send({ to: '10.0.0.2:6000' })).toBe(Media.Rtp);
  expect(bench.rtp.isAwake).toBe(true);
  expect(bench.rtp.streams.map(stream => stream.announcedBy)).toEqual([5]);
});

test('a stream knows the frames it began and ended with, its payload types, and the bytes of payload', () => {
  const bench = new RtpBench().announce(1, ...AUDIO);
  bench.send({ sequence: 1, frame: [0, 40] });
  bench.send({ sequence: 2, payloadType: 101, frame: [0, 300] });
  bench.send({ sequence: 3, frame: [2, 60] });
  expect(bench.rtp.streams).toMatchObject([
    {
      firstSegment: 0,
      firstFrameOffset: 40,
      lastSegment: 2,
      lastFrameOffset: 60,
      payloadTypes: [
        { payloadType: 0, packets: 2 },
        { payloadType: 101, packets: 1 },
      ],
      statistics: { bytes: 480 },
    },
  ]);
});

test('header extension, contributing sources and padding are no payload; what the snap length cut is', () => {
  const bench = new RtpBench().announce(1, ...AUDIO);
  const packet = Buffer.alloc(12 + 8 + 8 + 20 + 4);
  packet[0] = 0xb2;
  packet.writeUInt32BE(7, 8);
  packet.writeUInt16BE(1, 12 + 8 + 2);
  packet[packet.length - 1] = 4;
  bench.send({ bytes: packet });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(20);
  bench.send({ bytes: rtpPacket({ sequence: 2 }).subarray(0, 20), missing: 152 });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(180);
  const lying = Buffer.from(packet);
  lying[packet.length - 1] = 255;
  bench.send({ bytes: lying });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(180);
});

describe('RTP without signalling', () => {
  const flow = (count: number, more = {}): [RtpBench, number[]] => {
    const bench = new RtpBench();
    return [bench, bench.sendMany(count, { from: '10.0.0.8:4000', to: '10.0.0.9:6000', payloadType: 8, ...more })];
  };

  test('is kept aside when five packets have proved it, with those before', () => {
    const [bench, kinds] = flow(8);
    expect(kinds).toEqual([0, 0, 0, 0, Media.Rtp, Media.Rtp, Media.Rtp, Media.Rtp]);
    expect(bench.rtp.streams).toEqual([]);
    expect([...bench.rtp.withoutSignalling()]).toMatchObject([
      { ssrc: 7, tiedBy: 0, announcedBy: -1, legs: [], statistics: { packets: 8, order: { lost: 0 } } },
    ]);
    expect(bench.rtp).toMatchObject({ packets: 8, recovered: 4 });
  });

  test('has the codec of its static payload type', () => {
    const [bench] = flow(8);
    expect([...bench.rtp.withoutSignalling()][0].current.format).toMatchObject({ name: 'PCMA', clockHz: 8000 });
  });

  test('over IPv6 too', () => {
    const [bench] = flow(8, { from: '[2001:db8:0:0:0:0:0:1]:4000', to: '[2001:db8:0:0:0:0:0:2]:6000' });
    expect([...bench.rtp.withoutSignalling()]).toMatchObject([{ statistics: { packets: 8 } }]);
  });

  test('is bounded, and what the limit refused is counted; its packets are no media', () => {
    const bench = new RtpBench({ withoutSignalling: 2 });
    for (let ssrc = 1; ssrc < 5; ssrc++) bench.sendMany(6, { ssrc });
    expect([...bench.rtp.withoutSignalling()]).toHaveLength(2);
    expect(bench.rtp.refusedWithoutSignalling).toBeGreaterThanOrEqual(2);
    expect(bench.rtp.packets).toBe(12);
  });

  test('has RTCP beside it', () => {
    const [bench] = flow(8);
    const report = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 9]);
    expect(bench.send({ bytes: report, from: '10.0.0.9:6001', to: '10.0.0.8:4001' })).toBe(Media.Rtcp);
  });
});

describe('over IPv6', () => {
  test('a stream is found by its endpoints', () => {
    const bench = new RtpBench().announce(1, 'c=IN IP6 2001:db8::2', 'm=audio 6000 RTP/AVP 0');
    bench.sendMany(5, { from: '[2001:db8:0:0:0:0:0:1]:4000', to: '[2001:db8:0:0:0:0:0:2]:6000' });
    expect(bench.streams).toMatchObject([{ announcedBy: 1, statistics: { packets: 5 } }]);
    expect(bench.endpoints.text(bench.streams[0].source)).toBe('[2001:db8::1]:4000');
  });
});

describe('telephone events', () => {
  const LINES = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0 101', 'a=rtpmap:101 telephone-event/8000'];
  const event = (digit: number, duration: number, end: boolean): Buffer =>
    Buffer.from([digit, end ? 0x8a : 0x0a, duration >> 8, duration & 0xff]);

  test('are told from sound, wherever the payload begins', () => {
    const bench = new RtpBench().announce(1, ...LINES);
    bench.sendMany(3);
    bench.send({ sequence: 4, timestamp: 640, payloadType: 101, marker: true, payload: event(11, 160, false) });
    const padded = rtpPacket({
      sequence: 5,
      timestamp: 640,
      payloadType: 101,
      payload: Buffer.concat([event(11, 800, true), Buffer.from([0, 0, 0, 4])]),
    });
    padded[0] |= 0x20;
    bench.send({ bytes: padded });
    const [stream] = bench.streams;
    expect(stream.events?.events).toMatchObject([{ event: 11, duration: 800, isEnded: true, clockHz: 8000 }]);
    expect(stream.payloadTypes.map(({ payloadType, packets }) => [payloadType, packets])).toEqual([
      [0, 3],
      [101, 2],
    ]);
    expect(stream.statistics.jitterMax).toBe(0);
  });

  test('of SRTP cannot be read, and are not', () => {
    const bench = new RtpBench().announce(1, LINES[0], 'm=audio 6000 RTP/SAVP 0 101', LINES[2]);
    bench.send({ payloadType: 101, payload: event(1, 160, true) });
    expect(bench.streams[0].events).toBeUndefined();
  });
});

describe('what a limit drops is counted', () => {
  const LINES = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0 101', 'a=rtpmap:101 telephone-event/8000'];

  test('telephone events beyond a thousand', () => {
    const bench = new RtpBench().announce(1, ...LINES);
    for (let i = 0; i < 1003; i++) {
      bench.send({ payloadType: 101, sequence: i, timestamp: i * 1600, payload: Buffer.from([5, 0, 0, 160]) });
    }
    expect(bench.rtp.shed).toMatchObject({ 'telephone events': 3 });
  });

  test('streams of one endpoint, of one SSRC, beyond 64', () => {
    const bench = new RtpBench().announce(1, ...LINES);
    for (let ssrc = 1; ssrc <= 66; ssrc++) bench.send({ ssrc });
    // Each ends at the same two endpoints.
    expect(bench.rtp.shed).toMatchObject({ 'RTP streams of one endpoint beyond 64': 4 });
    for (let port = 1; port <= 65; port++) bench.send({ ssrc: 99, from: `10.0.0.1:${port + 5000}` });
    // It keeps one from its RTCP, of which there must be some.
    expect(bench.rtp.shed).toMatchObject({ 'RTP streams of one SSRC beyond 64': 0 });
    bench.send({ bytes: Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 99]) });
    expect(bench.rtp.shed).toMatchObject({ 'RTP streams of one SSRC beyond 64': 1 });
  });

  test('calls that announce an endpoint that others have, beyond 8', () => {
    const bench = new RtpBench();
    for (let leg = 1; leg <= 11; leg++) bench.announce(leg * 100, ...LINES);
    expect(bench.rtp.shed).toMatchObject({ 'calls that share an RTP endpoint beyond 8': 2 });
  });

  test('SDP with too many m-lines, or too many candidates', () => {
    const candidate = (i: number): string => `a=candidate:${i} 1 UDP 1 10.0.${i >> 8}.${i & 255} 7000 typ host`;
    const bench = new RtpBench()
      .announce(1, 'c=IN IP4 10.0.0.2', ...Array.from({ length: 33 }, (_, i) => `m=audio ${6000 + 2 * i} RTP/AVP 0`))
      .announce(101, ...LINES, ...Array.from({ length: 257 }, (_, i) => candidate(i)))
      .announce(201, ...LINES);
    expect(bench.rtp.shed).toMatchObject({ 'SDP with more than 32 media or 256 candidates': 2 });
  });
});
