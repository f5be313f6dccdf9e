import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome, PacketDecoder } from '../../../collector/packet/decode.ts';
import { Bench, bytes, ethernet, frameOf, ipv4, ipv6, sll, tcp, udp, vlan } from '../../support/packet-builder.ts';

const PLAIN = ethernet(ipv4(udp('INVITE', { sourcePort: 5070, destinationPort: 5080 })));

describe('the fast path', () => {
  test('a UDP datagram is handed on with addresses, ports, time, frame and place', () => {
    const bench = new Bench();
    expect(bench.take(PLAIN, { number: 7, offset: 40, timeMicros: 1234567 })).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([
      {
        payload: 'INVITE',
        source: '10.0.0.1',
        destination: '10.0.0.2',
        sourcePort: 5070,
        destinationPort: 5080,
        missing: 0,
        offset: 40 + 42,
        frameNumber: 7,
        timeMicros: 1234567,
      },
    ]);
  });

  test('Ethernet padding and trailers are no payload', () => {
    const bench = new Bench();
    bench.take(bytes(ethernet(ipv4(udp('OK'))), Buffer.alloc(16, 0x55)));
    expect(bench.datagrams.map(d => d.payload)).toEqual(['OK']);
  });

  test('says the same as the slow path of the same packet', () => {
    const fast = new Bench();
    const slow = new Bench();
    fast.take(PLAIN, { offset: 1000 });
    slow.take(vlan([0x8100], ipv4(udp('INVITE', { sourcePort: 5070, destinationPort: 5080 }))), { offset: 996 });
    expect(slow.datagrams).toEqual(fast.datagrams);
  });

  test('an empty datagram is handed on', () => {
    const bench = new Bench();
    expect(bench.take(ethernet(ipv4(udp(''))))).toBe(Outcome.Handed);
    expect(bench.datagrams[0]).toMatchObject({ payload: '', missing: 0 });
  });

  test('makes no object a frame', () => {
    let count = 0;
    const nothing = () => {};
    const decoder = new PacketDecoder({
      onDatagram: () => count++,
      onStream: nothing,
      onStreamGap: nothing,
      onStreamEnd: nothing,
      onGivenUp: nothing,
      onIcmpError: nothing,
    });
    const frame = frameOf(PLAIN);
    const decodeMany = () => {
      for (let i = 0; i < 200_000; i++) decoder.decode(frame);
    };
    decodeMany();
    const before = process.memoryUsage().heapUsed;
    decodeMany();
    const bytesAFrame = (process.memoryUsage().heapUsed - before) / 200_000;
    expect(count).toBe(400_000);
    expect(bytesAFrame).toBeLessThan(8);
  });
});

describe('lengths', () => {
  const lies: [string, Buffer, number | { payload: string; missing: number }][] = [
    ['IP total length shorter than its header', ethernet(ipv4(udp('x'), { totalLength: 19 })), Reason.MalformedPacket],
    [
      'IP total length 0 is as long as the frame',
      ethernet(ipv4(udp('abc'), { totalLength: 0 })),
      { payload: 'abc', missing: 0 },
    ],
    [
      'IP total length beyond the frame',
      ethernet(ipv4(udp('abc', { length: 111 }), { totalLength: 131 })),
      { payload: 'abc', missing: 100 },
    ],
    ['IP total length that ends inside UDP', ethernet(ipv4(udp('abc'), { totalLength: 24 })), Reason.MalformedPacket],
    [
      'IP total length shorter than UDP says',
      ethernet(ipv4(udp('abcdef'), { totalLength: 31 })),
      { payload: 'abc', missing: 3 },
    ],
    ['IHL below 5', ethernet(ipv4(udp('x'), { headerWords: 4 })), Reason.MalformedPacket],
    ['IHL beyond the packet', ethernet(ipv4(udp(''), { headerWords: 15 })), Reason.MalformedPacket],
    ['an IPv4 EtherType before version 6', ethernet(ipv4(udp('x'), { version: 6 }), 0x0800), Reason.MalformedPacket],
    ['an IPv6 EtherType before version 4', ethernet(ipv6(udp('x'), { version: 4 }), 0x86dd), Reason.MalformedPacket],
    [
      'IPv6 payload length beyond the frame',
      ethernet(ipv6(udp('abc', { length: 61 }), { payloadLength: 61 })),
      { payload: 'abc', missing: 50 },
    ],
    [
      'IPv6 payload length 0 is as long as the frame',
      ethernet(ipv6(udp('abc'), { payloadLength: 0 })),
      { payload: 'abc', missing: 0 },
    ],
    [
      'IPv6 payload length that ends inside UDP',
      ethernet(ipv6(udp('abc'), { payloadLength: 5 })),
      Reason.MalformedPacket,
    ],
    ['UDP length below 8', ethernet(ipv4(udp('abc', { length: 7 }))), Reason.MalformedPacket],
    ['UDP length 0 is as long as IP says', ethernet(ipv4(udp('abc', { length: 0 }))), { payload: 'abc', missing: 0 }],
    ['UDP length beyond IP', ethernet(ipv4(udp('abc', { length: 21 }))), { payload: 'abc', missing: 10 }],
    [
      'UDP length below IP leaves the rest',
      ethernet(ipv4(udp('abcdef', { length: 11 }))),
      { payload: 'abc', missing: 0 },
    ],
    [
      'a TCP header below 20 bytes',
      ethernet(ipv4(tcp('x', { headerWords: 4 }), { protocol: 6 })),
      Reason.MalformedPacket,
    ],
    [
      'a TCP header beyond the packet',
      ethernet(ipv4(tcp('x', { headerWords: 15 }), { protocol: 6 })),
      Reason.MalformedPacket,
    ],
    ['a frame of 3 bytes', Buffer.from([1, 2, 3]), Reason.MalformedPacket],
    ['an empty frame', Buffer.alloc(0), Reason.MalformedPacket],
  ];
  test.each(lies)('%s', (_name, packet, expected) => {
    const bench = new Bench();
    const outcome = bench.take(packet);
    if (typeof expected === 'number') {
      expect(outcome).toBe(expected);
      expect(bench.datagrams).toEqual([]);
    } else {
      expect(outcome).toBe(Outcome.Handed);
      expect(bench.datagrams).toMatchObject([expected]);
    }
  });

  test('a payload cut by the snap length is handed on and says how much is missing, at every cut', () => {
    const packet = ethernet(ipv4(udp('0123456789')));
    for (let snap = 0; snap <= packet.length; snap++) {
      const bench = new Bench();
      const outcome = bench.take(packet, { snap });
      if (snap < 42) {
        expect(outcome).toBe(Reason.Truncated);
      } else {
        expect(outcome).toBe(Outcome.Handed);
        expect(bench.datagrams).toMatchObject([{ payload: '0123456789'.slice(0, snap - 42), missing: 52 - snap }]);
      }
      expect(bench.decoder.truncatedFrames).toBe(snap < packet.length ? 1 : 0);
    }
  });
});

