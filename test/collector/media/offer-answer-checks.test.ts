import { describe, expect, test } from 'vitest';
import { answerProblems, successionProblems } from '../../../collector/media/offer-answer-checks.ts';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';
import { type SdpOptions, sdp } from '../../support/offer-answer.ts';

const answer = (offered: SdpOptions, answered: SdpOptions): string[] =>
  answerProblems(readSdpSession(sdp(offered)), readSdpSession(sdp(answered)), 'the answer');
const crypto = (text: string): SdpOptions => ({ protocol: 'RTP/SAVP', attributes: [`crypto:${text} inline:k`] });
const dtls = (setup: string): SdpOptions => ({
  protocol: 'UDP/TLS/RTP/SAVPF',
  attributes: ['fingerprint:sha-256 AA', `setup:${setup}`],
});

describe('an answer', () => {
  test.each<[string, SdpOptions, SdpOptions, RegExp]>([
    [
      'without a common codec',
      { codecs: ['0'] },
      { codecs: ['3'] },
      /none of its codecs \(GSM\/8000\) was offered \(RFC 3264 §6.1\)/,
    ],
    ['with a codec that was not offered', { codecs: ['0'] }, { codecs: ['0', '3'] }, /GSM\/8000 was not offered.*§6.1/],
    ['over another transport', {}, { protocol: 'RTP/SAVP' }, /RTP\/SAVP answers RTP\/AVP \(RFC 3264 §6/],
    ['that takes a line the offer refused', { port: 0 }, {}, /its port is not 0.*RFC 3264 §6/],
    [
      'that sends where nothing is received',
      { direction: 'sendonly' },
      { direction: 'sendrecv' },
      /sendrecv answers sendonly.*§6.1/,
    ],
    ['without keys', crypto('1 A'), { protocol: 'RTP/SAVP' }, /no a=crypto.*RFC 4568 §7.1.2/],
    ['with a key that was not offered', crypto('1 A'), crypto('2 A'), /a=crypto:2 A is none.*RFC 4568 §5.1.2/],
    ['that leaves open who starts DTLS', dtls('actpass'), dtls('actpass'), /actpass in an answer.*RFC 5763 §5/],
    ['that starts DTLS as the offer does', dtls('active'), dtls('active'), /both sides are a=setup:active/],
    ['that muxes RTCP unasked', {}, { attributes: ['rtcp-mux'] }, /RFC 5761 §5.1.1/],
    ['of another kind of media', {}, {}, /^$/],
  ])('%s', (_, offered, answered, problem) => {
    const [first = '', ...more] = answer(offered, answered);
    expect(first).toMatch(problem);
    expect(more).toEqual([]);
  });

  test('in order has no problem', () => {
    expect(answer({ codecs: ['0', '8', '13'] }, { codecs: ['8', '13'] })).toEqual([]);
    expect(answer(crypto('1 A'), crypto('1 a'))).toEqual([]);
    expect(answer(dtls('actpass'), dtls('active'))).toEqual([]);
    expect(answer({}, { port: 0, codecs: ['99'] })).toEqual([]);
    expect(answer({ direction: 'recvonly' }, { direction: 'sendonly' })).toEqual([]);
  });
});

describe('a description after another of the same side', () => {
  const next = (before: SdpOptions, now: SdpOptions): string[] =>
    successionProblems(readSdpSession(sdp(before)), readSdpSession(sdp(now)), 'the SDP of the INVITE');

  test('keeps its session, counts its versions up, and loses no line', () => {
    expect(next({}, {})).toEqual([]);
    expect(next({}, { port: 9, version: 2 })).toEqual([]);
    expect(next({}, { port: 9 })[0]).toContain('its o= version is still 1 (RFC 3264 §8)');
    expect(next({}, { id: '8' })[0]).toContain('another o= session');
    expect(next({ more: ['m=video 6 RTP/AVP 31'] }, { version: 2 })[0]).toContain(
      '1 m= lines, there were 2 (RFC 3264 §8',
    );
  });

  test('keeps what a payload type means', () => {
    expect(next({ codecs: ['96 opus/48000/2'] }, { codecs: ['96 iLBC/8000'], version: 2 })).toEqual([
      'the SDP of the INVITE: payload type 96 was opus/48000/2 and is iLBC/8000 now (RFC 3264 §8.3.2)',
    ]);
  });
});
