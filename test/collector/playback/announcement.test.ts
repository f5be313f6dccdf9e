import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnnouncements } from '../../../collector/playback/announcement.ts';

const sdp = (...lines: readonly string[]): string =>
  ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', ...lines, ''].join('\r\n');

test('payload types have their codec, clock and channels, and the medium of their line', () => {
  const [audio, video] = readAnnouncements(
    sdp('m=audio 4000 RTP/AVP 0 111', 'a=rtpmap:111 opus/48000/2', 'm=video 4002 RTP/AVP 96', 'a=rtpmap:96 H264/90000'),
  );
  expect(audio).toMatchObject({ address: '192.0.2.1', port: 4000, isSecure: false, keyAgreement: '' });
  expect(audio.formats.get(0)).toEqual({ name: 'PCMU', clockHz: 8000, channels: 1, media: 'audio' });
  expect(audio.formats.get(111)).toEqual({ name: 'opus', clockHz: 48_000, channels: 2, media: 'audio' });
  expect(video.formats.get(96)).toMatchObject({ name: 'H264', media: 'video' });
});

test('keys belong to their line; what cannot be used is named', () => {
  const inline = 'inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR';
  const [one, two] = readAnnouncements(
    sdp(
      'm=audio 4000 RTP/SAVP 0',
      `a=crypto:1 AES_CM_128_HMAC_SHA1_80 ${inline}`,
      `a=crypto:2 F8_128_HMAC_SHA1_80 ${inline}`,
      'm=video 4002 RTP/AVP 96',
    ),
  );
  expect(one.keys.map(({ suite }) => suite.name)).toEqual(['AES_CM_128_HMAC_SHA1_80']);
  expect(one.unusableSuites).toEqual(['F8_128_HMAC_SHA1_80']);
  expect([one.isSecure, two.isSecure, two.keys]).toEqual([true, false, []]);
});

test('DTLS, ZRTP and MIKEY are known', () => {
  const agreementOf = (...lines: readonly string[]) => readAnnouncements(sdp(...lines))[0].keyAgreement;
  expect(agreementOf('m=audio 1 UDP/TLS/RTP/SAVPF 0', 'a=fingerprint:sha-256 AA')).toBe('DTLS');
  expect(agreementOf('m=audio 1 RTP/AVP 0', 'a=zrtp-hash:1.10 abc')).toBe('ZRTP');
  expect(agreementOf('m=audio 1 RTP/SAVP 0', 'a=key-mgmt:mikey AQAF')).toBe('MIKEY');
});

test('any text is read', () => {
  fc.assert(
    fc.property(fc.string(), text => void readAnnouncements(sdp('m=audio 1 RTP/AVP 0', `a=crypto:${text}`, text))),
  );
});
