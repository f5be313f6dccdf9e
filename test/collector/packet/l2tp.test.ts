import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, u8, u16, u32, udp } from '../../support/packet-builder.ts';

const inner = ipv4(udp('inside'), { source: '192.168.0.1' });
const ppp = bytes(u8(0xff, 3, 0, 0x21), inner);
const overUdp = (...parts: Buffer[]) =>
  ethernet(ipv4(udp(bytes(...parts), { sourcePort: 1701, destinationPort: 1701 })));
const overIp = (...parts: Buffer[]) => ethernet(ipv4(bytes(...parts), { protocol: 115 }));

describe('L2TP', () => {
  test.each([
    ['version 2', overUdp(u16(0x0002, 1, 2), ppp)],
    [
      'version 2 with length, sequence numbers and offset',
      overUdp(u16(0x4a02, 16 + ppp.length, 1, 2, 3, 4, 2), u16(0), ppp),
    ],
    ['version 3 over UDP', overUdp(u16(0x0003, 0), u32(77), ethernet(inner))],
    ['version 3 over UDP with cookie and sublayer', overUdp(u16(0x0003, 0), u32(77, 1, 2, 3), ethernet(inner))],
    ['version 3 over IP', overIp(u32(77), ethernet(inner))],
    ['version 3 over IP with PPP and a cookie', overIp(u32(77, 5), ppp)],
  ])('%s gives the datagram inside', (_name, packet) => {
    const bench = new Bench();
    expect(bench.take(packet)).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'inside', source: '192.168.0.1' }]);
  });

  test('control messages are no IP', () => {
    expect(new Bench().take(overUdp(u16(0xc802, 12, 1, 2, 3, 4)))).toBe(Reason.NotIp);
    expect(new Bench().take(overIp(u32(0, 1, 2)))).toBe(Reason.NotIp);
  });

  test('SIP on that port stays SIP', () => {
    const bench = new Bench();
    for (const start of ['SIP/2.0 200 OK', 'PRACK sip:a', 'REGISTER sip:a', 'INVITE sip:a'])
      bench.take(overUdp(Buffer.from(start)));
    expect(bench.datagrams.map(d => d.payload)).toEqual([
      'SIP/2.0 200 OK',
      'PRACK sip:a',
      'REGISTER sip:a',
      'INVITE sip:a',
    ]);
  });

  test('a length that lies is malformed, a cut is truncated', () => {
    expect(new Bench().take(overUdp(u16(0x4002, 3, 1, 2), ppp))).toBe(Reason.MalformedPacket);
    expect(new Bench().take(overUdp(u16(0x0a02, 1, 2, 3, 4, 60_000), ppp))).toBe(Reason.MalformedPacket);
  });
});
