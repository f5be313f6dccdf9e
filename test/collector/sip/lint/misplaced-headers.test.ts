import { describe, expect, test } from 'vitest';
import { lintOf, request, response } from '../../../support/lint-cases.ts';
import type { MessageOptions } from '../../../support/sip-message.ts';

function misplaced(options: MessageOptions): (string | undefined)[] {
  return lintOf(options)
    .filter(({ id }) => id === 'misplaced-header')
    .map(({ header }) => header);
}

describe('a header where it means nothing is a notice; where it belongs it is none', () => {
  test.each<[string, string, MessageOptions, MessageOptions]>([
    ['Max-Forwards', '70', response(200, 'INVITE'), request('INVITE')],
    ['Route', '<sip:a;lr>', response(200, 'INVITE'), request('INVITE')],
    ['Proxy-Require', 'path', response(200, 'INVITE'), request('INVITE')],
    ['Warning', '399 a "b"', request('INVITE'), response(488, 'INVITE')],
    ['Unsupported', 'foo', response(421, 'INVITE'), response(420, 'INVITE')],
    ['WWW-Authenticate', 'Digest realm="a", nonce="b"', response(403, 'INVITE'), response(401, 'INVITE')],
    ['Min-Expires', '60', response(200, 'REGISTER'), response(423, 'REGISTER')],
    ['RSeq', '1', response(200, 'INVITE'), response(183, 'INVITE')],
    ['RAck', '1 1 INVITE', request('INFO'), request('PRACK')],
    ['Refer-To', '<sip:a@b>', request('INVITE'), request('REFER')],
    ['Subscription-State', 'active', request('SUBSCRIBE'), request('NOTIFY')],
    ['Event', 'dialog', request('INVITE'), response(200, 'SUBSCRIBE')],
    ['Replaces', 'a;to-tag=b;from-tag=c', request('REFER'), request('INVITE')],
    ['SIP-If-Match', 'x', request('INVITE'), request('PUBLISH')],
    ['SIP-ETag', 'x', request('PUBLISH'), response(200, 'PUBLISH')],
    ['Session-Expires', '1800', response(180, 'INVITE'), response(200, 'UPDATE')],
    ['Min-SE', '90', response(200, 'INVITE'), response(422, 'INVITE')],
    ['Contact', '<sip:a@b>', request('BYE'), response(200, 'BYE')],
    ['Record-Route', '<sip:a;lr>', request('REGISTER'), request('INVITE')],
    ['Path', '<sip:a;lr>', request('INVITE'), request('REGISTER')],
    ['Service-Route', '<sip:a;lr>', request('REGISTER'), response(200, 'REGISTER')],
  ])('%s', (header, value, wrong, right) => {
    expect(misplaced({ ...wrong, headers: { ...wrong.headers, [header]: value } })).toEqual([header]);
    expect(misplaced({ ...right, headers: { ...right.headers, [header]: value } })).toEqual([]);
  });
});

test('a header that nobody knows is nowhere out of place', () => {
  expect(lintOf({ lines: ['X-Anything: at all'] })).toEqual([]);
});
