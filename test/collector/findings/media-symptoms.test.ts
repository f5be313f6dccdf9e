import { expect, test } from 'vitest';
import { MediaSymptom } from '../../../collector/findings/media-symptoms.ts';
import { Symptom } from '../../../collector/findings/symptoms.ts';

test('each symptom has a bit of its own, within 31', () => {
  const bits = [...Object.values(Symptom), ...Object.values(MediaSymptom)].filter(bit => bit !== 0);
  expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(bits.reduce((all, bit) => all | bit, 0));
  expect(Math.max(...bits)).toBeLessThanOrEqual(2 ** 30);
});
