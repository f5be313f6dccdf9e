import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { TUNNEL_OF_PORT, UdpTunnel } from '../../../collector/packet/udp-tunnel.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, u8, u16, u32, udp } from '../../support/packet-builder.ts';

const inner = ipv4(udp('inside'), { source: '192.168.0.1' });
const over = (port: number, ...parts: (Buffer | string)[]) =>
  ethernet(ipv4(udp(bytes(...parts), { sourcePort: 40_000, destinationPort: port })));
const gtp = (flags: number, type: number, length: number, ...rest: Buffer[]) =>
  over(2152, u8(flags, type), u16(length), u32(9), ...rest);

describe('tunnels over UDP', () => {
  test.each([
    ['VXLAN', over(4789, u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(inner))],
    ['VXLAN with a group policy', over(4789, u8(0x88, 0, 0, 3, 0, 0, 5, 0), ethernet(inner))],
    ['VXLAN on the old port', over(8472, u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(inner))],
    ['VXLAN-GPE of bare IP', over(4790, u8(0x0c, 0, 0, 1, 0, 0, 5, 0), inner)],
    ['Geneve', over(6081, u8(0, 0), u16(0x6558), u32(0x500), ethernet(inner))],
    ['Geneve with options and bare IP', over(6081, u8(2, 0), u16(0x0800), u32(0x500), u32(1, 2), inner)],
    ['GTP-U', gtp(0x30, 0xff, inner.length, inner)],
    ['GTP-U with sequence number', gtp(0x32, 0xff, 4 + inner.length, u8(0, 1, 0, 0), inner)],
    [
      'GTP-U with extension headers',
      gtp(0x34, 0xff, 12 + inner.length, u8(0, 0, 0, 0x85), u8(1, 0, 0, 0x40), u8(1, 0, 0, 0), inner),
    ],
    ['TZSP with tags', over(37008, u8(1, 0), u16(1), u8(10, 1, 0xb0, 0, 1), ethernet(inner))],
    ['MPLS', over(6635, u32(0x10140), inner)],
    ['GRE', over(4754, u16(0, 0x0800), inner)],
  ])('%s gives the datagram inside', (_name, packet) => {
    const bench = new Bench();
    expect(bench.take(packet)).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'inside', source: '192.168.0.1' }]);
  });

  test('from IPv6 over IPv6, and the other way of the ports', () => {
    const bench = new Bench();
    const vxlan = bytes(u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(ipv6(udp('six'))));
    bench.take(ethernet(ipv6(udp(vxlan, { sourcePort: 4789, destinationPort: 50_000 }))));
    expect(bench.datagrams[0]?.payload).toBe('six');
  });

  test('the place of the bytes in the segment is kept through all layers', () => {
    const bench = new Bench();
    const packet = over(4789, u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(inner));
    bench.take(packet, { offset: 5000 });
    expect(bench.datagrams[0]?.offset).toBe(5000 + packet.indexOf('inside'));
  });

  test.each([...TUNNEL_OF_PORT.keys()].filter(port => TUNNEL_OF_PORT[port] !== UdpTunnel.None))(
    'SIP on port %i stays SIP',
    port => {
      const bench = new Bench();
      const messages = [
        'INVITE',
        'ACK',
        'BYE',
        'CANCEL',
        'REGISTER',
        'OPTIONS',
        'PRACK',
        'UPDATE',
        'INFO',
        'NOTIFY',
        'MESSAGE',
      ];
      const starts = [
        ...messages.map(method => `${method} sip:bob@biloxi.example SIP/2.0\r\n\r\n`),
        'SIP/2.0 200 OK\r\n\r\n',
      ];
      for (const start of starts) expect(bench.take(over(port, start))).toBe(Outcome.Handed);
      expect(bench.datagrams.map(d => d.payload)).toEqual(starts);
    },
  );

  test('messages that only run the tunnel are no IP', () => {
    expect(new Bench().take(gtp(0x30, 1, 0))).toBe(Reason.NotIp);
    expect(new Bench().take(over(37008, u8(1, 4), u16(0)))).toBe(Reason.NotIp);
    expect(new Bench().take(over(4789, u8(8, 0, 0, 0, 0, 0, 5, 0), ethernet(Buffer.alloc(28), 0x0806)))).toBe(
      Reason.NotIp,
    );
  });

  test('extensions that go on for ever are malformed', () => {
    const chain = bytes(...Array.from({ length: 60 }, () => u8(1, 0, 0, 0x85)));
    expect(new Bench().take(gtp(0x34, 0xff, 4 + chain.length, u8(0, 0, 0, 0x85), chain))).toBe(Reason.MalformedPacket);
    expect(new Bench().take(gtp(0x34, 0xff, 8, u8(0, 0, 0, 0x85), u32(0)))).toBe(Reason.MalformedPacket);
  });

  test('tunnels inside tunnels are opened, but not for ever', () => {
    const nest = (depth: number): Buffer =>
      depth === 0
        ? inner
        : ipv4(
            udp(bytes(u8(0x30, 0xff), u16(nest(depth - 1).length), u32(9), nest(depth - 1)), { destinationPort: 2152 }),
          );
    expect(new Bench().take(ethernet(nest(8)))).toBe(Outcome.Handed);
    expect(new Bench().take(ethernet(nest(9)))).toBe(Reason.NestedTooDeep);
  });

  test('Ethernet in IP (RFC 3378), MPLS in IP (RFC 4023)', () => {
    const bench = new Bench();
    bench.take(ethernet(ipv4(bytes(u16(0x3000), ethernet(inner)), { protocol: 97 })));
    bench.take(ethernet(ipv4(bytes(u32(0x10140), inner), { protocol: 137 })));
    expect(bench.datagrams.map(d => d.payload)).toEqual(['inside', 'inside']);
  });
});
