import { expect, test } from 'vitest';
import { headerBytes, holdsSources, payloadBytes } from '../../../collector/media/rtp-datagram.ts';
import type { Datagram } from '../../../collector/model/packet.ts';
import { datagramOf } from '../../support/rtp-bench.ts';

/** `first` is the first byte of the header, `tail` what follows its twelve bytes. */
function packet(first: number, tail: readonly number[], missing = 0): Datagram {
  const d = datagramOf(Buffer.from([first, 0, ...new Array<number>(10).fill(0), ...tail]), '10.0.0.1:1', '10.0.0.2:2');
  d.missing = missing;
  return d;
}

test.each([
  ['nothing else', packet(0x80, [1, 2, 3]), 12, 3],
  ['a contributing source', packet(0x81, [0, 0, 0, 1, 1, 2]), 16, 2],
  ['an extension of one word', packet(0x90, [0xbe, 0xde, 0, 1, 0, 0, 0, 0, 1]), 20, 1],
  ['padding of two bytes', packet(0xa0, [1, 2, 3, 0, 2]), 12, 3],
  ['padding that was not captured', packet(0xa0, [1, 2, 3], 5), 12, 8],
  ['more padding than there is', packet(0xa0, [1, 9]), 12, 0],
  ['an extension that was not captured', packet(0x90, [0xbe], 20), 12, 21],
])('header and payload of a packet with %s', (_what, d, header, payload) => {
  expect([headerBytes(d), payloadBytes(d)]).toEqual([header, payload]);
});

test('contributing sources that do not fit are no RTP; those that were cut off are', () => {
  expect(
    [packet(0x82, [0, 0, 0, 1]), packet(0x82, [0, 0, 0, 1], 4)].map(d => holdsSources(d, d.end - d.start)),
  ).toEqual([false, true]);
});
