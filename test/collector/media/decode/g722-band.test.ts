import { expect, test } from 'vitest';
import { G722Band } from '../../../../collector/media/decode/g722-band.ts';

test('the step size grows with large differences and never leaves its range', () => {
  const band = new G722Band(32, 8, 18_432);
  for (let i = 0; i < 100; i++) band.adapt(1000, 3042);
  const largest = band.step;
  for (let i = 0; i < 100; i++) band.adapt(1000, 3042);
  expect(band.step).toBe(largest);
  for (let i = 0; i < 1000; i++) band.adapt(0, -60);
  expect(band.step).toBe(32);
});

test('what it predicts stays within 16 bits, whatever comes', () => {
  const band = new G722Band(8, 10, 22_528);
  for (let i = 0; i < 5000; i++) {
    band.adapt(i % 7 < 3 ? 32_767 : -32_768, 798);
    expect(Math.abs(band.predicted)).toBeLessThanOrEqual(32_768);
  }
});
