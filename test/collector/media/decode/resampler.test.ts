import { describe, expect, test } from 'vitest';
import { Resampler } from '../../../../collector/media/decode/resampler.ts';
import { amplitudeAt, loudness, tone } from '../../../support/audio.ts';

function resample(samples: Int16Array, from: number, to: number, piece = samples.length): number[] {
  const resampler = new Resampler(from, to);
  const out: number[] = [];
  for (let at = 0; at < samples.length; at += piece) out.push(...resampler.push(samples.subarray(at, at + piece)));
  out.push(...resampler.finish());
  return out;
}

describe.each([
  [8000, 16_000],
  [8000, 48_000],
  [16_000, 48_000],
  [44_100, 48_000],
  [48_000, 16_000],
  [16_000, 8000],
  [44_100, 8000],
])('from %d to %d Hz', (from, to) => {
  test('a tone of 1 kHz keeps its pitch, its level and its place', () => {
    const out = resample(tone(1000, 0.2, from), from, to);
    expect(out).toHaveLength(Math.ceil(0.2 * to));
    const ideal = tone(1000, 0.2, to);
    const edge = Math.ceil(to * 0.01);
    const difference = out.map((sample, i) => sample - ideal[i]).slice(edge, -edge);
    expect(loudness(difference)).toBeLessThan(0.001);
    expect(amplitudeAt(1000, out.slice(edge, -edge), to)).toBeCloseTo(0.5, 2);
  });

  test('where the pieces begin does not matter', () => {
    const samples = tone(700, 0.1, from);
    const whole = resample(samples, from, to);
    for (const piece of [1, 80, 161]) expect(resample(samples, from, to, piece)).toEqual(whole);
  });
});

test('what the lower rate cannot hold is gone, and not folded into it', () => {
  const out = resample(tone(6000, 0.2, 16_000), 16_000, 8000);
  expect(loudness(out.slice(200, -200))).toBeLessThan(0.001);
});

test('equal rates pass unchanged', () => {
  const samples = tone(1000, 0.01, 8000);
  expect(resample(samples, 8000, 8000)).toEqual([...samples]);
});

test('after the end of a run it begins anew', () => {
  const resampler = new Resampler(8000, 16_000);
  const run = (): number[] => [...resampler.push(tone(500, 0.02, 8000)), ...resampler.finish()];
  expect(run()).toEqual(run());
});

test('a run shorter than the kernel, or empty, is as long as it should be', () => {
  expect(resample(Int16Array.of(1000), 8000, 48_000)).toHaveLength(6);
  expect(new Resampler(8000, 48_000).finish()).toHaveLength(0);
});
