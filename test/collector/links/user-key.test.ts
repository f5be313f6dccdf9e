import { expect, test } from 'vitest';
import { UserKey } from '../../../collector/links/user-key.ts';

function key(value: string): { hash: number; isLongNumber: boolean } {
  const bytes = Buffer.from(`<sip:9@x>${value}<sip:8@y>`);
  const { hash, isLongNumber } = new UserKey().read(bytes, 9, 9 + Buffer.byteLength(value));
  return { hash, isLongNumber };
}

test('numbers are equal by their last eight digits, however they are written', () => {
  const one = key('"Alice" <sip:+4930123456@a.example>;tag=9');
  expect(one.isLongNumber).toBe(true);
  for (const same of [
    '<tel:+49-30-12.34(56)>',
    'sip:030123456@b',
    '<sips:30123456@c;user=phone>',
    'sip:004930123456@d;tag=1',
  ]) {
    expect([same, key(same)]).toEqual([same, one]);
  }
  expect(key('<sip:+4930123457@a>').hash).not.toBe(one.hash);
});

test('short numbers and names count whole', () => {
  expect(key('<sip:2302@a>')).toEqual(key('sip:2302@b'));
  expect(key('<sip:2302@a>').isLongNumber).toBe(false);
  expect(key('<sip:12302@a>').hash).not.toBe(key('<sip:2302@a>').hash);
  expect(key('<sip:bob@a>').hash).not.toBe(key('<sip:Bob@a>').hash);
});

test('what has no user has no key', () => {
  for (const value of [
    '<sip:a.example>',
    'sip:10.0.0.1:5060',
    '',
    '<',
    'garbage',
    '<mailto>',
    '<sip:@a>',
    '<http:12345678>',
  ]) {
    expect([value, key(value).hash]).toEqual([value, 0]);
  }
});

test('a name in quotes hides no user', () => {
  expect(key('"<sip:1@x>" <sip:2302@a>')).toEqual(key('<sip:2302@a>'));
});
