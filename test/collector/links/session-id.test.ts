import { expect, test } from 'vitest';
import { sessionKey } from '../../../collector/links/session-id.ts';

const A = 'ab30317f1a784dc48ff824d0d3715d86';
const B = '47755a9de7794ba387653f2099600ef2';
const NIL = '0'.repeat(32);

test('the order of the pair does not matter, nor do capitals, hyphens and other parameters', () => {
  const key = sessionKey(`${A};remote=${B}`);
  expect(key).toBeDefined();
  expect(sessionKey(`${B};remote=${A}`)).toBe(key);
  expect(sessionKey(`${B.toUpperCase()} ; x=1; Remote=${A}`)).toBe(key);
  expect(sessionKey(`ab30317f-1a78-4dc4-8ff8-24d0d3715d86;remote=${B}`)).toBe(key);
});

test('nil, and the single value of the old draft, leave one UUID', () => {
  expect(sessionKey(`${A};remote=${NIL}`)).toBe(A);
  expect(sessionKey(`${NIL};remote=${A}`)).toBe(A);
  expect(sessionKey(A)).toBe(A);
});

test('two nils and what is no UUID say nothing', () => {
  for (const value of [`${NIL};remote=${NIL}`, NIL, '', 'abc', `${A}f`, `${A};remote=abc`]) {
    expect(sessionKey(value)).toBeUndefined();
  }
});
