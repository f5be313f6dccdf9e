import { expect, test } from 'vitest';
import {
  askedSeconds,
  boundSeconds,
  contactsOf,
  grantedSeconds,
  isRemovalOrQuery,
} from '../../../collector/findings/registered-contacts.ts';
import { readMessage } from '../../../collector/sip/message.ts';

const message = (...headers: string[]) =>
  readMessage(Buffer.from(['REGISTER sip:a SIP/2.0', ...headers, '', ''].join('\r\n')));
const asking = message('Contact: <sip:alice@10.0.0.1>;expires=600');

test('of all bindings in the 2xx ours is the one with our URI', () => {
  const response = message('Contact: <sip:alice@10.0.0.9>;expires=3000, <sip:alice@10.0.0.1>;expires=120');
  expect(contactsOf(response)).toHaveLength(2);
  expect(grantedSeconds(asking, response)).toBe(120);
});

test('a single binding is ours however it is written; else Expires counts, else what was asked for', () => {
  expect(grantedSeconds(asking, message('Contact: <sip:alice@10.0.0.1:5060>;expires=60'))).toBe(60);
  expect(grantedSeconds(asking, message('Expires: 90'))).toBe(90);
  expect(grantedSeconds(asking, message())).toBe(600);
  expect(grantedSeconds(undefined, message())).toBeUndefined();
});

test('the parameter of the Contact comes before the header', () => {
  expect(askedSeconds(message('Contact: <sip:a@b>;expires=5', 'Expires: 9'))).toBe(5);
  expect(askedSeconds(message('Contact: <sip:a@b>', 'Expires: 9'))).toBe(9);
  expect(askedSeconds(message('Contact: <sip:a@b>;expires=soon'))).toBeUndefined();
});

test('removals and queries bind nothing', () => {
  expect(isRemovalOrQuery(message('Contact: *', 'Expires: 0'))).toBe(true);
  expect(isRemovalOrQuery(message('Contact: <sip:a@b>;expires=0'))).toBe(true);
  expect(isRemovalOrQuery(message('Expires: 60'))).toBe(true);
  expect(isRemovalOrQuery(asking)).toBe(false);
  expect(boundSeconds(message('Expires: 60'), message('Expires: 60'))).toBe(0);
  expect(boundSeconds(asking, message('Expires: 90'))).toBe(90);
  expect(boundSeconds(undefined, message())).toBe(0);
});
