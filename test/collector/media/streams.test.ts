import { describe, expect, test } from 'vitest';
import { SdpScan, scanSdp } from '../../../collector/media/sdp-scan.ts';
import { Media, RtpStreams } from '../../../collector/media/streams.ts';
import { Datagram } from '../../../collector/model/packet.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';

interface PacketOptions {
  from?: string;
  to?: string;
  ssrc?: number;
  sequence?: number;
  payloadType?: number;
  bytes?: Buffer;
  missing?: number;
  /** Segment and offset of the frame. */
  frame?: readonly [number, number];
}

class Bench {
  readonly endpoints = new EndpointTable();
  readonly asked: [number, number][] = [];
  /** SDP of rows that are announced without being read. */
  readonly stored = new Map<number, string>();
  readonly rtp: RtpStreams;

  constructor(limit?: number) {
    const source = {
      clockOf: (row: number, payloadType: number): number => {
        this.asked.push([row, payloadType]);
        return 8000;
      },
      read: (row: number, into: SdpScan): boolean => {
        const bytes = Buffer.from(this.stored.get(row) ?? '');
        scanSdp(bytes, 0, bytes.length, into);
        return bytes.length > 0;
      },
    };
    this.rtp = new RtpStreams(this.endpoints, source, limit);
  }

  announce(row: number, ...lines: readonly string[]): this {
    const sdp = new SdpScan();
    const bytes = Buffer.from(lines.map(line => `${line}\r\n`).join(''));
    scanSdp(bytes, 0, bytes.length, sdp);
    this.rtp.announce(sdp, row);
    return this;
  }

  send(options: PacketOptions = {}): number {
    const d = new Datagram();
    const [source, sourcePort] = (options.from ?? '10.0.0.1:4000').split(':');
    const [destination, destinationPort] = (options.to ?? '10.0.0.2:6000').split(':');
    d.addresses = Uint8Array.from([...source.split('.'), ...destination.split('.')].map(Number));
    d.destinationAddress = 4;
    d.sourcePort = Number(sourcePort);
    d.destinationPort = Number(destinationPort);
    d.bytes = options.bytes ?? rtp(options);
    d.end = d.bytes.length;
    d.missing = options.missing ?? 0;
    [d.segment, d.frameOffset] = options.frame ?? [0, 0];
    return this.rtp.see(d);
  }
}

function rtp({ ssrc = 7, sequence = 1, payloadType = 0 }: PacketOptions): Buffer {
  const bytes = Buffer.alloc(172);
  bytes[0] = 0x80;
  bytes[1] = payloadType;
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(ssrc, 8);
  return bytes;
}

const AUDIO = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0'];

