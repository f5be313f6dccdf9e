import { expect, test } from 'vitest';
import { Method } from '../../../collector/model/sip.ts';
import { MethodIds, TOO_MANY_METHODS } from '../../../collector/store/method-ids.ts';

const other = (ids: MethodIds, name: string): number => ids.idOf(Method.Other, Buffer.from(name), 0, name.length);

test('a known method keeps its number', () => {
  const ids = new MethodIds();
  expect(ids.idOf(Method.Invite, Buffer.alloc(0), 0, 0)).toBe(Method.Invite);
  expect(ids.name(Method.Subscribe)).toBe('SUBSCRIBE');
});

test('any other token gets a number of its own, case and all', () => {
  const ids = new MethodIds();
  const fancy = other(ids, 'FANCY');
  expect(other(ids, 'fancy')).not.toBe(fancy);
  expect(other(ids, 'FANCY')).toBe(fancy);
  expect(ids.name(fancy)).toBe('FANCY');
});

test('names of objects are methods like others', () => {
  const ids = new MethodIds();
  for (const name of ['__proto__', 'constructor', 'toString']) expect(ids.name(other(ids, name))).toBe(name);
});

test('thousands of invented methods end up under one name', () => {
  const ids = new MethodIds();
  for (let i = 0; i < 4096; i++) other(ids, `M${i}`);
  expect(ids.name(other(ids, 'ONE-MORE'))).toBe(TOO_MANY_METHODS);
  expect(ids.name(other(ids, 'M4095'))).toBe('M4095');
});

test('an endless name is cut', () => {
  const ids = new MethodIds();
  expect(ids.name(other(ids, 'X'.repeat(60_000)))).toHaveLength(128);
});
