import { afterEach, expect, test, vi } from 'vitest';
import type { AudioDecoder } from '../../../../collector/media/decode/decoder.ts';
import { makeOpusDecoder } from '../../../../collector/media/decode/opus.ts';
import { amplitudeAt, sameBytes } from '../../../support/audio.ts';
import { opusPackets } from '../../../support/opus-samples.ts';

const made: AudioDecoder[] = [];

async function decoder(): Promise<AudioDecoder> {
  const opus = await makeOpusDecoder();
  made.push(opus);
  return opus;
}

afterEach(() => {
  for (const opus of made.splice(0)) opus.free();
});

test('a tone of 1 kHz is one, as loud as it was', async () => {
  const opus = await decoder();
  const samples = opusPackets().flatMap(packet => [...opus.decode(packet)]);
  expect(opus.sampleRate).toBe(48_000);
  expect(samples).toHaveLength(25 * 960);
  const middle = samples.slice(9600, 19_200);
  expect(amplitudeAt(1000, middle, 48_000)).toBeCloseTo(0.25, 1);
  expect(amplitudeAt(2000, middle, 48_000)).toBeLessThan(0.01);
});

test('what is no Opus packet is silence, and nobody is told on standard error', async () => {
  const opus = await decoder();
  const complain = vi.spyOn(console, 'error');
  expect(opus.decode(Uint8Array.of())).toHaveLength(0);
  expect(opus.decode(new Uint8Array(20_000))).toHaveLength(0);
  const noise = sameBytes(60_000);
  for (let i = 0; i < 300; i++) opus.decode(noise.subarray(i * 200, i * 200 + 200 - (i % 190)));
  expect(complain).not.toHaveBeenCalled();
});

test('it is freed once, however often it is asked to be', async () => {
  const opus = await decoder();
  opus.free();
  opus.free();
});
