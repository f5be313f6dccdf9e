import { expect, test } from 'vitest';
import { lateMedia } from '../../../../collector/findings/rules/late-media.ts';
import { at, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase) => lateMedia.check(mediaLeg(what));
const startingAt = (ms: number) => stream('callee', { startTime: at(ms) });

test('RTP that begins six seconds after the answer is a warning, two seconds a notice', () => {
  const found = check({ streams: [stream('caller'), startingAt(7000)] });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [1], streams: ['test:callee'] }]);
  expect(found[0].message).toBe('The caller heard nothing for the first 6 s: RTP from 10.0.0.2:5000 began only then.');
  expect(check({ streams: [startingAt(3000)] })).toMatchObject([{ severity: 'notice' }]);
});

test.each<[string, MediaCase]>([
  ['half a second', { streams: [startingAt(1500)] }],
  ['early media before the answer', { streams: [startingAt(400)] }],
  ['a first stream in time, and a second one later', { streams: [startingAt(1100), startingAt(9000)] }],
  [
    'on hold from the start',
    {
      exchanges: [exchange({ caller: { direction: 'inactive' }, callee: { direction: 'inactive' } })],
      streams: [startingAt(8000)],
    },
  ],
  [
    'a re-INVITE before the media began',
    {
      exchanges: [exchange(), exchange({ offered: 2900, answered: 3000, offer: 5, answer: 6 })],
      streams: [startingAt(3100)],
    },
  ],
  ['a capture that began in the middle', { flags: ['lateStart'], streams: [startingAt(8000)] }],
  ['no RTP at all', { streams: [] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
