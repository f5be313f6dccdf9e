import { expect, test } from 'vitest';
import { MediaSymptom } from '../../../collector/findings/media-symptoms.ts';
import { Symptom } from '../../../collector/findings/symptoms.ts';

test('each symptom has a bit of its own among 32', () => {
  const bits = [...Object.values(Symptom), ...Object.values(MediaSymptom)].filter(bit => bit !== 0);
  expect(new Set(bits).size).toBe(bits.length);
  for (const bit of bits) expect(Number.isInteger(Math.log2(bit >>> 0))).toBe(true);
});
