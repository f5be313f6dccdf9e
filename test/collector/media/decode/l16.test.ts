import { expect, test } from 'vitest';
import { L16Decoder } from '../../../../collector/media/decode/l16.ts';

test('samples are in network order', () => {
  const decoder = new L16Decoder(44_100, 1);
  expect([...decoder.decode(Uint8Array.of(0x01, 0x02, 0xff, 0xfe, 0x80, 0x00))]).toEqual([0x0102, -2, -32_768]);
  expect(decoder.sampleRate).toBe(44_100);
});

test('stereo is mixed down, and half a sample at the end is none', () => {
  const decoder = new L16Decoder(44_100, 2);
  expect([...decoder.decode(Uint8Array.of(0, 100, 0, 200, 0, 7, 0))]).toEqual([150]);
});
