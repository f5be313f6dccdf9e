import { describe, expect, test } from 'vitest';
import { codecKey, isAuxiliary, mediaLines, otherParty, sideOfParty } from '../../../collector/media/media-lines.ts';
import type { MediaLine } from '../../../collector/model/session.ts';
import { readSdpSession } from '../../../collector/sip/sdp-media.ts';
import { type SdpOptions, sdp } from '../../support/offer-answer.ts';

function line(offer: SdpOptions, answer?: SdpOptions): MediaLine {
  const answered = answer === undefined ? undefined : readSdpSession(sdp(answer));
  return mediaLines(readSdpSession(sdp(offer)), answered, 'caller', undefined)[0];
}

describe('what both agree on', () => {
  test('codecs in the order of the answer, without events and comfort noise', () => {
    const events = ['101 telephone-event/8000', '13 CN/8000'];
    const agreed = line(
      { codecs: ['0', '8', '96 OPUS/48000/2', ...events] },
      { codecs: ['111 opus/48000/2', '0', ...events] },
    );
    expect(agreed).toMatchObject({ common: ['opus/48000/2', 'PCMU/8000'], dtmf: true });
    expect(line({ codecs: ['0', ...events] }, { codecs: ['0'] }).dtmf).toBe(false);
  });

  test('no codecs while a line is refused or not answered', () => {
    expect(line({}).common).toEqual([]);
    expect(line({}, { port: 0 })).toMatchObject({ common: [], change: 'refused' });
  });

  test('rtcp-mux only when both say so; else a=rtcp, else the next port', () => {
    const mux = { attributes: ['rtcp-mux'] };
    expect(line(mux, mux)).toMatchObject({ rtcpMux: true, offerer: { rtcpPort: 4000 } });
    expect(line(mux, {})).toMatchObject({ rtcpMux: false, offerer: { rtcpPort: 4001 } });
    expect(line({ attributes: ['rtcp:53020 IN IP4 203.0.113.5'] })).toMatchObject({
      offerer: { rtcpPort: 53020, rtcpAddress: '203.0.113.5' },
    });
  });

  test('protection that both name', () => {
    const sdes = { protocol: 'RTP/SAVP', attributes: ['crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x'] };
    const dtls = { protocol: 'UDP/TLS/RTP/SAVPF', attributes: ['fingerprint:sha-256 AA', 'setup:actpass'] };
    expect(line(sdes, sdes).security).toBe('sdes');
    expect(line(dtls, dtls).security).toBe('dtls');
    expect(line({ attributes: ['zrtp-hash:1.10 aa'] }, {}).security).toBe('none');
    expect(line({ attributes: ['zrtp-hash:1.10 aa'] }).security).toBe('zrtp');
    expect(line({ attributes: ['key-mgmt:mikey AQ=='] }).security).toBe('mikey');
  });

  test('a bundle: the line that lends its transport; bundle-only with port 0 is no refusal', () => {
    const bundle = {
      session: ['a=group:BUNDLE a v'],
      attributes: ['mid:a', 'rtcp-mux'],
      more: ['m=video 0 RTP/AVP 31', 'a=mid:v', 'a=bundle-only'],
    };
    const answer = { ...bundle, more: ['m=video 4000 RTP/AVP 31', 'a=mid:v'] };
    const lines = mediaLines(readSdpSession(sdp(bundle)), readSdpSession(sdp(answer)), 'caller', undefined);
    expect(lines).toMatchObject([
      { mid: 'a' },
      { mid: 'v', bundledWith: 'a', change: 'added', common: ['H261/90000'] },
    ]);
    expect(lines[0].bundledWith).toBeUndefined();
  });
});

test('a line is kept when nothing changed, whoever offers', () => {
  const first = mediaLines(readSdpSession(sdp()), readSdpSession(sdp({ address: '192.0.2.2' })), 'caller', undefined);
  const again = mediaLines(readSdpSession(sdp({ address: '192.0.2.2' })), readSdpSession(sdp()), 'callee', {
    lines: first,
    offeredBy: 'caller',
  });
  expect(again[0].change).toBe('kept');
  expect(sideOfParty(again[0], 'callee', 'callee')?.address).toBe('192.0.2.2');
});

test('names of codecs', () => {
  expect(codecKey('PCMU/8000/1')).toBe(codecKey('pcmu/8000'));
  expect(codecKey('opus/48000/2')).not.toBe(codecKey('opus/48000'));
  expect(isAuxiliary('telephone-event/8000')).toBe(true);
  expect(otherParty('caller')).toBe('callee');
});
