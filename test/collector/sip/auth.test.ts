import { expect, test } from 'vitest';
import { readAuth, readAuthParams } from '../../../collector/sip/auth.ts';

test('a Digest challenge is its scheme and its parameters, commas inside quotes kept', () => {
  const read = readAuth(
    'Digest realm="a, b", nonce="c\\"d", algorithm=MD5, qop="auth,auth-int", stale=FALSE',
    'challenge',
  );
  expect(read.scheme).toBe('Digest');
  expect(read.params).toEqual([
    { name: 'realm', value: 'a, b' },
    { name: 'nonce', value: 'c"d' },
    { name: 'algorithm', value: 'MD5' },
    { name: 'qop', value: 'auth,auth-int' },
    { name: 'stale', value: 'FALSE' },
  ]);
  expect(read.problems).toEqual([]);
});

test('Digest credentials without the parts that make them are told one by one', () => {
  expect(readAuth('Digest username="a"', 'credentials').problems).toEqual(
    ['realm', 'nonce', 'uri', 'response'].map(name => `Digest credentials without ${name} (RFC 7616 §3.4)`),
  );
});

test('qop needs nc and cnonce, and nc is eight hex digits', () => {
  const base = 'Digest username="a", realm="b", nonce="c", uri="sip:d", response="e"';
  expect(readAuth(`${base}, qop=auth, nc=00000001, cnonce="f"`, 'credentials').problems).toEqual([]);
  expect(readAuth(`${base}, qop=auth`, 'credentials').problems).toHaveLength(1);
  expect(readAuth(`${base}, qop=auth, nc=1, cnonce="f"`, 'credentials').problems.join()).toContain('nc=1');
});

test('an unknown scheme is no problem, nor is a bearer token', () => {
  expect(readAuth('NoOneKnowsThisScheme opaque-data=here', 'credentials')).toMatchObject({
    scheme: 'NoOneKnowsThisScheme',
    params: [{ name: 'opaque-data', value: 'here' }],
    problems: [],
  });
  expect(readAuth('Bearer abc.def.ghi==', 'credentials')).toMatchObject({
    params: [{ name: 'token', value: 'abc.def.ghi==' }],
    problems: [],
  });
});

test.each([
  ['', 'no authentication scheme'],
  ['Digest', 'no parameters'],
  ['Basic dXNlcg==', 'not allowed in SIP'],
  ['Digest realm="x, nonce="y"', 'never closes'],
  ['Digest realm="a",,nonce="b"', 'an empty parameter'],
])('"%s" is told: %s', (value, problem) => {
  expect(readAuth(value, 'challenge').problems.join('\n')).toContain(problem);
});

test('Authentication-Info has no scheme', () => {
  expect(readAuthParams('nextnonce="a", nc=00000001').list).toHaveLength(2);
  expect(readAuthParams('')).toEqual({ list: [], problems: [] });
});
