import { expect, test } from 'vitest';
import { measureWallOffset, monotonicMicros, monotonicOrigin } from '../../../collector/record/wall-clock.ts';

/** A clock in µs that goes on by `step` with each look, and the time of day that is `offset` ahead, told in whole milliseconds. */
function clocks(step: number, offset: number): { wall: () => number; monotonic: () => number } {
  let now = 0;
  const monotonic = (): number => {
    now += step;
    return now;
  };
  return { wall: () => Math.floor((now + offset) / 1000), monotonic };
}

test.each([0, 1, 500, 999, 1_700_000_000_123_456])(
  'an offset of %i µs is found to a few µs, though the clock tells milliseconds',
  offset => {
    const { wall, monotonic } = clocks(3, offset);
    expect(Math.abs(measureWallOffset(wall, monotonic) - offset)).toBeLessThanOrEqual(4);
  },
);

test('a clock that stands still is not waited for', () => {
  let looks = 0;
  const { monotonic } = clocks(10, 0);
  const standing = (): number => {
    looks++;
    return 5;
  };
  measureWallOffset(standing, monotonic);
  expect(looks).toBeLessThan(1000);
});

test('both monotonic clocks are one', () => {
  const difference = monotonicMicros() - (performance.now() * 1000 + monotonicOrigin());
  expect(Math.abs(difference)).toBeLessThan(50_000);
});
