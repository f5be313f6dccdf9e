import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTokens } from '../../../collector/query/filter-lexer.ts';

function texts(expression: string): readonly string[] {
  const read = readTokens(expression);
  return read.ok ? read.tokens.map(token => `${token.type}:${token.text}`) : ['error'];
}

test('words, symbols and strings part without blanks', () => {
  expect(texts('code>=500&&from~"+49"')).toEqual([
    'word:code',
    'symbol:>=',
    'word:500',
    'symbol:&&',
    'word:from',
    'symbol:~',
    'string:+49',
    'end:',
  ]);
});

test('== is =', () => {
  expect(texts('a==b')).toEqual(['word:a', 'symbol:=', 'word:b', 'end:']);
});

test.each([
  ['sip:bob@b.example;x=1', ['word:sip:bob@b.example;x', 'symbol:=', 'word:1', 'end:']],
  ['10.0.0.0/8', ['word:10.0.0.0/8', 'end:']],
  ['2001:db8::/32', ['word:2001:db8::/32', 'end:']],
  ['[2001:db8::1]:5060', ['word:[2001:db8::1]:5060', 'end:']],
  ['header[Via]', ['word:header', 'symbol:[', 'word:Via', 'symbol:]', 'end:']],
  ['500..599', ['word:500', 'symbol:..', 'word:599', 'end:']],
  ['1.5s..2.5s', ['word:1.5s', 'symbol:..', 'word:2.5s', 'end:']],
  ['+49-30 *31#', ['word:+49-30', 'word:*31#', 'end:']],
  ["O'Brien", ["word:O'Brien", 'end:']],
  ['電話', ['word:電話', 'end:']],
  ['', ['end:']],
])('%s is read as %j', (expression, tokens) => {
  expect(texts(expression)).toEqual(tokens);
});

test.each([
  [String.raw`"a\"b\\c\n\x41\u00e9"`, 'a"b\\c\nAé'],
  [String.raw`"\d+\.\x4"`, String.raw`\d+\.\x4`],
  [`'say "x"'`, 'say "x"'],
  ['""', ''],
])('the string %s holds %j', (expression, text) => {
  expect(texts(expression)).toEqual([`string:${text}`, 'end:']);
});

test.each([
  ['from = "abc', 7, 4],
  ["'", 0, 1],
  ['a "b" "c\\"', 6, 4],
])('a quote left open in %s is told at its place', (expression, position, length) => {
  expect(readTokens(expression)).toMatchObject({ ok: false, error: { position, length } });
});

test('tokens of any text stand in order, inside it, and cover all but its blanks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), expression => {
      const read = readTokens(expression);
      if (!read.ok) return;
      let at = 0;
      for (const token of read.tokens) {
        expect(expression.slice(at, token.position).trim()).toBe('');
        at = token.position + token.length;
      }
      expect(at).toBe(expression.length);
    }),
    { seed: 3, numRuns: 1000 },
  );
});
