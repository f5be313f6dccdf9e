import { expect, test } from 'vitest';
import { auth, authenticationInfo, identity, securityMechanisms } from '../../../../collector/sip/headers/security.ts';

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test('credentials are shown with their scheme', () => {
  expect(auth('challenge')('Digest realm="a", nonce="b"').parts).toEqual([
    { name: 'scheme', value: 'Digest' },
    { name: 'realm', value: 'a' },
    { name: 'nonce', value: 'b' },
  ]);
  expect(authenticationInfo('nextnonce="x"').parts).toEqual([{ name: 'nextnonce', value: 'x' }]);
});

test('security mechanisms have parameters', () => {
  expect(securityMechanisms('ipsec-3gpp;alg=hmac-md5-96;spi-c=1, tls;q=0.2').problems).toEqual([]);
});

test('a PASSporT is shown decoded, its signature marked as not verified', () => {
  const passport = `${base64url({ alg: 'ES256', ppt: 'shaken' })}.${base64url({ attest: 'A', orig: { tn: '4930' }, iat: 1 })}.c2ln`;
  const reading = identity(`${passport};info=<https://a.example/cert.pem>;alg=ES256;ppt=shaken`);
  expect(reading.problems).toEqual([]);
  expect(reading.parts).toEqual([
    { name: 'header alg', value: 'ES256' },
    { name: 'header ppt', value: 'shaken' },
    { name: 'payload attest', value: 'A' },
    { name: 'payload orig', value: '{"tn":"4930"}' },
    { name: 'payload iat', value: '1' },
    { name: 'signature', value: 'c2ln (not verified)' },
    { name: 'info', value: '<https://a.example/cert.pem>' },
    { name: 'alg', value: 'ES256' },
    { name: 'ppt', value: 'shaken' },
  ]);
});

test('the compact form and the signature of RFC 4474 are taken', () => {
  expect(identity('..c2ln;info=<https://a.example/c>').problems).toEqual([]);
  expect(identity('r5mwreLuyDRYBi/0TiPwEs+A=').problems).toEqual([]);
});

test.each([
  [`${base64url([1])}.${base64url({})}.x;info=<a:b>`, 'the header'],
  [`%%.${base64url({})}.x;info=<a:b>`, 'the header'],
  [`${base64url({})}.${Buffer.from('['.repeat(9000)).toString('base64url')}.x;info=<a:b>`, 'the payload'],
  [`${base64url({})}.${base64url({})};info=<a:b>`, 'not header.payload.signature'],
  [`${base64url({})}.${base64url({})}.x`, 'no info parameter'],
])('a broken Identity is told', (value, problem) => {
  expect(identity(value).problems.join('\n')).toContain(problem);
});
