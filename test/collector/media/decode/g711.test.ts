import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { G711Decoder } from '../../../../collector/media/decode/g711.ts';
import { toMuLaw, tone } from '../../../support/audio.ts';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function digest(samples: Int16Array): string {
  return createHash('sha256')
    .update(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');
}

test('all 256 levels of A-law are those of sox -t al', () => {
  expect(digest(new G711Decoder('A').decode(ALL_BYTES))).toBe(
    'e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174',
  );
});

test('all 256 levels of µ-law are those of sox -t ul', () => {
  expect(digest(new G711Decoder('µ').decode(ALL_BYTES))).toBe(
    '3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827',
  );
});

test('a tone comes back within the quantiser’s step', () => {
  const samples = tone(1000, 0.02, 8000);
  const decoded = new G711Decoder('µ').decode(toMuLaw(samples));
  expect(decoded).toHaveLength(160);
  for (let i = 0; i < 160; i++) expect(Math.abs(decoded[i] - samples[i])).toBeLessThanOrEqual(512);
});

test('one byte is one sample, none is none', () => {
  const decoder = new G711Decoder('A');
  expect(decoder.sampleRate).toBe(8000);
  expect(decoder.decode(Uint8Array.of())).toHaveLength(0);
  expect(decoder.decode(new Uint8Array(1000))).toHaveLength(1000);
});
