import { meanings } from '../../../../collector/sip/lint/meanings.ts';
import { describeRules, request, response } from '../../../support/lint-cases.ts';

const notify = (state: string) => request('NOTIFY', { Event: 'dialog', 'Subscription-State': state });
const invite = (header: string, value: string) => request('INVITE', { [header]: value });

describeRules(meanings, [
  ['subscription-state-unknown', notify('sleeping'), notify('Active;expires=9')],
  ['subscription-without-expires', notify('active'), notify('terminated;reason=timeout')],
  ['reason-cause', invite('Reason', 'Q.850;cause=200'), invite('Reason', 'SIP;cause=200, Q.850;cause=16')],
  ['reason-cause', invite('Reason', 'SIP;cause=16'), invite('Reason', 'X;cause=9999')],
  ['warn-code', response(488, 'INVITE', { Warning: '200 a "b"' }), response(488, 'INVITE', { Warning: '305 a "b"' })],
  ['privacy-unknown', invite('Privacy', 'id;secret'), invite('Privacy', 'id;Critical')],
  ['privacy-none-and-more', invite('Privacy', 'none;id'), invite('Privacy', 'none')],
  ['priority-unknown', invite('Priority', 'high'), invite('Priority', 'Urgent')],
  [
    'asserted-identities',
    invite('P-Asserted-Identity', '<sip:a@b>, <sip:c@d>'),
    invite('P-Asserted-Identity', '<sip:a@b>, <tel:+1>'),
  ],
  [
    'expires-twice',
    request('REGISTER', { Contact: '<sip:a@b>;expires=60', Expires: '3600' }),
    request('REGISTER', { Contact: '<sip:a@b>;expires=60', Expires: '60' }),
  ],
  [
    'digest-algorithm',
    response(401, 'REGISTER', { 'WWW-Authenticate': 'Digest realm="a", nonce="b", algorithm=ROT13' }),
    response(401, 'REGISTER', { 'WWW-Authenticate': 'Digest realm="a", nonce="b", algorithm=SHA-256' }),
    /ROT13/,
  ],
]);
