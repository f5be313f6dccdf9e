import { expect, test } from 'vitest';
import { ClockSkew } from '../../../collector/media/clock-skew.ts';

function skewOf(seconds: number, transit: (second: number) => number): number | undefined {
  const skew = new ClockSkew();
  for (let i = 0; i < seconds; i++) skew.add(i, transit(i));
  return skew.ppm;
}

test('transit that falls 30 µs a second is a clock 30 ppm fast', () => {
  expect(skewOf(20, i => 500 - 30 * i)).toBeCloseTo(30, 6);
  expect(skewOf(20, i => 12 * i)).toBeCloseTo(-12, 6);
});

test('under ten seconds, or when it is too uneven, nothing is said', () => {
  expect(skewOf(9, () => 0)).toBeUndefined();
  expect(skewOf(10, () => 0)).toBeCloseTo(0, 6);
  expect(skewOf(12, i => (i % 2) * 5000)).toBeUndefined();
});

test('an hour with noise of a millisecond is exact to a part in a million', () => {
  expect(skewOf(3600, i => -7 * i + ((i * 7919) % 1000))).toBeCloseTo(7, 0);
});
