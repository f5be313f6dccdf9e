// Random streams, told packet by packet, have the figures that the plain way gives; random UDP never throws and never counts twice.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeriesBudget } from '../../collector/media/stream-series.ts';
import { makeStatistics } from '../../collector/media/stream-statistics.ts';
import { type PlainPacket, plainFigures } from '../reference/plain-rtp.ts';
import { RtpBench } from '../support/rtp-bench.ts';

const CLOCK = 8000;

/** What becomes of each packet of a stream: on its way in order, late, lost, or twice. */
const FATES = fc.array(
  fc.record({
    lost: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
    burst: fc.integer({ min: 0, max: 60 }).map(n => (n === 0 ? 5 : 0)),
    late: fc.integer({ min: 0, max: 9 }).chain(n => (n === 0 ? fc.integer({ min: 1, max: 20 }) : fc.constant(0))),
    twice: fc.integer({ min: 0, max: 14 }).map(n => n === 0),
    jitter: fc.integer({ min: 0, max: 4000 }),
  }),
  { minLength: 2, maxLength: 400 },
);

function packetsOf(
  fates: readonly { lost: boolean; burst: number; late: number; twice: boolean; jitter: number }[],
  first: number,
): PlainPacket[] {
  let silent = 0;
  const sent = fates.flatMap(({ lost, burst, late, twice, jitter }, i) => {
    if (burst > 0) silent = burst;
    if (silent-- > 0 || lost) return [];
    // A packet that is `late` by n comes behind the n that follow it.
    const packet = { place: i + late + (late > 0 ? 0.5 : 0), jitter, position: first + i };
    return twice ? [packet, { ...packet, place: packet.place + 1.25 }] : [packet];
  });
  return sent
    .sort((a, b) => a.place - b.place)
    .map(({ jitter, position }, i) => ({ arrival: 1e12 + i * 20_000 + jitter, position, timestamp: position * 160 }));
}

test('streams have the figures that the plain way gives', () => {
  fc.assert(
    fc.property(FATES, fc.integer({ min: 0, max: 0x1_0000_0000 }), (fates, first) => {
      const packets = packetsOf(fates, first);
      fc.pre(packets.length > 0);
      const statistics = makeStatistics(CLOCK, new SeriesBudget());
      for (const { arrival, position, timestamp } of packets) {
        statistics.see(arrival, position & 0xffff, timestamp | 0, 160, 0, 1);
      }
      const plain = plainFigures(packets, CLOCK);
      const { order } = statistics;
      const picture = order.lossPicture();
      expect({ lost: order.lost, duplicates: order.duplicates, reordered: order.reordered }).toEqual({
        lost: plain.lost,
        duplicates: plain.duplicates,
        reordered: plain.reordered,
      });
      expect(picture).toEqual({
        lost: plain.lost,
        runs: plain.runs,
        longest: plain.longest,
        bursts: plain.bursts,
        burstPackets: plain.burstPackets,
        burstLost: plain.burstLost,
      });
      expect(statistics.jitterMean).toBeCloseTo(plain.jitterMean, 6);
      expect(statistics.jitterMax).toBeCloseTo(plain.jitterMax, 6);
      const slices = [...statistics.series()];
      expect(slices.reduce((sum, slice) => sum + slice.packets, 0)).toBe(packets.length);
    }),
    { numRuns: 300 },
  );
});

test('whatever comes at an announced endpoint and elsewhere, nothing is thrown and every RTP packet counts once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.boolean(), fc.nat(255)), { maxLength: 60 }),
      datagrams => {
        const bench = new RtpBench().announce(
          1,
          'c=IN IP4 10.0.0.2',
          'm=audio 6000 RTP/AVP 0 101',
          'a=rtpmap:101 telephone-event/8000',
        );
        for (const [bytes, isAnnounced, first] of datagrams) {
          const content = Buffer.from(bytes);
          if (content.length > 1) content[0] = 0x80 | (first & 0x3f);
          bench.send({ bytes: content, to: isAnnounced ? '10.0.0.2:6000' : '10.9.9.9:9999' });
        }
        const { rtp } = bench;
        expect(rtp.all.reduce((sum, stream) => sum + stream.statistics.packets, 0)).toBe(rtp.packets);
      },
    ),
    { numRuns: 300 },
  );
});

test('SDP that is damaged anywhere announces something or nothing, and throws nothing', () => {
  const whole = [
    'v=0',
    'o=- 1 1 IN IP4 10.0.0.2',
    'c=IN IP4 10.0.0.2',
    'a=group:BUNDLE 0 1',
    'm=audio 6000 RTP/SAVPF 97 101',
    'a=rtpmap:97 opus/48000/2',
    'a=fmtp:97 usedtx=1',
    'a=rtcp:6001 IN IP4 10.0.0.2',
    'a=candidate:1 1 UDP 1 192.0.2.7 7000 typ srflx raddr 10.0.0.2 rport 7002',
    'a=remote-candidates:1 10.0.0.1 4000 2 10.0.0.1 4001',
    'm=video 6002 RTP/AVP 97',
    'c=IN IP6 2001:db8::1',
  ].join('\r\n');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(whole.length),
      (damage, cut) => {
        const bytes = Buffer.from(whole.slice(0, cut), 'latin1');
        for (const [at, value] of damage) if (at < cut) bytes[at] = value;
        const bench = new RtpBench();
        bench.announce(1, bytes.toString('latin1'));
        bench.send();
        expect(bench.rtp.packets).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 1000 },
  );
});
