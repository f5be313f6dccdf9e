import { expect, test } from 'vitest';
import { lintOf, request } from '../../../support/lint-cases.ts';

test.each([
  ['Contact', 'nobody', 'contact-syntax error'],
  ['Contact', '<sip:a@b>;q=5', 'contact-syntax warning'],
  ['Referred-By', '"x" y <sip:a@b>', 'referred-by-syntax error'],
  ['Date', 'yesterday', 'date-syntax warning'],
  ['Allow', 'INVITE BYE', 'allow-syntax warning'],
  ['P-Asserted-Identity', '<tel:123>', 'p-asserted-identity-syntax notice'],
])('%s: %s is %s', (header, value, expected) => {
  const problems = lintOf(request('OPTIONS', { [header]: value }));
  expect(problems.map(({ id, severity }) => `${id} ${severity}`)).toEqual([expected]);
  expect(problems[0]).toMatchObject({
    header,
    place: 'header',
    at: expect.any(Number),
    rfc: expect.stringMatching(/^RFC/),
  });
});

test('the Request-URI has its own name, and is not told twice when the start line is broken', () => {
  const idsOf = (startLine: string) => lintOf({ startLine }).map(({ id }) => id);
  expect(idsOf('OPTIONS sip:2001:db8::1 SIP/2.0')).toEqual(['request-uri-syntax']);
  expect(idsOf('OPTIONS <sip:a@b> SIP/2.0')).toEqual(['start-line']);
});

test('a Replaces inside Refer-To with a bare @ is what everybody sends', () => {
  const value = '<sip:a@b?Replaces=1@c%3Bto-tag%3D2%3Bfrom-tag%3D3>';
  expect(lintOf(request('REFER', { 'Refer-To': value })).map(({ severity }) => severity)).toEqual(['notice']);
});
