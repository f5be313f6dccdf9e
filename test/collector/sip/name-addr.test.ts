import { expect, test } from 'vitest';
import { displayOf, readNameAddr, userOf } from '../../../collector/sip/name-addr.ts';

test('a quoted display name may hold anything, even what looks like an address', () => {
  expect(readNameAddr('"<sip:x@y>, \\"Z\\"" <sip:alice@a.example;lr>;tag=9;Flag')).toMatchObject({
    displayName: '<sip:x@y>, "Z"',
    uri: 'sip:alice@a.example;lr',
    params: new Map([
      ['tag', '9'],
      ['flag', ''],
    ]),
    bracketed: true,
    problems: [],
  });
});

test('a display name of tokens needs no quotes and no blank before the bracket', () => {
  expect(readNameAddr('Alice B<sip:a@b>;tag=1')).toMatchObject({
    displayName: 'Alice B',
    uri: 'sip:a@b',
    problems: [],
  });
});

test('without brackets everything behind the semicolon belongs to the header', () => {
  const address = readNameAddr('sip:alice@a.example;tag=9');
  expect(address).toMatchObject({ uri: 'sip:alice@a.example', bracketed: false, problems: [] });
  expect(address?.params.get('tag')).toBe('9');
});

test('what has no address in it is none', () => {
  expect(['', 'alice', '<>', '"Alice"', '*'].map(readNameAddr)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  ['"Alice <sip:a@b>;tag=1', 'never closed'],
  ['Bell, A <sip:a@b>', 'needs quotes because of "Bell,"'],
  ['"A" B <sip:a@b>', 'text between'],
  ['< sip:a@b >', 'blanks between the angle brackets'],
  ['<sip:a@b', 'never closed'],
  ['<sip:a@b> x', 'unexpected text "x"'],
  ['sip:a@b?x=y', 'needs angle brackets'],
  ['<sip:a@b>;;', 'empty parameters'],
])('%s is still an address, and told: %s', (value, problem) => {
  const address = readNameAddr(value);
  expect(address?.uri).toMatch(/^sip:a@b/);
  expect(address?.problems.join('\n')).toContain(problem);
});

test('the display form is the address as written, without tag and other parameters', () => {
  expect(displayOf(' "Alice" <sip:alice@a.example;lr>;tag=9')).toBe('"Alice" <sip:alice@a.example;lr>');
  expect(displayOf('sip:alice@a.example ;tag=9')).toBe('sip:alice@a.example');
  expect(displayOf('"a>b;c" <sip:d@e>;tag=1')).toBe('"a>b;c" <sip:d@e>');
  expect(displayOf('"open <sip:d@e>;tag=1')).toBe('"open <sip:d@e>');
  expect(displayOf('garbage')).toBe('garbage');
  expect(displayOf('')).toBe('');
});

test.each([
  ['"Sales: EU" <sip:alice@10.0.0.1>', 'alice'],
  ['<tel:+49-30-1;ext=2>', '+49-30-1'],
  ['sip:host', ''],
  ['<sip:host;user=phone>;tag=x@y', ''],
  ['sip:%75se%72@example.com;tag=1', 'user'],
  ['<sip:a%00b@c>', 'a%00b'],
  ['<sip:bob:secret@c>', 'bob'],
  ['', ''],
  ['<urn:service:sos>', ''],
])('the user of %s is "%s"', (value, user) => {
  expect(userOf(value)).toBe(user);
});

test('64 KiB of quotes, brackets or semicolons are read at once', () => {
  for (const piece of ['"', '<', '>', ';', '"<', '\\"', ';x="', '<sip:a@b>,']) {
    const value = piece.repeat(Math.floor(65_536 / piece.length));
    expect(displayOf(value).length).toBeLessThanOrEqual(value.length);
    expect(userOf(value).length).toBeLessThanOrEqual(value.length);
  }
});
