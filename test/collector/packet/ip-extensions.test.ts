import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, fragmentHeader, ipv4, ipv6, u8, udp } from '../../support/packet-builder.ts';

const HOP_BY_HOP = 0;
const ROUTING = 43;
const AH = 51;
const OPTIONS = 60;
/** An extension header of 8 · (1 + more) bytes before `payload`. */
const extension = (next: number, payload: Buffer, more = 0) =>
  bytes(u8(next, more), Buffer.alloc(6 + 8 * more), payload);
const ah = (next: number, payload: Buffer) => bytes(u8(next, 4), Buffer.alloc(22), payload);
const take = (packet: Buffer, snap?: number) => {
  const bench = new Bench();
  return { bench, outcome: bench.take(packet, snap === undefined ? {} : { snap }) };
};

describe('IPv6', () => {
  const chains: [string, number, Buffer][] = [
    ['hop-by-hop options', HOP_BY_HOP, extension(17, udp('in'))],
    ['a routing header', ROUTING, extension(17, udp('in'), 2)],
    ['destination options', OPTIONS, extension(17, udp('in'), 1)],
    ['an authentication header', AH, ah(17, udp('in'))],
    ['all of them', HOP_BY_HOP, extension(OPTIONS, extension(ROUTING, extension(AH, ah(17, udp('in'))), 2))],
  ];
  test.each(chains)('%s are skipped', (_name, nextHeader, payload) => {
    const { bench, outcome } = take(ethernet(ipv6(payload, { nextHeader })));
    expect(outcome).toBe(Outcome.Handed);
    expect(bench.datagrams[0]).toMatchObject({ payload: 'in', missing: 0 });
  });

  test.each(chains)('%s that the capture cut are truncated', (_name, nextHeader, payload) => {
    const packet = ethernet(ipv6(payload, { nextHeader }));
    for (let snap = 54; snap < packet.length - 2; snap++) expect(take(packet, snap).outcome).toBe(Reason.Truncated);
  });

  test('a header longer than the packet is malformed', () => {
    expect(take(ethernet(ipv6(u8(17, 200, 0, 0, 0, 0, 0, 0), { nextHeader: OPTIONS }))).outcome).toBe(
      Reason.MalformedPacket,
    );
  });

  test('an endless chain is malformed', () => {
    let chain = udp('in');
    for (let i = 0; i < 20; i++) chain = extension(i === 0 ? 17 : OPTIONS, chain);
    expect(take(ethernet(ipv6(chain, { nextHeader: OPTIONS }))).outcome).toBe(Reason.MalformedPacket);
  });

  test('options before and after a fragment header', () => {
    const inner = extension(17, udp('a payload of some length'));
    const bench = new Bench();
    const make = (start: number, end: number) =>
      ethernet(
        ipv6(extension(44, fragmentHeader(inner.subarray(start, end), start, end < inner.length, 3, OPTIONS)), {
          nextHeader: HOP_BY_HOP,
        }),
      );
    expect(bench.take(make(16, inner.length))).toBe(Outcome.Held);
    expect(bench.take(make(0, 16))).toBe(Outcome.Handed);
    expect(bench.datagrams[0]?.payload).toBe('a payload of some length');
  });
});

test('IPv4 carries an authentication header too, but no other extension', () => {
  expect(take(ethernet(ipv4(ah(17, udp('in')), { protocol: AH }))).outcome).toBe(Outcome.Handed);
  expect(take(ethernet(ipv4(extension(17, udp('in')), { protocol: OPTIONS }))).outcome).toBe(
    Reason.UnsupportedIpProtocol,
  );
});
