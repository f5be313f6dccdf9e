import { expect, test } from 'vitest';
import { StreamClock } from '../../../collector/playback/stream-clock.ts';

test('the first packet stands where it arrived, the others where their timestamps say', () => {
  const clock = new StreamClock();
  expect(clock.timeOf(1000, 5_000_000, 8000, true)).toBe(5_000_000);
  expect(clock.timeOf(1160, 5_033_000, 8000, false)).toBe(5_020_000);
  expect(clock.timeOf(1000, 5_034_000, 8000, false)).toBe(5_000_000);
});

test('timestamps wrap around', () => {
  const clock = new StreamClock();
  clock.timeOf(4_294_967_200, 0, 8000, true);
  expect(clock.timeOf(64, 21_000, 8000, false)).toBe(20_000);
});

test('where they jump, arrival says when, and it is counted', () => {
  const clock = new StreamClock();
  clock.timeOf(0, 0, 8000, true);
  expect(clock.timeOf(900_000, 20_000, 8000, false)).toBe(20_000);
  expect(clock.timeOf(900_160, 50_000, 8000, false)).toBe(40_000);
  expect(clock.jumps).toBe(1);
});

test('another clock, or a restart, begins anew without being a jump', () => {
  const clock = new StreamClock();
  clock.timeOf(0, 0, 8000, true);
  expect(clock.timeOf(7, 20_000, 48_000, false)).toBe(20_000);
  expect(clock.timeOf(5_000, 40_000, 48_000, true)).toBe(40_000);
  expect(clock.jumps).toBe(0);
});
