import { expect, test } from 'vitest';
import { Symptom } from '../../../collector/findings/symptoms.ts';

test('each symptom is one bit of its own, and fits into 31', () => {
  const bits = Object.values(Symptom).filter(bit => bit !== 0);
  expect(new Set(bits).size).toBe(bits.length);
  for (const bit of bits) {
    expect(bit & (bit - 1)).toBe(0);
    expect(bit).toBeGreaterThan(0);
  }
});
