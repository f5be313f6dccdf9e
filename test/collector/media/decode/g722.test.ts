import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { G722Decoder } from '../../../../collector/media/decode/g722.ts';
import { sameBytes } from '../../../support/audio.ts';

/** SHA-256 of what ffmpeg -f g722 -i … -f s16le makes of sameBytes(16000). */
const FFMPEG = '16a37bd45517b7b2d1693bde292b7a74394ec2c4edf7392aff615e9032ca2266';

function digest(samples: Int16Array): string {
  return createHash('sha256')
    .update(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');
}

function decodeInPieces(decoder: G722Decoder, bytes: Uint8Array, piece: number): Int16Array {
  const samples = new Int16Array(bytes.length * 2);
  for (let at = 0; at < bytes.length; at += piece) samples.set(decoder.decode(bytes.subarray(at, at + piece)), at * 2);
  return samples;
}

test('two seconds of any bytes are, bit for bit, what ffmpeg decodes', () => {
  expect(digest(decodeInPieces(new G722Decoder(), sameBytes(16_000), 160))).toBe(FFMPEG);
});

test('where packets begin does not matter', () => {
  const bytes = sameBytes(2000);
  const whole = new G722Decoder().decode(bytes).slice();
  for (const piece of [1, 7, 80, 160, 1999]) expect(decodeInPieces(new G722Decoder(), bytes, piece)).toEqual(whole);
});

test('after a reset it decodes as a new one does', () => {
  const decoder = new G722Decoder();
  const bytes = sameBytes(320);
  const first = decoder.decode(bytes).slice();
  expect(decoder.decode(bytes)).not.toEqual(first);
  decoder.reset();
  expect(decoder.decode(bytes)).toEqual(first);
});
