import { expect, test } from 'vitest';
import { q850Meaning } from '../../../collector/sip/q850.ts';

test('a cause of the telephone network has its meaning, an unknown one none', () => {
  expect(q850Meaning(17)).toBe('user busy');
  expect(q850Meaning(126)).toBe('');
});
