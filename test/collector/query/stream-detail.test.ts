import { expect, test } from 'vitest';
import { detailStream } from '../../../collector/query/stream-detail.ts';
import { reportStream } from '../../../collector/query/stream-report.ts';
import { AUDIO, streamSources } from '../../support/stream-sources.ts';

test('a stream over time has slices with a score of their own', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, ...AUDIO);
  for (let i = 0; i < 150; i++) if (i < 60 || i >= 65) bench.send({ sequence: i, timestamp: i * 160, at: i * 20 });
  const detail = detailStream(sources, bench.streams[0]);
  expect(detail).toMatchObject(reportStream(sources, bench.streams[0]));
  expect(detail.sliceDuration).toBe(1000);
  expect(detail.series.map(({ time, packets, lost }) => [time, packets, lost])).toEqual([
    [0, 50, 0],
    [1_000_000, 45, 5],
    [2_000_000, 50, 0],
  ]);
  const [first, second] = detail.series;
  // 10 % of loss: 95 · 10 / (10 + 25.1) = 27 of R.
  expect((first.mos ?? 0) - (second.mos ?? 0)).toBeGreaterThan(1);
  expect(second.deltaMax).toBe(120);
});

test('keys have time and length', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, AUDIO[0], 'm=audio 6000 RTP/AVP 0 101', 'a=rtpmap:101 telephone-event/8000');
  bench.send({ sequence: 1, timestamp: 1600, payloadType: 101, at: 500, payload: Buffer.from([10, 0x80, 3, 32]) });
  expect(detailStream(sources, bench.streams[0]).dtmfEvents).toEqual([
    { digit: '*', time: 500_000, duration: 100, way: 'rfc4733' },
  ]);
});
