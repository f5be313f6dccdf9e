import { expect, test } from 'vitest';
import { MAX_FRAGMENT_BYTES, MAX_SEARCH_BYTES, MAX_TOTAL_TRIES, MAX_TRIES } from '../../../collector/tls/limits.ts';

test('the longest record of any version is read, and a record begins within what is searched', () => {
  expect(MAX_FRAGMENT_BYTES).toBe(18_432);
  expect(MAX_SEARCH_BYTES).toBeGreaterThan(MAX_FRAGMENT_BYTES + 5);
});

test('one record cannot use up the tries of its direction', () => {
  expect(MAX_TRIES * 10).toBeLessThan(MAX_TOTAL_TRIES);
});
