import { expect, test } from 'vitest';
import { isHepKey } from '../../../collector/hep/key.ts';

const is = (given: string, key: string): boolean => {
  const bytes = Buffer.from(`xx${given}`);
  return isHepKey(bytes, 2, bytes.length, Buffer.from(key));
};

test('only the very key is the key', () => {
  expect(is('secret', 'secret')).toBe(true);
  for (const wrong of ['', 's', 'secre', 'secret ', 'Secret', 'terces', 'secret\0'])
    expect(is(wrong, 'secret')).toBe(false);
});

test('an empty key is met by an empty one alone', () => {
  expect(is('', '')).toBe(true);
  expect(is('a', '')).toBe(false);
});