describe('what is no payload', () => {
  const cases: [string, Buffer, number][] = [
    ['ARP', ethernet(Buffer.alloc(28), 0x0806), Reason.NotIp],
    ['spanning tree (LLC without SNAP)', ethernet(Buffer.from([0x42, 0x42, 3, 0, 0, 0, 0, 0, 0]), 38), Reason.NotIp],
    [
      'ICMP that quotes SIP',
      ethernet(ipv4(bytes(Buffer.from([3, 3, 0, 0, 0, 0, 0, 0]), ipv4(udp('INVITE sip:a SIP/2.0'))), { protocol: 1 })),
      Reason.Icmp,
    ],
    ['ICMPv6', ethernet(ipv6(Buffer.alloc(8), { nextHeader: 58 })), Reason.Icmp],
    ['OSPF', ethernet(ipv4(Buffer.alloc(12), { protocol: 89 })), Reason.UnsupportedIpProtocol],
    ['IPv6 without next header', ethernet(ipv6(Buffer.alloc(0), { nextHeader: 59 })), Reason.UnsupportedIpProtocol],
    ['TCP without payload', ethernet(ipv4(tcp(''), { protocol: 6 })), Reason.TcpWithoutPayload],
  ];
  test.each(cases)('%s ends under its reason', (_name, packet, reason) => {
    const bench = new Bench();
    expect(bench.take(packet)).toBe(reason);
    expect(bench.datagrams.length + bench.events.length).toBe(0);
  });

  test('an unknown link type ends under its reason', () => {
    expect(new Bench().take(PLAIN, { linkType: 147 })).toBe(Reason.UnsupportedLinkType);
  });
});

describe('fingerprints', () => {
  const of = (packet: Buffer, linkType: number = LinkType.Ethernet) => {
    const bench = new Bench();
    bench.take(packet, { linkType });
    return bench.datagrams[0]?.fingerprint;
  };
  test('a second capture of a packet repeats it, whatever the link layer', () => {
    const ip = ipv4(udp('OPTIONS'), { identification: 77 });
    expect(of(ethernet(ip))).toBe(of(sll(ip), LinkType.LinuxSll));
    expect(of(ethernet(ip))).toBeGreaterThanOrEqual(0);
  });
  test('a retransmission has another IP identification and so another fingerprint', () => {
    expect(of(ethernet(ipv4(udp('OPTIONS'), { identification: 77 })))).not.toBe(
      of(ethernet(ipv4(udp('OPTIONS'), { identification: 78 }))),
    );
  });
  test('a packet seen one hop later has another fingerprint', () => {
    expect(of(ethernet(ipv4(udp('OPTIONS'), { ttl: 64 })))).not.toBe(of(ethernet(ipv4(udp('OPTIONS'), { ttl: 63 }))));
  });
});

test('the file of the hot path says what a hot file must say', () => {
  const source = readFileSync(new URL('../../../collector/packet/decode.ts', import.meta.url), 'utf8');
  for (const word of ['HOT', 'Takes', 'Promises', 'Lent', 'Bench']) expect(source.slice(0, 1200)).toContain(word);
});
