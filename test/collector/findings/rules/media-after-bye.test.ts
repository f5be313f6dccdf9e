import { expect, test } from 'vitest';
import { mediaAfterBye } from '../../../../collector/findings/rules/media-after-bye.ts';
import { at, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase) => mediaAfterBye.check(mediaLeg(what));
const endingAt = (ms: number) => stream('callee', { endTime: at(ms) });

test('RTP for ten seconds after the BYE', () => {
  const found = check({ streams: [stream('caller'), endingAt(31_020)] });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [3, 4], streams: ['test:callee'], time: at(21_020) }]);
  expect(found[0].message).toBe('10.0.0.2:5000 went on sending RTP for 10 s after the BYE, to 10.0.0.1:4000.');
});

test('a transferred call keeps media for another call: a notice of low confidence', () => {
  expect(check({ flags: ['transferred'], streams: [endingAt(60_000)] })).toMatchObject([
    { severity: 'notice', confidence: 'low' },
  ]);
});

test.each<[string, MediaCase]>([
  ['a second of what was in the buffers', { streams: [endingAt(22_000)] }],
  [
    'a stream that begins after the BYE, of another call',
    {
      streams: [stream('callee', { startTime: at(40_000), endTime: at(50_000) })],
    },
  ],
  ['a call that is not over', { ended: undefined, streams: [endingAt(60_000)] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
