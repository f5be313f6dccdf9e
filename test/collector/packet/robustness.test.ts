// Hostile and damaged traffic, from a seed: the decoder never throws, keeps its bounds, and accounts for every frame once.

import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { NOT_DECODED } from '../../../collector/model/health.ts';
import type { Datagram } from '../../../collector/model/packet.ts';
import { Outcome, PacketDecoder } from '../../../collector/packet/decode.ts';
import type { IcmpError } from '../../../collector/packet/icmp.ts';
import type { PacketSink } from '../../../collector/packet/sink.ts';
import type { TcpStream } from '../../../collector/packet/tcp-stream.ts';
import {
  bytes,
  ethernet,
  FIN,
  fragmentHeader,
  frameOf,
  ipv4,
  ipv6,
  pppoe,
  RST,
  SYN,
  sctp,
  sctpData,
  sll,
  sll2,
  TEST_TIME,
  tcp,
  u8,
  u16,
  u32,
  udp,
  vlan,
} from '../../support/packet-builder.ts';

/** Numerical Recipes' generator: the same numbers in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

const BODY = 'OPTIONS sip:a@b SIP/2.0\r\n\r\n'.repeat(3);
const inner = ipv4(udp(BODY));
const overPort = (port: number, ...parts: Buffer[]) => ethernet(ipv4(udp(bytes(...parts), { destinationPort: port })));
const seeds: [number, Buffer][] = [
  [LinkType.Ethernet, ethernet(inner)],
  [LinkType.Ethernet, ethernet(ipv6(udp(BODY)))],
  [LinkType.Ethernet, vlan([0x88a8, 0x8100], inner)],
  [LinkType.Ethernet, ethernet(ipv4(udp(BODY).subarray(0, 48), { moreFragments: true }))],
  [LinkType.Ethernet, ethernet(ipv4(udp(BODY).subarray(48), { fragmentOffset: 48 }))],
  [LinkType.Ethernet, ethernet(ipv6(fragmentHeader(udp(BODY).subarray(0, 48), 0, true), { nextHeader: 44 }))],
  [LinkType.Ethernet, ethernet(ipv6(fragmentHeader(udp(BODY).subarray(48), 48, false), { nextHeader: 44 }))],
  [LinkType.Ethernet, ethernet(ipv4(tcp('', { flags: SYN, sequence: 999 }), { protocol: 6 }))],
  [LinkType.Ethernet, ethernet(ipv4(tcp(BODY), { protocol: 6 }))],
  [LinkType.Ethernet, ethernet(ipv4(tcp(BODY, { sequence: 1100, flags: FIN }), { protocol: 6 }))],
  [LinkType.Ethernet, ethernet(ipv4(tcp('', { flags: RST }), { protocol: 6 }))],
  [LinkType.Ethernet, ethernet(ipv4(inner, { protocol: 4 }))],
  [LinkType.Ethernet, ethernet(ipv4(bytes(u8(3, 3), Buffer.alloc(6), inner), { protocol: 1 }))],
  [LinkType.Ethernet, ethernet(ipv6(bytes(u8(1, 4), Buffer.alloc(6), ipv6(udp(BODY))), { nextHeader: 58 }))],
  [LinkType.Ethernet, ethernet(ipv4(bytes(u16(0xb000, 0x0800), u32(1, 2, 3), inner), { protocol: 47 }))],
  [
    LinkType.Ethernet,
    ethernet(ipv6(bytes(u8(60, 0), Buffer.alloc(6), u8(17, 0), Buffer.alloc(6), udp(BODY)), { nextHeader: 0 })),
  ],
  [
    LinkType.Ethernet,
    ethernet(ipv4(sctp([sctpData(BODY), sctpData(BODY, { tsn: 2, flags: 'B' })]), { protocol: 132 })),
  ],
  [LinkType.Ethernet, ethernet(ipv4(sctp([sctpData(BODY, { tsn: 3, flags: 'E' })]), { protocol: 132 }))],
  [LinkType.Ethernet, ethernet(bytes(u32(0x10040, 0x10140), inner), 0x8847)],
  [LinkType.Ethernet, ethernet(bytes(u32(0x10140, 0), ethernet(inner)), 0x8847)],
  [
    LinkType.Ethernet,
    ethernet(ipv4(bytes(u16(0x1000, 0x88be), u32(9), u16(0x1064, 0), u32(5), ethernet(inner)), { protocol: 47 })),
  ],
  [LinkType.Ethernet, overPort(4789, u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(inner))],
  [LinkType.Ethernet, overPort(6081, u8(2, 0), u16(0x6558), u32(0x500), u32(1, 2), ethernet(inner))],
  [
    LinkType.Ethernet,
    overPort(2152, u8(0x34, 0xff), u16(12 + inner.length), u32(9), u8(0, 0, 0, 0x85, 1, 0, 0, 0x40, 1, 0, 0, 0), inner),
  ],
  [LinkType.Ethernet, overPort(1701, u16(0x0a02, 1, 2, 3, 4, 2), u16(0), u8(0xff, 3, 0, 0x21), inner)],
  [LinkType.Ethernet, overPort(37008, u8(1, 0), u16(1), u8(10, 1, 0xb0, 0, 1), ethernet(inner))],
  [LinkType.Ethernet, overPort(4500, u32(0x1234, 1), udp(BODY), u8(1, 2, 2, 17), Buffer.alloc(12, 9))],
  [LinkType.LinuxSll, sll(inner)],
  [LinkType.LinuxSll2, sll2(inner)],
  [LinkType.Null, bytes(u32(2), inner)],
  [LinkType.Raw, inner],
  [LinkType.PppEther, pppoe(inner)],
  [LinkType.Ppp, bytes(u8(0xff, 3, 0, 0x21), inner)],
];
const LINK_TYPES = Object.values(LinkType);
const LIMITS = {
  fragmentBytes: 20_000,
  fragmentedDatagrams: 30,
  tcpStreams: 50,
  tcpWaitingBytes: 30_000,
  sctpAssociations: 20,
  sctpWaitingBytes: 20_000,
};
const ALL_WAITING_BYTES = LIMITS.fragmentBytes + LIMITS.tcpWaitingBytes + LIMITS.sctpWaitingBytes;

/** Checks whatever is lent, and counts. */
class Auditor implements PacketSink {
  givenUp = 0;
  readonly live = new Set<TcpStream>();
  readonly ended = new Set<TcpStream>();
  onDatagram(d: Datagram): void {
    const isInside = d.start >= 0 && d.start <= d.end && d.end <= d.bytes.length && d.missing >= 0;
    const hasAddresses = d.destinationAddress + d.addressLength <= d.addresses.length;
    if (!isInside || !hasAddresses || !Number.isInteger(d.fingerprint)) throw new Error('a datagram reaches outside');
  }
  onStream(stream: TcpStream, d: Datagram): void {
    this.onDatagram(d);
    if (this.ended.has(stream)) throw new Error('bytes after the end of a stream');
    this.live.add(stream);
  }
  onStreamGap(stream: TcpStream, missing: number): void {
    if (!(missing > 0) || this.ended.has(stream)) throw new Error('no gap');
    this.live.add(stream);
  }
  onStreamEnd(stream: TcpStream): void {
    if (!this.live.delete(stream)) throw new Error('the end of a stream that is not live');
    this.ended.add(stream);
  }
  onIcmpError(error: IcmpError, quoted: Datagram): void {
    this.onDatagram(quoted);
    if (error.reporterAddress + error.reporterLength > error.addresses.length) throw new Error('no reporter');
  }
  onGivenUp(_reason: number, frames: number): void {
    this.givenUp += frames;
  }
}

