import { expect, test } from 'vitest';
import { codecChangedWithoutOffer } from '../../../../collector/findings/rules/codec-changed-without-offer.ts';
import { at, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const PCMU = { payloadType: 0, name: 'PCMU/8000' };
const PCMA = { payloadType: 8, name: 'PCMA/8000' };
const offeredBoth = exchange({ caller: { codecs: [PCMU, PCMA] } });
const agreedBoth = exchange({
  caller: { codecs: [PCMU, PCMA] },
  callee: { codecs: [PCMU, PCMA] },
  common: ['PCMU/8000', 'PCMA/8000'],
});
const changing = stream('callee', {
  payloadTypes: [
    { payloadType: 0, codec: 'PCMU', packets: 400 },
    { payloadType: 8, codec: 'PCMA', packets: 600 },
  ],
});
const check = (what: MediaCase) => codecChangedWithoutOffer.check(mediaLeg(what));

test('a codec of the offer that the answer left out', () => {
  const found = check({
    exchanges: [offeredBoth],
    streams: [stream('callee', { startTime: at(1200), payloadType: 0, codec: 'PCMU' })],
  });
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'high' }]);
  expect(found[0].message).toBe('The callee sends PCMU/8000 (1000 packets), but the answer agreed on PCMA/8000 only.');
});

test('a change between agreed codecs in the middle of a stream is a notice', () => {
  const found = check({ exchanges: [agreedBoth], streams: [changing] });
  expect(found).toMatchObject([{ severity: 'notice', rfc: 'RFC 3264 §8.3.2' }]);
  expect(found[0].message).toContain('changed from PCMU to PCMA');
});

test.each<[string, MediaCase]>([
  ['the agreed codec', { exchanges: [offeredBoth], streams: [stream('callee', { startTime: at(1200) })] }],
  [
    'early media with any codec of the offer',
    {
      exchanges: [offeredBoth],
      streams: [stream('callee', { startTime: at(500), payloadType: 0, codec: 'PCMU' })],
    },
  ],
  [
    'a change with a re-INVITE',
    {
      exchanges: [agreedBoth, exchange({ offered: 5000, answered: 5100, offer: 5, answer: 6 })],
      streams: [changing],
    },
  ],
  [
    'a codec and telephone events',
    {
      streams: [
        stream('callee', {
          payloadTypes: [
            { payloadType: 8, codec: 'PCMA', packets: 900 },
            { payloadType: 101, codec: 'telephone-event', packets: 60 },
          ],
        }),
      ],
    },
  ],
  [
    'a codec and comfort noise',
    {
      streams: [
        stream('callee', {
          payloadTypes: [
            { payloadType: 8, codec: 'PCMA', packets: 900 },
            { payloadType: 13, codec: 'CN', packets: 60 },
          ],
        }),
      ],
    },
  ],
  [
    'nothing in common, which is another trouble',
    { exchanges: [exchange({ common: [] })], streams: [stream('callee', { startTime: at(1200) })] },
  ],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
