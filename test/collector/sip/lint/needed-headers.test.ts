import { describe, expect, test } from 'vitest';
import { neededHeaders } from '../../../../collector/sip/lint/needed-headers.ts';
import { lintOf, request, response } from '../../../support/lint-cases.ts';
import type { MessageOptions } from '../../../support/sip-message.ts';

const ids = new Set(neededHeaders.map(({ id }) => id));

/** What is missing: `header severity`. */
function missing(options: MessageOptions): string[] {
  return lintOf(options)
    .filter(({ id }) => ids.has(id))
    .map(({ header, severity, at }) => `${header} ${severity}${at ?? ''}`);
}

const none = {
  Via: undefined,
  From: undefined,
  To: undefined,
  'Call-ID': undefined,
  CSeq: undefined,
  'Max-Forwards': undefined,
};

test('a request needs six headers, a response all but Max-Forwards', () => {
  const vital = ['Via error', 'From error', 'To error', 'Call-ID error', 'CSeq error'];
  expect(missing({ headers: none })).toEqual([...vital, 'Max-Forwards notice']);
  expect(missing({ startLine: 'SIP/2.0 500 Oops', headers: none })).toEqual(vital);
});

describe('by method', () => {
  test.each([
    ['INVITE', ['Contact error']],
    ['SUBSCRIBE', ['Contact error', 'Event error']],
    ['NOTIFY', ['Contact warning', 'Event error', 'Subscription-State error']],
    ['REFER', ['Contact error', 'Refer-To error']],
    ['UPDATE', ['Contact warning']],
    ['PRACK', ['RAck error']],
    ['PUBLISH', ['Event error']],
    ['OPTIONS', []],
    ['constructor', []],
  ])('%s needs %j', (method, names) => {
    expect(missing(request(method, { Contact: undefined }))).toEqual(names);
  });

  test('and has them when it has them', () => {
    expect(missing(request('NOTIFY', { Event: 'dialog', 'Subscription-State': 'active;expires=60' }))).toEqual([]);
  });
});

describe('by code', () => {
  test.each([
    [200, 'INVITE', ['Contact error']],
    [200, 'BYE', []],
    [202, 'SUBSCRIBE', ['Contact error', 'Expires warning']],
    [200, 'UPDATE', ['Contact warning']],
    [200, 'PUBLISH', ['Expires warning', 'SIP-ETag error']],
    [302, 'INVITE', ['Contact warning']],
    [304, 'INVITE', []],
    [401, 'REGISTER', ['WWW-Authenticate error']],
    [407, 'INVITE', ['Proxy-Authenticate error']],
    [405, 'INVITE', ['Allow warning']],
    [415, 'INVITE', ['Accept notice']],
    [420, 'INVITE', ['Unsupported warning']],
    [421, 'INVITE', ['Require warning']],
    [422, 'INVITE', ['Min-SE error']],
    [423, 'REGISTER', ['Min-Expires error']],
    [469, 'INFO', ['Recv-Info warning']],
    [489, 'SUBSCRIBE', ['Allow-Events notice']],
    [494, 'INVITE', ['Security-Server warning']],
    [404, 'INVITE', []],
  ] as const)('%i to %s needs %j', (code, method, names) => {
    expect(missing(response(code, method, { Contact: undefined }))).toEqual(names);
  });
});
