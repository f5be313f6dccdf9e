import { expect, test } from 'vitest';
import { peaksOf } from '../../../collector/playback/waveform.ts';

test('each bucket has the loudest sample of its channel', () => {
  const samples = Int16Array.of(100, -16_384, 200, 0, -32_768, 0, 0, 3277);
  expect(peaksOf(samples, 2, 2)).toEqual([
    [0.006, 1],
    [0.5, 0.1],
  ]);
  expect(peaksOf(samples, 1, 1)).toEqual([[1]]);
});

test('more buckets than samples, and none at all, are silence', () => {
  expect(peaksOf(Int16Array.of(16_384), 1, 4)).toEqual([[0, 0, 0, 0.5]]);
  expect(peaksOf(new Int16Array(0), 2, 2)).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(peaksOf(new Int16Array(0), 1, 1e9)[0]).toHaveLength(4000);
});
