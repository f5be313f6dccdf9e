import { expect, test } from 'vitest';
import { parameterOf } from '../../../collector/findings/header-facts.ts';

test('the tag of an address header, empty where there is none', () => {
  expect(parameterOf('"A;tag=no" <sip:a@b;tag=uri>;x=1;tag=9', 'tag')).toBe('9');
  expect(parameterOf('<sip:a@b>', 'tag')).toBe('');
  expect(parameterOf(undefined, 'tag')).toBe('');
});
