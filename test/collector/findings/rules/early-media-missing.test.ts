import { expect, test } from 'vitest';
import { earlyMediaMissing } from '../../../../collector/findings/rules/early-media-missing.ts';
import { at, exchange, type MediaCase, type MessageCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const invite: MessageCase = { at: 0, line: 'INVITE', hasSdp: true };
const progress: MessageCase = { at: 1000, line: '183 INVITE', hasSdp: true };
const answer: MessageCase = { at: 9000, line: '200 INVITE', hasSdp: true };
const early = { answered: 9000, ended: 20_000, exchanges: [exchange({ answered: 1000 })] };
const late = stream('callee', { startTime: at(9100) });
const check = (what: MediaCase) =>
  earlyMediaMissing.check(mediaLeg({ ...early, messages: [invite, progress, answer], streams: [late], ...what }));

test('a 183 with SDP and no RTP until the answer', () => {
  const found = check({});
  expect(found).toMatchObject([{ severity: 'warning', evidence: [1], streams: ['test:callee'] }]);
  expect(found[0].message).toContain('The caller heard no ringback for 8 s: the 183 announced early media');
});

test.each<[string, MediaCase]>([
  ['RTP came with the 183', { streams: [stream('callee', { startTime: at(1100) })] }],
  [
    'a 180 follows, at which the phone rings by itself',
    { messages: [invite, progress, { at: 1500, line: '180 INVITE' }, answer] },
  ],
  ['a 183 without SDP', { messages: [invite, { at: 1000, line: '183 INVITE' }, answer] }],
  ['an answer a second later', { answered: 2000, messages: [invite, progress, { ...answer, at: 2000 }] }],
  ['P-Early-Media: inactive', { messages: [invite, { ...progress, text: 'P-Early-Media: inactive' }, answer] }],
  ['preconditions', { messages: [invite, { ...progress, text: 'X: y\n\na=curr:qos local none' }, answer] }],
  ['no RTP to the caller at any time, so that this point may not see it', { streams: [stream('caller')] }],
  [
    'the early media are inactive',
    {
      exchanges: [exchange({ answered: 1000, caller: { direction: 'inactive' }, callee: { direction: 'inactive' } })],
    },
  ],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
