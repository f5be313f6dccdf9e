import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Transport } from '../../../collector/model/packet.ts';
import { Bench, ethernet, ipv4, ipv6, tcp, udp } from '../../support/packet-builder.ts';

const OPTIONS = 'OPTIONS sip:bob@example.net SIP/2.0\r\n';
const quotedUdp = ipv4(udp(OPTIONS, { sourcePort: 5062, destinationPort: 5060 }), {
  source: '10.0.0.1',
  destination: '10.0.0.9',
});

function icmp(type: number, code: number, quoted: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, code, 0, 0, 0, 0, 0, 0]), quoted]);
}

/** What a decoder hands on of one ICMP packet of 10.0.0.9. */
function errorsOf(message: Buffer): Bench['errors'] {
  const bench = new Bench();
  const packet = ethernet(ipv4(message, { protocol: 1, source: '10.0.0.9', destination: '10.0.0.1' }));
  expect(bench.take(packet)).toBe(Reason.Icmp);
  expect(bench.datagrams).toEqual([]);
  return bench.errors;
}

test('port unreachable tells who says it and what of the datagram came back; the frame ends as ICMP', () => {
  expect(errorsOf(icmp(3, 3, quotedUdp))).toMatchObject([
    {
      type: 3,
      code: 3,
      reporter: '10.0.0.9',
      quoted: {
        payload: OPTIONS,
        source: '10.0.0.1',
        destination: '10.0.0.9',
        sourcePort: 5062,
        destinationPort: 5060,
        transport: Transport.Udp,
        offset: -1,
      },
    },
  ]);
});

test('of the eight bytes that RFC 792 promises, the ports are known', () => {
  const [error] = errorsOf(icmp(3, 1, quotedUdp.subarray(0, 28)));
  expect(error.quoted).toMatchObject({ payload: '', sourcePort: 5062, destinationPort: 5060 });
});

test('source quench, time exceeded and parameter problem are errors too; echo is none', () => {
  for (const type of [4, 11, 12]) expect(errorsOf(icmp(type, 0, quotedUdp))).toHaveLength(1);
  for (const type of [0, 5, 8]) expect(errorsOf(icmp(type, 0, quotedUdp))).toEqual([]);
});

test('TCP is quoted with its header, whatever its length; cut before that, only ports are known', () => {
  const quoted = ipv4(tcp(OPTIONS, { sourcePort: 40_000, destinationPort: 5060 }), { protocol: 6 });
  expect(errorsOf(icmp(3, 1, quoted))[0].quoted).toMatchObject({ payload: OPTIONS, transport: Transport.Tcp });
  expect(errorsOf(icmp(3, 1, quoted.subarray(0, 28)))[0].quoted).toMatchObject({ payload: '', sourcePort: 40_000 });
});

test('ICMPv6 quotes IPv6', () => {
  const bench = new Bench();
  const quoted = ipv6(udp(OPTIONS, { sourcePort: 5062, destinationPort: 5060 }));
  bench.take(ethernet(ipv6(icmp(1, 4, quoted), { nextHeader: 58 })));
  expect(bench.errors).toMatchObject([{ type: 1, code: 4, quoted: { payload: OPTIONS, destinationPort: 5060 } }]);
});

describe('what quotes nothing that has ports is no error of ours', () => {
  test.each([
    ['cut inside the quoted IP header', quotedUdp.subarray(0, 19)],
    ['cut before the ports', quotedUdp.subarray(0, 22)],
    ['a later fragment', ipv4(udp(OPTIONS), { fragmentOffset: 8 })],
    ['another protocol', ipv4(udp(OPTIONS), { protocol: 50 })],
    ['no IP at all', Buffer.alloc(40, 0xff)],
  ])('%s', (_, quoted) => {
    expect(errorsOf(icmp(3, 3, quoted))).toEqual([]);
  });
});
