import { expect, test } from 'vitest';
import { streamRow } from '../../../collector/query/report-streams.ts';
import { streamReport } from '../../support/stream-report.ts';

test('times are ISO 8601, numbers have three digits, scores two', () => {
  const row = streamRow(
    streamReport(3, '10.0.0.1:4000', '10.0.0.2:6000', {
      startTime: 1_767_323_045_678_901,
      jitterMean: 1.234567,
      lostPercent: 100 / 3,
      clockSkewPpm: -12.34567,
      mos: 4.34567,
      mosInputs: {
        codec: 'G.711',
        ie: 0,
        bpl: 25.1,
        lossPercent: 1 / 3,
        burstRatio: 1.00049,
        delay: 105,
        jitterBuffer: 60,
        r: 90.97123,
      },
    }),
  );
  expect(row).toMatchObject({
    startTime: '2026-01-02T03:04:05.678901Z',
    jitterMean: 1.235,
    lostPercent: 33.333,
    clockSkewPpm: -12.346,
    mos: 4.35,
    mosInputs: { lossPercent: 0.333, burstRatio: 1, r: 90.971 },
    dtmf: '',
  });
  expect(Object.keys(row)).not.toContain('id');
});

test('what is not known is absent', () => {
  const { mos: _mos, ...report } = streamReport(3, 'a', 'b');
  expect(Object.keys(streamRow(report))).not.toContain('mos');
});