function mutate(packet: Buffer, random: (below: number) => number): Buffer {
  const mutant = Buffer.from(packet);
  for (let flips = random(5); flips > 0; flips--) mutant[random(mutant.length)] ^= 1 << random(8);
  if (random(3) === 0) mutant[random(Math.min(60, mutant.length))] = random(256);
  return random(5) === 0 ? mutant.subarray(0, random(mutant.length + 1)) : mutant;
}

describe.each([1, 2, 3])('seed %i', seed => {
  test('mutated frames of every kind never throw, keep the bounds and are accounted for once', () => {
    const random = makeRandom(seed);
    const auditor = new Auditor();
    const decoder = new PacketDecoder(auditor, LIMITS);
    let time = TEST_TIME;
    let held = 0;
    for (let number = 1; number <= 40_000; number++) {
      const [linkType, packet] = seeds[random(seeds.length)];
      const mutant = mutate(packet, random);
      time += random(200) === 0 ? random(10_000_000) - 3_000_000 : random(3000);
      const frame = frameOf(mutant, {
        linkType: random(50) === 0 ? LINK_TYPES[random(LINK_TYPES.length)] : linkType,
        timeMicros: time,
        number,
        snap: random(10) === 0 ? random(mutant.length + 1) : mutant.length,
      });
      const outcome = decoder.decode(frame);
      frame.bytes.fill(0);
      if (outcome === Outcome.Held) held++;
      else if (outcome !== Outcome.Handed) expect(NOT_DECODED[outcome]).toBeDefined();
      if (decoder.waitingBytes > ALL_WAITING_BYTES) throw new Error('over the limit');
    }
    decoder.finish();
    expect(held).toBeGreaterThan(100);
    expect(auditor.givenUp).toBeLessThanOrEqual(held);
    expect(decoder.waitingBytes).toBe(0);
    expect(auditor.live.size).toBe(0);
  });

  test('random bytes never throw, whatever the link type', () => {
    const random = makeRandom(seed + 100);
    const auditor = new Auditor();
    const decoder = new PacketDecoder(auditor, LIMITS);
    for (let number = 1; number <= 20_000; number++) {
      const packet = Buffer.from(Array.from({ length: random(120) }, () => random(256)));
      if (packet.length > 20) packet[0] = random(2) === 0 ? 0x45 : 0x60;
      const linkType = LINK_TYPES[random(LINK_TYPES.length)];
      const outcome = decoder.decode(frameOf(packet, { linkType, number, timeMicros: random(2) * 1e18 }));
      expect(outcome).toBeGreaterThanOrEqual(-2);
      expect(outcome).toBeLessThan(NOT_DECODED.length);
    }
    decoder.finish();
    expect(decoder.waitingBytes).toBe(0);
  });
});

test('a flood of SYNs, fragments and held bytes stays within its bounds', () => {
  const auditor = new Auditor();
  const decoder = new PacketDecoder(auditor, LIMITS);
  for (let i = 0; i < 5000; i++) {
    const source = `10.${i >> 8}.${i & 255}.1`;
    decoder.decode(frameOf(ethernet(ipv4(tcp('', { flags: SYN, sourcePort: i }), { protocol: 6, source }))));
    decoder.decode(frameOf(ethernet(ipv4(tcp('x', { sequence: 1000 + 2 * i, sourcePort: 9 }), { protocol: 6 }))));
    decoder.decode(frameOf(ethernet(ipv4(Buffer.alloc(64), { moreFragments: true, identification: i & 0xffff }))));
  }
  expect(decoder.waitingBytes).toBeLessThanOrEqual(ALL_WAITING_BYTES);
  expect(decoder.shed['tcp streams']).toBeGreaterThan(4900);
  expect(decoder.shed.fragments).toBeGreaterThan(4900);
});
