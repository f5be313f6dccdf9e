import { expect, test } from 'vitest';
import { LEG_KINDS } from '../../../collector/model/leg.ts';
import { Method, SipScan } from '../../../collector/model/sip.ts';
import { kindOf } from '../../../collector/track/leg-kind.ts';

function kind(method: number, options: { response?: boolean; inDialog?: boolean } = {}): string {
  const scan = new SipScan();
  scan.method = options.response ? Method.None : Method.Invite;
  return LEG_KINDS[kindOf(method, scan, options.inDialog ?? false)];
}

test.each([
  ['Invite', 'call'],
  ['Ack', 'call'],
  ['Bye', 'call'],
  ['Cancel', 'call'],
  ['Prack', 'call'],
  ['Update', 'call'],
  ['Register', 'registration'],
  ['Subscribe', 'subscription'],
  ['Notify', 'subscription'],
  ['Message', 'message'],
  ['Options', 'options'],
  ['Publish', 'publish'],
  ['Other', 'other'],
  ['None', 'other'],
] as const)('a leg that begins with %s is of kind %s', (method, expected) => {
  expect(kind(Method[method])).toBe(expected);
});

test('INFO and REFER belong to a call inside a dialog, else they stand alone', () => {
  for (const method of [Method.Info, Method.Refer]) {
    expect(kind(method, { inDialog: true })).toBe('call');
    expect(kind(method)).toBe('other');
    expect(kind(method, { inDialog: true, response: true })).toBe('other');
  }
});

test('a method that is not known is other', () => {
  expect(kind(77)).toBe('other');
});
