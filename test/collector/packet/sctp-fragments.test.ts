import { expect, test } from 'vitest';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, sctp, sctpData } from '../../support/packet-builder.ts';

const over = (...chunks: Buffer[]) => ethernet(ipv4(sctp(chunks), { protocol: 132 }));

test('a fragment that the capture cut ends its message there, and says how much is missing', () => {
  const bench = new Bench();
  const first = over(sctpData('0123456789', { tsn: 1, flags: 'B' }));
  bench.take(first, { snap: first.indexOf('4') });
  expect(bench.take(over(sctpData('end', { tsn: 2, flags: 'E' })))).toBe(Outcome.Handed);
  expect(bench.datagrams).toMatchObject([{ payload: '0123', missing: 9, offset: -1 }]);
});

test('a frame with a message and a fragment is not counted again when the fragment is given up', () => {
  const bench = new Bench();
  expect(bench.take(over(sctpData('whole', { tsn: 1 }), sctpData('half', { tsn: 2, flags: 'B' })))).toBe(
    Outcome.Handed,
  );
  bench.decoder.finish();
  expect(bench.givenUp).toEqual([]);
});

test('a frame with two fragments is given up once', () => {
  const bench = new Bench();
  bench.take(over(sctpData('end', { tsn: 1, flags: 'E' }), sctpData('half', { tsn: 2, flags: 'B' })));
  bench.decoder.finish();
  expect(bench.givenUpFrames).toBe(1);
});

test('two beginnings in a row make no message', () => {
  const bench = new Bench();
  bench.take(over(sctpData('a', { tsn: 1, flags: 'B' })));
  bench.take(over(bytes(sctpData('b', { tsn: 2, flags: 'B' }))));
  bench.take(over(sctpData('c', { tsn: 3, flags: 'E' })));
  expect(bench.datagrams.map(d => d.payload)).toEqual(['bc']);
});
