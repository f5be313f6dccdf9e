import { expect, test } from 'vitest';
import { lintMessage } from '../../../collector/sip/lint.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { type MessageOptions, messageBytes, SDP } from '../../support/sip-message.ts';

function lint(options: MessageOptions): string[] {
  return lintMessage(readMessage(messageBytes(options)));
}

test('a flawless message has no problem', () => {
  expect(lint({})).toEqual([]);
});

test('every header that a request needs is missed by its name and section', () => {
  const none = {
    Via: undefined,
    From: undefined,
    To: undefined,
    'Call-ID': undefined,
    CSeq: undefined,
    'Max-Forwards': undefined,
  };
  expect(lint({ headers: none })).toEqual([
    'no Via header (RFC 3261 §8.1.1.7)',
    'no From header (RFC 3261 §8.1.1.3)',
    'no To header (RFC 3261 §8.1.1.2)',
    'no Call-ID header (RFC 3261 §8.1.1.4)',
    'no CSeq header (RFC 3261 §8.1.1.5)',
    'no Max-Forwards header (RFC 3261 §8.1.1.6)',
  ]);
});

test('a response needs no Max-Forwards, but a To tag unless it is 100', () => {
  expect(lint({ startLine: 'SIP/2.0 100 Trying', headers: { 'Max-Forwards': undefined } })).toEqual([]);
  expect(lint({ startLine: 'SIP/2.0 200 OK', headers: { 'Max-Forwards': undefined } })).toEqual([
    'To has no tag in a response (RFC 3261 §8.2.6.2)',
  ]);
});

test.each([
  ['INVITE', ['Contact']],
  ['SUBSCRIBE', ['Contact', 'Event']],
  ['NOTIFY', ['Event', 'Subscription-State']],
  ['REFER', ['Contact', 'Refer-To']],
  ['PRACK', ['RAck']],
  ['PUBLISH', ['Event']],
  ['constructor', []],
])('%s needs also %j', (method, names) => {
  const problems = lint({ startLine: `${method} sip:ward@clinic.example SIP/2.0` });
  expect(problems.map(problem => problem.replace(/^no (\S+) header .*/, '$1'))).toEqual(names);
});

test.each([
  [{ lines: ['f: <sip:x@y>;tag=1'] }, 'From is given 2 times, but may be given once (RFC 3261 §7.3.1)'],
  [{ headers: { CSeq: '1 INVITE' } }, "the CSeq method INVITE is not the request's OPTIONS (RFC 3261 §8.1.1.5)"],
  [{ headers: { From: 'sip:a@b' } }, 'From has no tag (RFC 3261 §8.1.1.3)'],
  [
    { startLine: 'OPTIONS sip:a@b?Route=x SIP/2.0' },
    'the Request-URI carries headers behind a question mark (RFC 3261 §19.1.1)',
  ],
  [
    { startLine: 'OPTIONS sip:a@b;method=BYE SIP/2.0' },
    'the Request-URI carries a method parameter (RFC 3261 §19.1.1)',
  ],
  [
    { startLine: 'OPTIONS sip:2001:db8::1 SIP/2.0' },
    'Request-URI: the IPv6 address 2001:db8::1 needs square brackets (RFC 3261 §19.1.1)',
  ],
  [{ startLine: 'REGISTER sip:a@b SIP/2.0' }, 'the Request-URI of a REGISTER has a user part (RFC 3261 §10.2)'],
  [
    { startLine: 'REGISTER sip:b SIP/2.0', headers: { Contact: '*', Expires: '5' } },
    'Contact: * must stand alone and with Expires: 0 (RFC 3261 §10.2.2)',
  ],
  [{ body: SDP }, 'there is a body, but no Content-Type (RFC 3261 §20.15)'],
  [
    { headers: { Via: 'SIP/2.0/TCP a;branch=z9hG4bK1', 'Content-Length': undefined } },
    'no Content-Length over TCP (RFC 3261 §18.3)',
  ],
] as const)('%j is told: %s', (options, problem) => {
  expect(lint(options)).toEqual([problem]);
});

test('Contact: * with Expires: 0 removes all bindings and is right', () => {
  expect(lint({ startLine: 'REGISTER sip:b SIP/2.0', headers: { Contact: '*', Expires: '0' } })).toEqual([]);
});

test('of what is no message nothing is demanded', () => {
  expect(lintMessage(readMessage(Buffer.from('hello\r\n\r\n')))).toEqual([]);
});
