import { expect, test } from 'vitest';
import { LINK_REASONS } from '../../../collector/model/call.ts';

test('every reason has its own name', () => {
  expect(new Set(LINK_REASONS).size).toBe(LINK_REASONS.length);
  expect(LINK_REASONS).toContain('session-id');
});
