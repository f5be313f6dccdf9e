import { expect, test } from 'vitest';
import { METHOD_NAMES, Method } from '../../../collector/model/sip.ts';
import { scanMethod } from '../../../collector/sip/method-names.ts';

function methodByName(name: string): Method {
  const bytes = Buffer.from(name, 'latin1');
  return scanMethod(bytes, 0, bytes.length);
}

test('every method of the model is found by its name', () => {
  for (const method of Object.values(Method)) {
    const name = METHOD_NAMES[method];
    if (name !== '') expect([name, methodByName(name)]).toEqual([name, method]);
  }
});

test('any other token is Other, also one of the same length and first letter', () => {
  const others = ['DBREGISTER', 'INVITX', 'invite', 'Invite', 'RE%47IST%45R', 'PING', 'A', 'SUBSCRIBER', 'ÿ'];
  expect(others.map(methodByName)).toEqual(others.map(() => Method.Other));
});

test('no token is no method', () => {
  expect(methodByName('')).toBe(Method.None);
  expect(scanMethod(Buffer.from('BYE'), 2, 1)).toBe(Method.None);
});

test('only the range counts, not what is around it', () => {
  expect(scanMethod(Buffer.from('xINVITEx'), 1, 7)).toBe(Method.Invite);
  expect(scanMethod(Buffer.from('xINVITEx'), 1, 8)).toBe(Method.Other);
});
