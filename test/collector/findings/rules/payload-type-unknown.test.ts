import { expect, test } from 'vitest';
import { payloadTypeUnknown } from '../../../../collector/findings/rules/payload-type-unknown.ts';
import { EVENTS, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase) => payloadTypeUnknown.check(mediaLeg(what));
const opus = (payloadType: number) => ({ payloadType, name: 'opus/48000/2' });
const sending = (payloadType: number, packets = 500) => stream('callee', { payloadType, packets, codec: '' });

test('a payload type that nobody named', () => {
  const found = check({ streams: [sending(97)] });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [0, 1], confidence: 'medium' }]);
  expect(found[0].message).toBe(
    '500 packets to the caller have payload type 97, which its SDP does not name: nobody named it in this call.',
  );
});

test('a sender that uses its own number for a codec of the receiver', () => {
  const exchanges = [exchange({ caller: { codecs: [opus(111)] }, callee: { codecs: [opus(96)] } })];
  const found = check({ exchanges, streams: [sending(96)] });
  expect(found).toMatchObject([{ confidence: 'high' }]);
  expect(found[0].message).toContain('the caller expects opus/48000/2 as 111');
});

test.each<[string, MediaCase]>([
  ['the agreed one', { streams: [stream('callee')] }],
  ['comfort noise without a name', { streams: [sending(13)] }],
  ['five strays', { streams: [sending(97, 5)] }],
  [
    'telephone events, which have a rule of their own',
    {
      exchanges: [exchange({ callee: { codecs: [{ payloadType: 8, name: 'PCMA/8000' }, EVENTS] } })],
      streams: [sending(101)],
    },
  ],
  [
    'one that the receiver named in a later offer',
    {
      exchanges: [exchange(), exchange({ offered: 5000, answered: 5100, caller: { codecs: [opus(97)] } })],
      streams: [sending(97)],
    },
  ],
  [
    'one of an offer that was refused',
    {
      exchanges: [
        exchange(),
        exchange({
          offered: 5000,
          answer: undefined,
          answered: undefined,
          rejected: 488,
          caller: { codecs: [opus(97)] },
        }),
      ],
      streams: [sending(97)],
    },
  ],
  ['no SDP seen', { exchanges: [], streams: [sending(97)] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
