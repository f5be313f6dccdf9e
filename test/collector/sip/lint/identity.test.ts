import { expect, test } from 'vitest';
import { identity } from '../../../../collector/sip/lint/identity.ts';
import { describeRules, lintOf, request, response } from '../../../support/lint-cases.ts';

const UNTAGGED = '<sip:ward@clinic.example>';
const TAGGED = '<sip:ward@clinic.example>;tag=w1';
const via = (value: string) => ({ headers: { Via: value } });

describeRules(identity, [
  [
    'cseq-method',
    { headers: { CSeq: '1 INVITE' } },
    response(200, 'INVITE'),
    /CSeq method INVITE is not the request's OPTIONS/,
  ],
  ['from-tag', { headers: { From: 'sip:a@b' } }, { headers: { From: 'sip:a@b;tag=1' } }],
  ['to-tag-response', response(200, 'INVITE', { To: UNTAGGED }), response(100, 'INVITE', { To: UNTAGGED })],
  ['to-tag-request', request('BYE', { To: UNTAGGED }), request('INVITE', { To: UNTAGGED }), /BYE lives in a dialog/],
  ['notify-outside-dialog', request('NOTIFY', { To: UNTAGGED }), request('NOTIFY', { To: TAGGED })],
  ['register-to-tag', request('REGISTER', { To: TAGGED }), response(200, 'REGISTER', { To: TAGGED })],
  ['response-to-ack', response(200, 'ACK'), response(200, 'BYE')],
  ['via-branch', via('SIP/2.0/UDP a'), via('SIP/2.0/UDP a;branch=1')],
  ['via-cookie', via('SIP/2.0/UDP a;branch=1'), via('SIP/2.0/UDP a;branch=Z9HG4BK1')],
  [
    'via-repeated-branch',
    via('SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2, SIP/2.0/UDP a;branch=z9hG4bK1'),
    via('SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK1'),
    /a loop$/,
  ],
  ['via-rport-value', via('SIP/2.0/UDP a;branch=z9hG4bK1;rport=5060'), via('SIP/2.0/UDP a;branch=z9hG4bK1;rport')],
]);

test('a missing To tag weighs as much as it breaks: a dialog, or nothing', () => {
  const weights = [response(180, 'INVITE'), response(404, 'INVITE'), response(200, 'CANCEL')].map(options =>
    lintOf({ ...options, headers: { ...options.headers, To: UNTAGGED } }).map(({ severity }) => severity),
  );
  expect(weights).toEqual([['error'], ['notice'], ['notice']]);
});
