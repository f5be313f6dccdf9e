import { expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ipv4, sll, sll2, u8, u16, udp } from '../../support/packet-builder.ts';

const v4 = ipv4(udp('hello'));
const tagged = bytes(u16(100, 0x0800), v4);
const llc = bytes(u8(0xaa, 0xaa, 3, 0, 0, 0), u16(0x0800), v4);

test.each([
  ['SLL', LinkType.LinuxSll, sll],
  ['SLL2', LinkType.LinuxSll2, sll2],
] as const)('%s: tags and SNAP are peeled, other protocols are not IP', (_name, linkType, wrap) => {
  const bench = new Bench();
  expect(bench.take(wrap(tagged, 0x8100), { linkType })).toBe(Outcome.Handed);
  expect(bench.take(wrap(llc, 4), { linkType })).toBe(Outcome.Handed);
  expect(bench.take(wrap(Buffer.alloc(28), 0x0806), { linkType })).toBe(Reason.NotIp);
  expect(bench.take(wrap(v4, 1), { linkType })).toBe(Reason.NotIp);
  expect(bench.take(wrap(v4, 0x0800, 824), { linkType })).toBe(Reason.NotIp);
  expect(bench.datagrams.map(d => d.payload)).toEqual(['hello', 'hello']);
});
