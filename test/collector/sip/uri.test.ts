import { expect, test } from 'vitest';
import { readUri, unescapeUri } from '../../../collector/sip/uri.ts';

test('a SIP URI falls into all its parts', () => {
  expect(readUri('sips:alice:secret@[2001:db8::1]:5061;transport=tcp;lr?Subject=x%20y&Priority=urgent')).toMatchObject({
    scheme: 'sips',
    user: 'alice',
    password: 'secret',
    host: '[2001:db8::1]',
    port: 5061,
    params: [
      { name: 'transport', value: 'tcp' },
      { name: 'lr', value: undefined },
    ],
    headers: [
      { name: 'Subject', value: 'x%20y' },
      { name: 'Priority', value: 'urgent' },
    ],
    problems: [],
  });
});

test('semicolons and question marks before the @ belong to the user', () => {
  expect(readUri('sip:user;par=u%40example.net@example.com')).toMatchObject({
    user: 'user;par=u%40example.net',
    host: 'example.com',
    problems: [],
  });
  expect(readUri('sip:a?b@example.com')).toMatchObject({ user: 'a?b', host: 'example.com', headers: [] });
});

test('an @ behind the parameters is no end of the user', () => {
  expect(readUri('sip:a@example.com;x=b@c')).toMatchObject({ user: 'a', host: 'example.com' });
});

test('a second @ in the user is kept and told', () => {
  const uri = readUri('sip:alice@home@proxy.example');
  expect(uri).toMatchObject({ user: 'alice@home', host: 'proxy.example' });
  expect(uri.problems.join()).toContain('must be escaped');
});

test('a tel URI is its number and its parameters', () => {
  expect(readUri('tel:+49-30-1;ext=5')).toMatchObject({
    scheme: 'tel',
    user: '+49-30-1',
    host: '',
    params: [{ name: 'ext', value: '5' }],
    problems: [],
  });
  expect(readUri('tel:110').problems.join()).toContain('phone-context');
  expect(readUri('tel:110;phone-context=+49').problems).toEqual([]);
  expect(readUri('tel:12 34').problems.join()).toContain('no telephone number');
});

test('any other scheme is taken as it is', () => {
  expect(readUri('soap.beep://192.0.2.103:3002')).toMatchObject({
    scheme: 'soap.beep',
    user: '',
    host: '',
    problems: [],
  });
  expect(readUri('urn:service:sos').problems).toEqual([]);
  expect(readUri('urn:').problems).toHaveLength(1);
});

test.each([
  ['example.com', 'it has no scheme'],
  ['1x:y', 'it has no scheme'],
  ['sip:a b@c', 'blanks inside'],
  ['sip:a%4@c', 'two hex digits'],
  ['sip:@c', 'an @ without a user'],
  ['sip:ä@c', 'must be escaped'],
  ['sip:a:b;c@d', 'the password'],
  ['sip:a@c;;lr', 'an empty URI parameter'],
  ['sip:a@c;x=<y>', 'the URI parameter "x=<y>"'],
  ['sip:a@c?x=y&', 'an empty URI header'],
  ['sip:a@c:x', 'the port'],
  ['sip:', 'the host is missing'],
])('%s is told: %s', (text, problem) => {
  expect(readUri(text).problems.join('\n')).toContain(problem);
});

test('unescaping gives what can be read and leaves the rest escaped', () => {
  expect(unescapeUri('cal%6Cer%20%C3%A4')).toBe('caller ä');
  expect(unescapeUri('a%00b%0D%41')).toBe('a%00b%0DA');
  expect(unescapeUri('%FF%zz%')).toBe('%FF%zz%');
  expect(unescapeUri('%7F%41%C3')).toBe('%7FA%C3');
});

test('a URI of 64 KiB is read at once', () => {
  expect(readUri(`sip:${'@;?'.repeat(21_000)}`).scheme).toBe('sip');
  expect(readUri(`sip:a@b;${'x;'.repeat(32_000)}`).params.length).toBeLessThanOrEqual(1000);
});
