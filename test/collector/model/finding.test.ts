import { expect, test } from 'vitest';
import { CONFIDENCES, SEVERITIES } from '../../../collector/model/finding.ts';

test('severities and confidences stand from the strongest to the weakest', () => {
  expect(SEVERITIES).toEqual(['error', 'warning', 'notice']);
  expect(CONFIDENCES).toEqual(['high', 'medium', 'low']);
});
