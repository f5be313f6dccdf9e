import { expect, test } from 'vitest';
import { SampleTrack } from '../../../collector/playback/track.ts';

const sound = Int16Array.of(1, 2, 3);

test('channels are interleaved, and sounds of one time are added', () => {
  const track = new SampleTrack(2, 8000, 0, 4);
  track.add(0, 0, sound);
  track.add(1, 1, sound);
  track.add(1, 1, sound);
  expect([...track.samples]).toEqual([1, 0, 2, 2, 3, 4, 0, 6]);
  expect(track.end).toBe(4);
});

test('too loud together is as loud as can be', () => {
  const track = new SampleTrack(1, 8000, 0, 1);
  track.add(0, 0, Int16Array.of(30_000));
  track.add(0, 0, Int16Array.of(30_000));
  expect([...track.samples]).toEqual([32_767]);
});

test('what lies outside is left out', () => {
  const track = new SampleTrack(1, 8000, 0, 3);
  track.add(0, -2, sound);
  track.add(0, 2, sound);
  track.add(0, 9, sound);
  track.add(0, -9, sound);
  expect([...track.samples]).toEqual([3, 0, 1]);
  expect(track.end).toBe(3);
});

test('a time has its place', () => {
  const track = new SampleTrack(1, 16_000, 1_000_000, 0);
  expect([1_000_000, 1_500_000, 999_000.02].map(time => track.placeOf(time))).toEqual([0, 8000, -16]);
});
