import { expect, test } from 'vitest';
import { LIMITS } from '../../../server/wire/limits.ts';

test('every limit is a whole number above zero', () => {
  for (const limit of Object.values(LIMITS)) expect(Number.isSafeInteger(limit) && limit > 0).toBe(true);
  expect(LIMITS.defaultPageRows).toBeLessThanOrEqual(LIMITS.pageRows);
});
