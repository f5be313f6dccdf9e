import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, u8, u16, u32, udp } from '../../support/packet-builder.ts';

const inner = ipv4(udp('inside'), { source: '192.168.0.1', destination: '192.168.0.2' });
const gre = (flags: number, type: number, ...rest: Buffer[]) =>
  ethernet(ipv4(bytes(u16(flags, type), ...rest), { protocol: 47 }));

describe('GRE', () => {
  test.each([
    ['plain', gre(0, 0x0800, inner)],
    ['with checksum, key and sequence number', gre(0xb000, 0x0800, u32(1, 2, 3), inner)],
    ['with PPP and an acknowledgement (version 1)', gre(0x3081, 0x880b, u32(1, 2, 3), u8(0xff, 3, 0, 0x21), inner)],
    ['with Ethernet inside', gre(0x2000, 0x6558, u32(9), ethernet(inner))],
  ])('%s gives the datagram inside, with its addresses', (_name, packet) => {
    const bench = new Bench();
    expect(bench.take(packet)).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'inside', source: '192.168.0.1', destination: '192.168.0.2' }]);
  });

  test('IPv6 inside', () => {
    const bench = new Bench();
    bench.take(gre(0, 0x86dd, ipv6(udp('six'))));
    expect(bench.datagrams[0]?.payload).toBe('six');
  });

  test('with source routes, or of another version, it is not supported', () => {
    expect(new Bench().take(gre(0x4000, 0x0800, inner))).toBe(Reason.UnsupportedIpProtocol);
    expect(new Bench().take(gre(2, 0x0800, inner))).toBe(Reason.UnsupportedIpProtocol);
  });

  test('cut in its header it is truncated', () => {
    const packet = gre(0xb000, 0x0800, u32(1, 2, 3), inner);
    for (let snap = 34; snap < 50; snap++) expect(new Bench().take(packet, { snap })).toBe(Reason.Truncated);
  });
});
