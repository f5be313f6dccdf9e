import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, u8, u32, udp, vlan } from '../../support/packet-builder.ts';

const inner = ipv4(udp('inside'), { source: '192.168.0.1' });
const label = (isLast: boolean) => u32((16 << 12) | (isLast ? 0x100 : 0) | 64);
const mpls = (...inside: Buffer[]) => ethernet(bytes(label(false), label(true), ...inside), 0x8847);

describe('MPLS', () => {
  test.each([
    ['IPv4', inner],
    ['IPv6', ipv6(udp('inside'))],
    ['an Ethernet pseudowire', ethernet(inner)],
    ['an Ethernet pseudowire with a control word', bytes(u32(7), ethernet(inner))],
    ['a pseudowire of tagged Ethernet', vlan([0x8100], inner)],
  ])('under the labels lies %s', (_name, inside) => {
    const bench = new Bench();
    expect(bench.take(mpls(inside))).toBe(Outcome.Handed);
    expect(bench.datagrams[0]?.payload).toBe('inside');
  });

  test('what is neither IP nor Ethernet is not IP', () => {
    expect(new Bench().take(mpls(Buffer.alloc(40, 0xf0)))).toBe(Reason.NotIp);
  });

  test('cut in the stack it is truncated', () => {
    expect(new Bench().take(mpls(inner), { snap: 17 })).toBe(Reason.Truncated);
  });

  test('a stack without end is nested too deep, and so are pseudowires in pseudowires', () => {
    expect(new Bench().take(ethernet(bytes(...Array.from({ length: 40 }, () => label(false)), inner), 0x8847))).toBe(
      Reason.NestedTooDeep,
    );
    let packet = ethernet(inner);
    for (let depth = 0; depth < 3000; depth++) packet = ethernet(bytes(label(true), packet), 0x8847);
    expect(new Bench().take(packet)).toBe(Reason.NestedTooDeep);
  });

  test('over PPP (RFC 3032 §4.3)', () => {
    const bench = new Bench();
    bench.take(bytes(u8(0xff, 3, 0x02, 0x81), label(true), inner), { linkType: 9 });
    expect(bench.datagrams[0]?.payload).toBe('inside');
  });
});
