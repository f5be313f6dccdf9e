import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ipv4, ipv6, u8, u32, udp } from '../../support/packet-builder.ts';

describe('null and loop', () => {
  const orders: [string, (family: number) => Buffer][] = [
    ['big-endian', family => u32(family)],
    ['little-endian', family => u32(family).reverse()],
  ];
  test.each(orders)('a %s family is understood, with every number for IPv6', (_name, field) => {
    for (const linkType of [LinkType.Null, LinkType.Loop]) {
      const bench = new Bench();
      expect(bench.take(bytes(field(2), ipv4(udp('four'))), { linkType })).toBe(Outcome.Handed);
      for (const family of [10, 24, 28, 30]) {
        expect(bench.take(bytes(field(family), ipv6(udp('six'))), { linkType })).toBe(Outcome.Handed);
      }
      expect(bench.datagrams.map(d => d.payload)).toEqual(['four', 'six', 'six', 'six', 'six']);
    }
  });
  test('another family is not IP', () => {
    expect(new Bench().take(bytes(u32(7), Buffer.alloc(40)), { linkType: LinkType.Null })).toBe(Reason.NotIp);
    expect(new Bench().take(u8(0xff, 0xff, 0xff, 0xff, 0x45), { linkType: LinkType.Null })).toBe(Reason.NotIp);
  });
});

test('raw IP of another version is not IP', () => {
  expect(new Bench().take(Buffer.alloc(40, 0x55), { linkType: LinkType.Raw })).toBe(Reason.NotIp);
});
