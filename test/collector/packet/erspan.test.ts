import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, u16, u32, udp } from '../../support/packet-builder.ts';

const inner = ipv4(udp('mirrored'), { source: '192.168.0.1' });
const gre = (flags: number, type: number, ...rest: Buffer[]) =>
  ethernet(ipv4(bytes(u16(flags, type), ...rest), { protocol: 47 }));
const typeIII = (flags: number) => bytes(u16(0x2064, 0), u32(1), u16(0, flags));

describe('ERSPAN', () => {
  test.each([
    ['type I, without a header of its own', gre(0, 0x88be, ethernet(inner))],
    ['type II', gre(0x1000, 0x88be, u32(9), u16(0x1064, 0), u32(5), ethernet(inner))],
    ['type III', gre(0x1000, 0x22eb, u32(9), typeIII(0x8000), ethernet(inner))],
    ['type III with its platform header', gre(0x1000, 0x22eb, u32(9), typeIII(0x8001), u32(1, 2), ethernet(inner))],
    ['type III of bare IP', gre(0x1000, 0x22eb, u32(9), typeIII(2 << 10), inner)],
  ])('%s gives the mirrored datagram', (_name, packet) => {
    const bench = new Bench();
    expect(bench.take(packet)).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'mirrored', source: '192.168.0.1' }]);
  });

  test('another version is malformed, another kind of frame is not IP', () => {
    expect(new Bench().take(gre(0x1000, 0x88be, u32(9), u16(0x3064, 0), u32(5), ethernet(inner)))).toBe(
      Reason.MalformedPacket,
    );
    expect(new Bench().take(gre(0x1000, 0x22eb, u32(9), typeIII(7 << 10), inner))).toBe(Reason.NotIp);
  });
});
