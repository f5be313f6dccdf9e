import { expect, test } from 'vitest';
import { mediaQuality } from '../../../../collector/findings/rules/media-quality.ts';
import type { RtcpSummary, StreamReport } from '../../../../collector/model/stream.ts';
import { mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: Partial<StreamReport>, hasLosses = false) =>
  mediaQuality.check(mediaLeg({ streams: [stream('caller'), stream('callee', what)], hasLosses }));
const rtcp = (cumulativeLost: number): RtcpSummary => ({
  senderReports: 4,
  receiverReports: 4,
  byes: 0,
  cumulativeLost,
});

test.each<[string, Partial<StreamReport>, string, string]>([
  ['5 % lost', { lost: 52, lostPercent: 5 }, 'warning', '5 % of its packets lost'],
  ['15 % lost', { lost: 150, lostPercent: 15 }, 'error', '15 % of its packets lost'],
  [
    'bursts',
    { lost: 52, lostPercent: 5, bursts: 3, longestLoss: 12 },
    'warning',
    '3 bursts, the longest gap 12 packets',
  ],
  [
    '300 ms missing in one piece',
    { lost: 15, lostPercent: 1.4, longestLoss: 15 },
    'notice',
    '15 packets lost in a row',
  ],
  ['a tenth out of order', { reordered: 100 }, 'notice', '10 % of its packets out of order'],
  ['60 ms of jitter', { jitterMean: 60 }, 'warning', 'a mean jitter of 60 ms'],
  ['MOS 3.4 by loss', { lostPercent: 2.5, mos: 3.4 }, 'warning', 'an estimated MOS of 3.4'],
  ['MOS 2.1', { lostPercent: 8, mos: 2.1 }, 'error', 'estimated MOS 2.1'],
])('told: %s', (_, what, severity, words) => {
  const found = check(what);
  expect(found).toMatchObject([{ severity, streams: ['test:callee'], confidence: 'high' }]);
  expect(found[0].message).toContain(words);
});

test('one gap of many seconds may be a hole in the capture', () => {
  expect(check({ packets: 200, lost: 1700, lostPercent: 89, longestLoss: 1700, bursts: 1 })).toMatchObject([
    { confidence: 'medium' },
  ]);
});

test('loss that only the receiver reports happened behind this point', () => {
  const found = check({ rtcp: rtcp(120) });
  expect(found).toMatchObject([{ severity: 'error', rfc: 'RFC 3550 §6.4.2', confidence: 'medium' }]);
  expect(found[0].message).toContain(
    '10.0.0.1:4000 reports 120 packets from 10.0.0.2:5000 lost, 12 % more than were missing here',
  );
});

test('when the capture lost frames itself, confidence is low', () => {
  expect(check({ lost: 52, lostPercent: 5 }, true)).toMatchObject([{ confidence: 'low' }]);
});

test.each<[string, Partial<StreamReport>]>([
  ['a clean stream', {}],
  ['1 % lost, one packet at a time', { lost: 10, lostPercent: 1, longestLoss: 1 }],
  ['20 ms of jitter', { jitterMean: 20 }],
  ['half of 20 packets lost', { packets: 20, lost: 20, lostPercent: 50 }],
  ['a codec that is no better', { mos: 3.5 }],
  ['a receiver that lost two packets', { rtcp: rtcp(2) }],
  ['a receiver that lost what is missing here too', { rtcp: rtcp(10), lost: 10, lostPercent: 1 }],
  ['a receiver whose counter is beyond belief', { rtcp: rtcp(16_000_000) }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
