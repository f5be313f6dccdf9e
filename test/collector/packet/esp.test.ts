import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, SYN, tcp, u8, u32, udp } from '../../support/packet-builder.ts';

/** ESP-NULL of `payload`, padded to 4 bytes as RFC 4303 §2.4 says. */
function esp(payload: Buffer, nextHeader: number, checkBytes = 12): Buffer {
  const padding = (4 - ((payload.length + 2) % 4)) % 4;
  const trailer = u8(...Array.from({ length: padding }, (_, i) => i + 1), padding, nextHeader);
  return bytes(u32(0x1234, 1), payload, trailer, Buffer.alloc(checkBytes, 0xa5));
}
const over = (payload: Buffer) => ethernet(ipv4(payload, { protocol: 50 }));

describe('ESP with NULL encryption', () => {
  test.each([0, 12, 16, 24, 32])('a UDP datagram is found before a check value of %i bytes', checkBytes => {
    const bench = new Bench();
    expect(bench.take(over(esp(udp('REGISTER'), 17, checkBytes)))).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'REGISTER', source: '10.0.0.1', missing: 0 }]);
  });

  test('TCP, and IP in tunnel mode', () => {
    const bench = new Bench();
    bench.take(over(esp(tcp('', { flags: SYN, sequence: 9 }), 6)));
    bench.take(over(esp(tcp('REGISTER', { sequence: 10 }), 6)));
    bench.take(over(esp(ipv4(udp('four'), { source: '192.168.0.1' }), 4)));
    bench.take(ethernet(ipv6(esp(ipv6(udp('six')), 41), { nextHeader: 50 })));
    expect(bench.streams()).toEqual(['REGISTER']);
    expect(bench.datagrams.map(d => d.payload)).toEqual(['four', 'six']);
  });

  test('inside UDP (RFC 3948), whose keep-alives and key exchange are told apart', () => {
    const natT = (payload: Buffer) => ethernet(ipv4(udp(payload, { sourcePort: 4500, destinationPort: 4500 })));
    const bench = new Bench();
    expect(bench.take(natT(esp(udp('REGISTER'), 17)))).toBe(Outcome.Handed);
    expect(bench.take(natT(u8(0xff)))).toBe(Reason.KeepAlive);
    expect(bench.take(natT(u32(0, 1, 2, 3)))).toBe(Reason.NotIp);
    expect(bench.datagrams.map(d => d.payload)).toEqual(['REGISTER']);
  });

  test('encrypted payloads are said to be encrypted', () => {
    let state = 7;
    const noise = Buffer.alloc(1200);
    for (let i = 0; i < noise.length; i++) {
      state = Math.imul(state, 1103515245) + 12345;
      noise[i] = state >>> 24;
    }
    for (let length = 40; length < 1100; length += 7) {
      expect(new Bench().take(over(bytes(u32(0x1234, 1), noise.subarray(0, length))))).toBe(Reason.EncryptedEsp);
    }
  });

  test('without its trailer nothing can be told', () => {
    expect(new Bench().take(over(esp(udp('REGISTER'), 17)), { snap: 50 })).toBe(Reason.Truncated);
  });

  test('ESP in ESP in ESP ends', () => {
    let packet = udp('x');
    for (let i = 0; i < 3000; i++) packet = esp(packet, i === 0 ? 17 : 50, 0);
    expect([Reason.EncryptedEsp, Reason.NestedTooDeep]).toContain(new Bench().take(over(packet)));
  });
});
