import { expect, test } from 'vitest';
import { agreedLines } from '../../../collector/findings/agreed-media.ts';
import {
  commonCodecs,
  during,
  everNamedBy,
  isBesideCodec,
  isComfortNoise,
  isSameCodec,
  isTelephoneEvent,
  looksLikeEvents,
  namedByReceiver,
} from '../../../collector/findings/payload-names.ts';
import { at, EVENTS, exchange, mediaLeg, stream } from '../../support/media-leg.ts';

const PCMU = { payloadType: 0, name: 'PCMU/8000' };
const leg = mediaLeg({
  exchanges: [
    exchange({ caller: { codecs: [PCMU, EVENTS] } }),
    exchange({
      offered: 5000,
      answer: undefined,
      answered: undefined,
      rejected: 488,
      offeredBy: 'callee',
      callee: { codecs: [EVENTS] },
    }),
    exchange({
      offered: 9000,
      answered: 9100,
      caller: { codecs: [{ payloadType: 9, name: 'G722/8000' }] },
      common: ['G722/8000'],
    }),
  ],
});

test('names of a party are those of all its offers and answers, refused ones too', () => {
  expect([...everNamedBy(leg, 'caller').keys()]).toEqual([0, 101, 9]);
  expect([...everNamedBy(leg, 'callee').keys()]).toEqual([8, 101]);
});

test('a receiver means what stood while the stream flowed', () => {
  const lines = agreedLines(leg);
  const early = stream('callee', { endTime: at(8000) });
  expect([...namedByReceiver(early, 'toCaller', lines).keys()]).toEqual([0, 101]);
  expect(commonCodecs(early, lines)).toEqual(['PCMA/8000']);
  expect(commonCodecs(stream('callee'), lines)).toEqual(['PCMA/8000', 'G722/8000']);
  expect(during(stream('callee', { startTime: at(10_000) }), lines)).toHaveLength(2);
  expect(during(stream('callee', { startTime: at(12_000) }), lines)).toHaveLength(1);
});

test('what goes beside a codec, by name and by number', () => {
  expect(['telephone-event/8000', 'CN/8000', 'red/8000', 'PCMA/8000', 'CNG'].map(isBesideCodec)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([13, 19, 8].map(isComfortNoise)).toEqual([true, true, false]);
  expect(isTelephoneEvent('Telephone-Event/8000')).toBe(true);
  expect(isSameCodec('opus/48000/2', 'OPUS/48000/2')).toBe(true);
});

test('few packets of payload type 101 beside a codec look like events when nobody named them', () => {
  const mixed = stream('caller', {
    payloadTypes: [
      { payloadType: 8, codec: 'PCMA', packets: 900 },
      { payloadType: 101, codec: 'PT 101', packets: 100 },
    ],
  });
  expect(looksLikeEvents(mixed, 101, new Map())).toBe(true);
  expect(looksLikeEvents(mixed, 101, new Map([[101, 'opus/48000/2']]))).toBe(false);
  expect(looksLikeEvents(mixed, 8, new Map())).toBe(false);
  expect(looksLikeEvents(stream('caller', { payloadType: 101 }), 101, new Map())).toBe(false);
});
