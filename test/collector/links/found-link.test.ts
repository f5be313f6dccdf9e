import { expect, test } from 'vitest';
import { shown } from '../../../collector/links/found-link.ts';

test('a long value is cut for its line', () => {
  expect(shown('abc')).toBe('abc');
  expect(shown('x'.repeat(500))).toBe(`${'x'.repeat(120)}…`);
});
