import { expect, test } from 'vitest';
import { body } from '../../../../collector/sip/lint/body.ts';
import { describeRules, lintOf, request } from '../../../support/lint-cases.ts';
import { SDP } from '../../../support/sip-message.ts';

const sdp = (text: string) => request('INVITE', { 'Content-Type': 'application/sdp' }, text);
const mixed = (text: string) => request('INVITE', { 'Content-Type': 'multipart/mixed;boundary=b' }, text);
const without = (transport: string) => ({
  headers: { Via: `SIP/2.0/${transport} a;branch=z9hG4bK1`, 'Content-Length': undefined },
});

describeRules(body, [
  ['missing-content-type', { body: SDP }, {}],
  ['stream-content-length', without('TCP'), without('UDP'), /over TCP$/],
  ['missing-content-length', without('UDP'), without('WS')],
  ['content-type-without-body', request('INVITE', { 'Content-Type': 'application/sdp' }), sdp(SDP)],
  ['multipart', mixed('--b\r\n\r\nhello\r\n'), mixed('--b\r\n\r\nhello\r\n--b--\r\n'), /closing boundary/],
  ['sdp', sdp(SDP.replace('t=0 0\r\n', '')), sdp(SDP), /^SDP: no t= line$/],
]);

test('an empty session name, which half the world sends, is a notice', () => {
  expect(lintOf(sdp(SDP.replace('s=-', 's='))).map(({ severity, rfc }) => [severity, rfc])).toEqual([
    ['notice', 'RFC 8866 §5.3'],
  ]);
});
