import { expect, test } from 'vitest';
import { nextTheme, readTheme } from '../../ui/theme.ts';

test('a kept word that is no theme means the system’s', () => {
  expect([readTheme('dark'), readTheme('<script>'), readTheme(undefined)]).toEqual(['dark', 'system', 'system']);
});
test('four turns lead back to the first theme', () => {
  expect(nextTheme(nextTheme(nextTheme(nextTheme('system'))))).toBe('system');
});