describe('RTP', () => {
  test('to an announced endpoint is a stream of the message that announced it', () => {
    const bench = new Bench().announce(5, ...AUDIO);
    expect([bench.send({ sequence: 1 }), bench.send({ sequence: 2 })]).toEqual([Media.Rtp, Media.Rtp]);
    expect(bench.rtp.streams).toMatchObject([
      { ssrc: 7, current: { payloadType: 0 }, announcedBy: 5, tiedBy: 1, statistics: { packets: 2 } },
    ]);
    expect(bench.rtp.packets).toBe(2);
    expect(bench.asked).toEqual([[5, 0]]);
  });

  test('from an announced endpoint is one too (symmetric RTP behind NAT)', () => {
    const bench = new Bench().announce(5, ...AUDIO);
    expect(bench.send({ from: '10.0.0.2:6000', to: '192.0.2.77:9' })).toBe(Media.Rtp);
    expect(bench.endpoints.text(bench.rtp.streams[0].destination)).toBe('192.0.2.77:9');
  });

  test('that nobody announced is none', () => {
    expect(new Bench().send()).toBe(Media.None);
    expect(new Bench().announce(0, ...AUDIO).send({ to: '10.0.0.2:6002' })).toBe(Media.None);
  });

  test('announced by the very first message counts', () => {
    expect(new Bench().announce(0, ...AUDIO).send()).toBe(Media.Rtp);
  });

  test('a stream is its SSRC, source and destination', () => {
    const bench = new Bench().announce(1, ...AUDIO);
    bench.send();
    bench.send({ ssrc: 8 });
    bench.send({ from: '10.0.0.1:4002' });
    bench.send({ sequence: 2 });
    expect(bench.rtp.streams.map(stream => stream.statistics.packets)).toEqual([2, 1, 1]);
  });

  test('a later announcement takes the next stream, the one before stays with its call', () => {
    const bench = new Bench().announce(1, ...AUDIO);
    bench.send();
    bench.announce(9, ...AUDIO);
    bench.send({ ssrc: 8 });
    bench.send({ sequence: 2 });
    expect(bench.rtp.streams.map(stream => [stream.announcedBy, stream.statistics.packets])).toEqual([
      [1, 2],
      [9, 1],
    ]);
  });

  test('an endpoint that turns to T.38 takes no RTP any more', () => {
    const bench = new Bench().announce(1, ...AUDIO);
    bench.announce(2, 'c=IN IP4 10.0.0.2', 'm=image 6000 udptl t38');
    expect(bench.send()).toBe(Media.None);
  });

  test('ports 0 and host names announce nothing', () => {
    const bench = new Bench().announce(
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
    const bench = new Bench();
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
    const bench = new Bench().announce(1, ...AUDIO);
    for (const first of [0x00, 0x16, 0x40, 0xc0]) expect(bench.send({ bytes: typed(first, 0) })).toBe(Media.None);
  });

  test('RTCP is told by its packet type, on the port itself or the next one, on either side', () => {
    const bench = new Bench().announce(1, ...AUDIO);
    const report = typed(0x80, 200);
    expect(bench.send({ bytes: report })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, to: '10.0.0.2:6001' })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, from: '10.0.0.2:6001', to: '10.9.9.9:1' })).toBe(Media.Rtcp);
    expect(bench.send({ bytes: report, to: '10.0.0.2:6003' })).toBe(Media.None);
    expect(bench.rtp.streams).toEqual([]);
  });

  test('packets shorter than their header are no RTP, unless the snap length cut them', () => {
    const bench = new Bench().announce(1, ...AUDIO);
    expect(bench.send({ bytes: typed(0x80, 0, 7) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x80, 0, 11) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x8f, 0, 40) })).toBe(Media.None);
    expect(bench.send({ bytes: typed(0x8f, 0, 40), missing: 100 })).toBe(Media.Rtp);
    expect(bench.send({ bytes: typed(0x80, 0, 12) })).toBe(Media.Rtp);
  });
});

test('streams beyond the limit are counted, their packets still media', () => {
  const bench = new Bench(2).announce(1, ...AUDIO);
  for (let ssrc = 0; ssrc < 5; ssrc++) expect(bench.send({ ssrc })).toBe(Media.Rtp);
  expect(bench.rtp).toMatchObject({ refused: 3, packets: 5 });
  expect(bench.rtp.streams).toHaveLength(2);
});

test('what was announced before the first payload is read then, in order, and at once from then on', () => {
  const bench = new Bench();
  const sdpOf = (port: number): string => `c=IN IP4 10.0.0.2\r\nm=audio ${port} RTP/AVP 0\r\n`;
  bench.stored.set(3, sdpOf(6000)).set(5, sdpOf(6000)).set(7, sdpOf(6002));
  for (const row of [3, 4, 5, 7]) bench.rtp.announceLater(row);
  expect(bench.rtp.isAwake).toBe(false);
  expect(bench.send({ to: '10.0.0.2:6000' })).toBe(Media.Rtp);
  expect(bench.rtp.isAwake).toBe(true);
  expect(bench.rtp.streams.map(stream => stream.announcedBy)).toEqual([5]);
});

test('a stream knows the frames it began and ended with, its payload types, and the bytes of payload', () => {
  const bench = new Bench().announce(1, ...AUDIO);
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
  const bench = new Bench().announce(1, ...AUDIO);
  const packet = Buffer.alloc(12 + 8 + 8 + 20 + 4);
  packet[0] = 0xb2;
  packet.writeUInt32BE(7, 8);
  packet.writeUInt16BE(1, 12 + 8 + 2);
  packet[packet.length - 1] = 4;
  bench.send({ bytes: packet });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(20);
  bench.send({ bytes: rtp({ sequence: 2 }).subarray(0, 20), missing: 152 });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(180);
  const lying = Buffer.from(packet);
  lying[packet.length - 1] = 255;
  bench.send({ bytes: lying });
  expect(bench.rtp.streams[0].statistics.bytes).toBe(180);
});
