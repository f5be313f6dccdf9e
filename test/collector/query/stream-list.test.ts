import { expect, test } from 'vitest';
import type { StreamQuery } from '../../../collector/model/stream.ts';
import { listStreams } from '../../../collector/query/stream-list.ts';
import { AUDIO, streamSources } from '../../support/stream-sources.ts';

/** Three streams of leg 0, with 0, 4 and 2 packets lost of 20; one of leg 1; one that nobody announced. */
async function ssrcs(query: StreamQuery): Promise<{ readonly ssrcs: readonly number[]; readonly total: number }> {
  const { bench, sources } = await streamSources();
  bench.announce(0, ...AUDIO).announce(1, 'c=IN IP4 10.0.0.2', 'm=audio 7000 RTP/AVP 0');
  for (const [ssrc, lost] of [
    [1, 0],
    [2, 4],
    [3, 2],
  ]) {
    for (let i = 0; i < 20; i++) {
      if (i < 5 || i >= 5 + lost)
        bench.send({ ssrc, sequence: i, timestamp: i * 160, at: ssrc * 1000 + i * (20 + ssrc) });
    }
  }
  bench.sendMany(3, { ssrc: 4, to: '10.0.0.2:7000', at: 9000 });
  bench.sendMany(8, { ssrc: 5, to: '10.0.0.9:7000', at: 9000 });
  const { items, total } = listStreams(query, sources);
  return { ssrcs: items.map(({ ssrc }) => ssrc), total };
}

test('are all that were announced, those of a leg, or those that nobody announced', async () => {
  expect(await ssrcs({})).toEqual({ ssrcs: [1, 2, 3, 4], total: 4 });
  expect(await ssrcs({ leg: 1 })).toEqual({ ssrcs: [4], total: 1 });
  expect(await ssrcs({ leg: 4711 })).toEqual({ ssrcs: [], total: 0 });
  expect(await ssrcs({ orphans: true })).toEqual({ ssrcs: [5], total: 1 });
});

test.each<[string, readonly number[]]>([
  ['mos', [2, 3]],
  ['-loss', [2, 3]],
  ['-jitter', [3, 2]],
  ['packets', [4, 2]],
  ['-startTime', [4, 3]],
  ['nonsense', [1, 2]],
  ['', [1, 2]],
])('sorted by %s, the first two', async (sort, expected) => {
  expect(await ssrcs({ sort, limit: 2 })).toEqual({ ssrcs: expected, total: 4 });
});

test('a range of time keeps what overlaps it', async () => {
  const at = (millis: number): number => millis * 1000;
  expect(await ssrcs({ from: at(2000) })).toEqual({ ssrcs: [2, 3, 4], total: 3 });
  expect(await ssrcs({ to: at(2000) })).toEqual({ ssrcs: [1], total: 1 });
  expect(await ssrcs({ from: at(1100), to: at(2100) })).toEqual({ ssrcs: [1, 2], total: 2 });
  expect(await ssrcs({ orphans: true, to: at(2000) })).toEqual({ ssrcs: [], total: 0 });
});

test('a window begins where it says', async () => {
  expect(await ssrcs({ offset: 2, limit: 1 })).toEqual({ ssrcs: [3], total: 4 });
  expect(await ssrcs({ offset: 9 })).toEqual({ ssrcs: [], total: 4 });
});
