import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Transport } from '../../../collector/model/packet.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import {
  Bench,
  bytes,
  ethernet,
  ipv4,
  ipv6,
  SECOND,
  sctp,
  sctpData,
  TEST_TIME,
  u8,
  u16,
  u32,
  udp,
} from '../../support/packet-builder.ts';

const over = (...chunks: Buffer[]) => ethernet(ipv4(sctp(chunks), { protocol: 132 }));
const payloads = (bench: Bench) => bench.datagrams.map(d => d.payload);

describe('SCTP', () => {
  test('a whole message is handed on with ports, addresses and its place in the segment', () => {
    const bench = new Bench();
    const packet = over(sctpData('INVITE'));
    expect(bench.take(packet, { offset: 3000 })).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([
      {
        payload: 'INVITE',
        transport: Transport.Sctp,
        source: '10.0.0.1',
        sourcePort: 5060,
        destinationPort: 5062,
        offset: 3000 + packet.indexOf('INVITE'),
        missing: 0,
      },
    ]);
  });

  test('several messages in one packet, among other chunks, unordered too, over IPv6 and over UDP (RFC 6951)', () => {
    const bench = new Bench();
    const sack = bytes(u8(3, 0), u16(16), u32(1, 2, 0));
    const packet = sctp([sack, sctpData('one', { tsn: 1 }), sctpData('two', { tsn: 2, flags: 'UBE' })]);
    bench.take(ethernet(ipv6(packet, { nextHeader: 132 })));
    bench.take(ethernet(ipv4(udp(sctp([sctpData('three', { tsn: 3 })]), { destinationPort: 9899 }))));
    expect(payloads(bench)).toEqual(['one', 'two', 'three']);
  });

  test('I-DATA chunks (RFC 8260)', () => {
    const bench = new Bench();
    bench.take(over(bytes(u8(64, 3), u16(20 + 4), u32(1), u16(0, 0), u32(0, 0), 'text')));
    expect(payloads(bench)).toEqual(['text']);
  });

  test('a message in fragments is one message, whatever the order of its packets', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, maxLength: 60, unit: 'grapheme-ascii' }),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.infiniteStream(fc.nat(1_000_000)),
        (text, firstTsn, dice) => {
          const pieces = [...text].map((letter, i) => {
            const flags = `${i === 0 ? 'B' : ''}${i === text.length - 1 ? 'E' : ''}`;
            return { key: dice.next().value ?? 0, chunk: sctpData(letter, { tsn: (firstTsn + i) >>> 0, flags }) };
          });
          pieces.sort((a, b) => a.key - b.key);
          const bench = new Bench();
          const outcomes = pieces.map(piece => bench.take(over(piece.chunk)));
          expect(payloads(bench)).toEqual([text]);
          expect(outcomes.slice(0, -1).every(outcome => outcome === Outcome.Held)).toBe(true);
          expect(bench.decoder.waitingBytes).toBe(0);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  test('fragments of two messages in one packet', () => {
    const bench = new Bench();
    bench.take(over(sctpData('aa', { tsn: 1, flags: 'B' })));
    bench.take(over(sctpData('AA', { tsn: 2, flags: 'E' }), sctpData('bb', { tsn: 3, flags: 'B' })));
    bench.take(over(sctpData('BB', { tsn: 4, flags: 'E' })));
    expect(payloads(bench)).toEqual(['aaAA', 'bbBB']);
  });

  test('a chunk that is sent again is no second message, and a second capture of it neither', () => {
    const bench = new Bench();
    bench.take(over(sctpData('once', { tsn: 7 })));
    expect(bench.take(over(sctpData('once', { tsn: 7 })), { timeMicros: TEST_TIME + 30 })).toBe(Reason.DuplicateFrame);
    const later = { timeMicros: TEST_TIME + SECOND };
    expect(bench.take(over(sctpData('once', { tsn: 7 })), later)).toBe(Reason.SctpRetransmission);
    expect(bench.take(over(sctpData('once', { tsn: 7 }), sctpData('new', { tsn: 8 })), later)).toBe(Outcome.Handed);
    expect(payloads(bench)).toEqual(['once', 'new']);
  });

  test('numbers that wrap, and messages that overtake one another, are new', () => {
    const bench = new Bench();
    for (const tsn of [0xfffffffe, 0, 0xffffffff, 3, 1, 2]) bench.take(over(sctpData(`m${tsn}`, { tsn })));
    expect(bench.datagrams).toHaveLength(6);
  });

  test('both directions and other associations have numbers of their own', () => {
    const bench = new Bench();
    for (const tag of [1, 2]) bench.take(ethernet(ipv4(sctp([sctpData('x')], { tag }), { protocol: 132 })));
    expect(bench.datagrams).toHaveLength(2);
  });

  test('a message whose fragments stay away is given up after 30 s', () => {
    const bench = new Bench();
    expect(bench.take(over(sctpData('half', { tsn: 1, flags: 'B' })))).toBe(Outcome.Held);
    bench.take(ethernet(ipv4(udp('x'))), { timeMicros: TEST_TIME + 31 * SECOND });
    expect(bench.givenUp).toMatchObject([{ reason: Reason.FragmentIncomplete, frames: 1, frameNumber: 1 }]);
    expect(bench.decoder.waitingBytes).toBe(0);
  });

  test('packets without data, lies and cuts have their reasons', () => {
    expect(new Bench().take(over(bytes(u8(1, 0), u16(20), Buffer.alloc(16))))).toBe(Reason.SctpWithoutData);
    expect(new Bench().take(over(bytes(u8(0, 3), u16(3))))).toBe(Reason.MalformedPacket);
    expect(new Bench().take(over(sctpData('', { tsn: 1 })))).toBe(Reason.MalformedPacket);
    expect(new Bench().take(over(sctpData('INVITE')), { snap: 50 })).toBe(Reason.Truncated);
    const bench = new Bench();
    expect(bench.take(over(sctpData('INVITE sip:b')), { snap: 68 })).toBe(Outcome.Handed);
    expect(bench.datagrams).toMatchObject([{ payload: 'INVITE', missing: 6 }]);
  });

  test('endless fragments and endless associations stay within their bounds', () => {
    const bench = new Bench({ sctpWaitingBytes: 20_000, sctpAssociations: 50 });
    for (let i = 0; i < 5000; i++) {
      bench.take(over(sctpData('middle', { tsn: 2 * i, flags: '' })));
      bench.take(ethernet(ipv4(sctp([sctpData('x', { flags: 'B' })], { tag: i }), { protocol: 132 })));
      if (bench.decoder.waitingBytes > 20_000) throw new Error('over the limit');
    }
    expect(bench.decoder.shed['sctp associations']).toBeGreaterThan(4900);
    expect(bench.decoder.shed['sctp fragments']).toBeGreaterThan(9000);
    bench.decoder.finish();
    expect(bench.givenUpFrames).toBe(bench.heldFrames);
  });
});
