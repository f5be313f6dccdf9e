import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, ethernet, ipv4, ipv6, udp } from '../../support/packet-builder.ts';

const inner4 = ipv4(udp('inside'), { source: '192.168.0.1' });
const inner6 = ipv6(udp('inside'), { source: 9 });

test.each([
  ['IPv4 in IPv4', ipv4(inner4, { protocol: 4 }), '192.168.0.1'],
  ['IPv6 in IPv4', ipv4(inner6, { protocol: 41 }), '20010db8000000000000000000000009'],
  ['IPv4 in IPv6', ipv6(inner4, { nextHeader: 4 }), '192.168.0.1'],
  ['IPv6 in IPv6', ipv6(inner6, { nextHeader: 41 }), '20010db8000000000000000000000009'],
])('%s gives the datagram inside', (_name, packet, source) => {
  const bench = new Bench();
  expect(bench.take(ethernet(packet))).toBe(Outcome.Handed);
  expect(bench.datagrams).toMatchObject([{ payload: 'inside', source }]);
});

test('eight tunnels in one another are opened, more are nested too deep', () => {
  const nest = (depth: number): Buffer => (depth === 0 ? inner4 : ipv4(nest(depth - 1), { protocol: 4 }));
  expect(new Bench().take(ethernet(nest(8)))).toBe(Outcome.Handed);
  expect(new Bench().take(ethernet(nest(9)))).toBe(Reason.NestedTooDeep);
});

/** An inner datagram in two fragments, each in a tunnel packet that is itself in two fragments: four frames. */
function takeTwiceInPieces(bench: Bench, whole: Buffer, protocol = 17): number[] {
  const outcomes: number[] = [];
  for (const [start, end] of [
    [0, 24],
    [24, whole.length],
  ]) {
    const moreFragments = end < whole.length;
    const inner = ipv4(whole.subarray(start, end), {
      protocol,
      identification: 5,
      fragmentOffset: start,
      moreFragments,
    });
    const tunnel = { protocol: 4, identification: 100 + start };
    outcomes.push(
      bench.take(ethernet(ipv4(inner.subarray(0, 24), { ...tunnel, moreFragments: true }))),
      bench.take(ethernet(ipv4(inner.subarray(24), { ...tunnel, fragmentOffset: 24 }))),
    );
  }
  return outcomes;
}

test('fragments of a tunnel, whose inside is a fragment again, make one datagram', () => {
  const bench = new Bench();
  const outcomes = takeTwiceInPieces(bench, udp('twice in pieces, and yet one datagram in the end'));
  expect(outcomes).toEqual([Outcome.Held, Outcome.Held, Outcome.Held, Outcome.Handed]);
  expect(bench.datagrams.map(d => d.payload)).toEqual(['twice in pieces, and yet one datagram in the end']);
});

test('all frames of such a datagram end under its reason', () => {
  const bench = new Bench();
  const outcomes = takeTwiceInPieces(bench, Buffer.alloc(60), 1);
  expect(outcomes).toEqual([Outcome.Held, Outcome.Held, Outcome.Held, Reason.Icmp]);
  expect(bench.givenUpFrames).toBe(3);
});

test('all frames of such a datagram are accounted for when it stays incomplete', () => {
  const bench = new Bench();
  const inner = ipv4(udp('only the first inner fragment!!!').subarray(0, 32), { moreFragments: true });
  bench.take(ethernet(ipv4(inner.subarray(0, 24), { protocol: 4, moreFragments: true })));
  bench.take(ethernet(ipv4(inner.subarray(24), { protocol: 4, fragmentOffset: 24 })));
  bench.decoder.finish();
  expect(bench.heldFrames).toBe(2);
  expect(bench.givenUpFrames).toBe(2);
});
