import { expect, test } from 'vitest';
import { readRtpHeader, withoutPadding } from '../../../collector/media/rtp-packet.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('a plain header', () => {
  expect(readRtpHeader(hex('80 80 1234 00000064 cafebabe 0102'))).toEqual({
    payloadType: 0,
    marker: true,
    sequence: 0x1234,
    timestamp: 100,
    ssrc: 0xcafebabe,
    hasPadding: false,
    headerBytes: 12,
  });
});

test('contributing sources and an extension belong to the header', () => {
  const packet = hex('b2 08 0001 00000000 00000001 11111111 22222222 bede0001 aabbccdd 0102');
  expect(readRtpHeader(packet)).toMatchObject({ headerBytes: 28, hasPadding: true, payloadType: 8 });
  for (let length = 0; length < 28; length++) expect(readRtpHeader(packet.subarray(0, length))).toBeUndefined();
});

test('another version is no RTP', () => {
  expect(readRtpHeader(hex('40 00 0000 00000000 00000000'))).toBeUndefined();
});

test('padding goes, unless it says that it is longer than the payload', () => {
  expect([...withoutPadding(Uint8Array.of(7, 7, 0, 2), true)]).toEqual([7, 7]);
  expect([...withoutPadding(Uint8Array.of(7, 7, 0, 2), false)]).toEqual([7, 7, 0, 2]);
  expect([...withoutPadding(Uint8Array.of(7, 9), true)]).toEqual([7, 9]);
  expect([...withoutPadding(Uint8Array.of(7, 0), true)]).toEqual([7, 0]);
  expect([...withoutPadding(Uint8Array.of(), true)]).toEqual([]);
});
