import { afterEach, expect, test, vi } from 'vitest';
import { keep, readKept } from '../../../ui/base/keep.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

test('what is kept is there again', () => {
  expect(keep('theme', 'dark')).toBe(true);
  expect(readKept('theme')).toBe('dark');
  expect(readKept('nothing')).toBeUndefined();
});
test('a browser that refuses storage is no error', () => {
  const refuse = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
  expect(keep('theme', 'dark')).toBe(false);
  expect(readKept('theme')).toBeUndefined();
});
