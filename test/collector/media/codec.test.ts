import { expect, test } from 'vitest';
import { findCodec, isBesideMedia, isSecure } from '../../../collector/media/codec.ts';

const SDP = 'v=0\r\nm=audio 4000 RTP/AVP 8 97\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:97 opus/48000/2\r\na=fmtp:97 x\r\n';

test('the rtpmap of the SDP names codec and clock', () => {
  expect(findCodec(SDP, 97)).toEqual({ name: 'opus', clockHz: 48_000 });
  expect(findCodec(SDP, 8)).toEqual({ name: 'PCMA', clockHz: 8000 });
});

test('without one the static table does (RFC 3551 §6)', () => {
  expect(findCodec(SDP, 0)).toEqual({ name: 'PCMU', clockHz: 8000 });
  expect(findCodec('', 34)).toEqual({ name: 'H263', clockHz: 90_000 });
});

test('a type that nothing names is its number, with an unknown clock', () => {
  expect(findCodec(SDP, 101)).toEqual({ name: 'PT 101', clockHz: 0 });
});

test('rtpmap lines of other types, without clock or within other lines are not taken', () => {
  expect(findCodec('a=rtpmap:9\r\na=rtpmap:99 X\r\nxa=rtpmap:99 Y/1\r\na=rtpmap:990 Z/8000\r\n', 99).name).toBe(
    'PT 99',
  );
});

test('a rewritten static type is what the SDP says', () => {
  expect(findCodec('a=rtpmap:0 speex/16000\n', 0)).toEqual({ name: 'speex', clockHz: 16_000 });
});

test('events and comfort noise go beside the codec', () => {
  expect(['telephone-event', 'Telephone-Event', 'CN', 'PCMU'].map(isBesideMedia)).toEqual([true, true, true, false]);
});

test('a secure profile is told from a plain one', () => {
  const secure = ['RTP/SAVP', 'RTP/SAVPF', 'UDP/TLS/RTP/SAVPF'].map(profile =>
    isSecure(`v=0\r\nm=audio 4 ${profile} 0\r\n`),
  );
  expect(secure).toEqual([true, true, true]);
  expect(['RTP/AVP', 'RTP/AVPF', 'udptl'].map(profile => isSecure(`m=audio 4 ${profile} 0`))).toEqual([
    false,
    false,
    false,
  ]);
});
