import { describe, expect, test } from 'vitest';
import { mediaBars } from '../../../collector/ladder/media-bars.ts';
import { streamReport } from '../../support/stream-report.ts';

const A = '10.0.0.1:4000';
const B = '10.0.0.2:5000';
const START = 1_767_323_045_000_000;

describe('media bars', () => {
  test('two streams that answer each other are one bar, with the worse of both', () => {
    const { bars } = mediaBars([
      streamReport(0, A, B),
      streamReport(1, B, A, { startTime: START + 40_000, mos: 3.7, lost: 5, lostPercent: 0.98 }),
    ]);
    expect(bars).toEqual([
      {
        kind: 'media',
        time: START,
        text: 'RTP PCMU, 10.04 s, MOS 3.7, loss 1.0 %',
        from: { address: '10.0.0.1', port: 4000 },
        to: { address: '10.0.0.2', port: 5000 },
        media: { streams: [0, 1], endTime: START + 10_040_000, isBothWays: true, quality: 'fair' },
      },
    ]);
  });
  test('a stream without answer stands alone', () => {
    const { bars } = mediaBars([streamReport(0, A, B), streamReport(1, '10.0.0.3:6000', A)]);
    expect(bars.map(bar => bar.media?.isBothWays)).toEqual([false, false]);
  });
  test('streams of other times do not answer each other: a port may be used again', () => {
    const { bars } = mediaBars([streamReport(0, A, B), streamReport(1, B, A, { startTime: START + 60_000_000 })]);
    expect(bars).toHaveLength(2);
  });
  test('an SSRC that changes in one direction keeps its partner and makes a bar of its own', () => {
    const { bars } = mediaBars([
      streamReport(0, A, B),
      streamReport(1, B, A),
      streamReport(2, A, B, { startTime: START + 5_000_000 }),
    ]);
    expect(bars.map(bar => bar.media?.streams)).toEqual([[0, 1], [2]]);
  });
  test('without MOS the loss alone judges', () => {
    const judge = (lost: number, lostPercent: number): string | undefined =>
      mediaBars([streamReport(0, A, B, { mos: undefined, lost, lostPercent })]).bars[0]?.media?.quality;
    expect([judge(0, 0), judge(8, 1.6), judge(20, 4)]).toEqual(['good', 'fair', 'poor']);
  });
  test('SRTP is named, IPv6 loses its brackets, a trace of loss is not zero', () => {
    const [bar] = mediaBars([
      streamReport(0, '[2001:db8::1]:4000', B, { encrypted: true, codec: 'opus', lost: 1, lostPercent: 0.01 }),
    ]).bars;
    expect(bar?.text).toBe('SRTP opus, 10 s, MOS 4.4, loss < 0.1 %');
    expect(bar?.from).toEqual({ address: '2001:db8::1', port: 4000 });
  });
  test('more bars than anybody reads are counted', () => {
    const many = Array.from({ length: 130 }, (_, i) => streamReport(i, `10.1.0.${i}:4000`, B));
    const { bars, omitted } = mediaBars(many);
    expect([bars.length, omitted]).toEqual([100, 30]);
  });
});
