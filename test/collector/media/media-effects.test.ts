import { expect, test } from 'vitest';
import { effectsOf, holdsAfter, holdWord, isOn, NOBODY_HOLDS } from '../../../collector/media/media-effects.ts';
import { type Agreement, mediaLines } from '../../../collector/media/media-lines.ts';
import type { MediaLine } from '../../../collector/model/session.ts';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';
import { type SdpOptions, sdp } from '../../support/offer-answer.ts';

function lines(offer: SdpOptions, answer: SdpOptions, before?: Agreement): MediaLine[] {
  return mediaLines(readSdpSession(sdp(offer)), readSdpSession(sdp(answer)), 'caller', before);
}

test.each([
  ['sendonly', 'recvonly', 'caller'],
  ['sendrecv', 'sendonly', 'callee'],
  ['sendonly', 'inactive', 'both'],
  ['inactive', 'inactive', 'caller'],
  ['recvonly', 'sendonly', 'callee'],
  ['sendrecv', 'sendrecv', 'none'],
])('%s answered by %s: held by %s', (offered, answered, held) => {
  expect(holdWord(holdsAfter(NOBODY_HOLDS, lines({ direction: offered }, { direction: answered }), 'caller'))).toBe(
    held,
  );
});

test('the address 0.0.0.0 holds (RFC 2543), and is no new place', () => {
  const before = { lines: lines({}, { address: '192.0.2.2' }), offeredBy: 'caller' } as const;
  const held = lines({ address: '0.0.0.0' }, { address: '192.0.2.2' }, before);
  const holds = holdsAfter(NOBODY_HOLDS, held, 'caller');
  expect(holds).toEqual({ caller: true, callee: false });
  expect(effectsOf(held, 'caller', before, NOBODY_HOLDS, holds)).toEqual(['hold']);
});

test('who was on hold and still holds keeps doing so when the other is inactive', () => {
  const holds = holdsAfter(
    { caller: false, callee: true },
    lines({ direction: 'inactive' }, { direction: 'inactive' }),
    'caller',
  );
  expect(holdWord(holds)).toBe('both');
});

test('what changed is told by what it was', () => {
  const before = {
    lines: lines({ codecs: ['0', '101 telephone-event/8000'] }, { codecs: ['0', '101 telephone-event/8000'] }),
    offeredBy: 'caller',
  } as const;
  const told = (offer: SdpOptions, answer: SdpOptions): string[] =>
    effectsOf(lines(offer, answer, before), 'caller', before, NOBODY_HOLDS, NOBODY_HOLDS);
  const same = { codecs: ['0', '101 telephone-event/8000'] };
  expect(told(same, same)).toEqual(['no change']);
  expect(told({ ...same, port: 4444 }, same)).toEqual(['address changed']);
  expect(told({ codecs: ['8'] }, { codecs: ['8'] })).toEqual(['codec changed', 'telephone-event dropped']);
  const crypto = { ...same, protocol: 'RTP/SAVP', attributes: ['crypto:1 X inline:y'] };
  expect(told(crypto, crypto)).toEqual(['security changed to sdes']);
});

test('a line with a port is on', () => {
  expect(lines({}, { port: 0 }).map(isOn)).toEqual([false]);
});
