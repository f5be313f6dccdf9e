import { expect, test } from 'vitest';
import { FREE_INFLATED_BYTES, MAX_FRAME_BYTES, MAX_INFLATED_BYTES } from '../../../collector/hep/limits.ts';

test('a frame always fits into what may be inflated without regard to its ratio', () => {
  expect(FREE_INFLATED_BYTES).toBeGreaterThanOrEqual(MAX_FRAME_BYTES);
  expect(MAX_INFLATED_BYTES).toBeGreaterThan(FREE_INFLATED_BYTES);
});
