import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../../../collector/query/filter-pattern.ts';

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? compiled.test(text) : compiled.message;
}

test.each([
  ['', 'anything', true],
  ['b+c', 'aBBc', true],
  ['^b', 'ab', false],
  ['^a$', 'a', true],
  ['a$', 'ab', false],
  ['^$', '', true],
  ['a|b|^$', 'xbx', true],
  ['^(?:\\+|00)49\\d{3,5}$', '004930123', true],
  ['^(\\+|00)49\\d{3,5}$', '+4912', false],
  ['[^a-c]', 'abc', false],
  ['[A-C]+x', 'abcX', true],
  ['[\\d-]+', 'a-', true],
  ['[]', '', '“[” is not closed'],
  ['a.c', 'a\nc', false],
  ['a{2}', 'a', false],
  ['a{2,}b', 'aaaab', true],
  ['a{,2}', 'a{,2}', true],
  ['\\[\\]\\\\', '[]\\', true],
  ['ü', 'Ü', true],
])('%s on %s: %s', (pattern, text, result) => {
  expect(matches(pattern, text)).toBe(result);
});

test.each([
  ['(a', '“(” is not closed'],
  ['a)', '“)” has no “(” before it'],
  ['*a', '“*” has nothing before it to repeat'],
  ['a**', 'a repetition cannot be repeated; use a group'],
  ['(?=a)', '“(?” is only known as “(?:”'],
  ['(a)\\1', '“\\1” is not supported'],
  ['\\bx', '“\\b” is not supported'],
  ['x\\', '“\\” is not supported'],
  ['[z-a]', 'a range in “[…]” runs backwards or ends in a class'],
  ['a{9,3}', '{9,3} is no range up to 100'],
  ['^*', 'an anchor cannot be repeated'],
  [
    '(((((a{99}){99}){99}){99}){99})',
    'the pattern is too large: with repetitions written out it may have 500 characters',
  ],
  [
    '((((((){99}){99}){99}){99}){99})',
    'the pattern is too large: with repetitions written out it may have 500 characters',
  ],
  ['('.repeat(60), 'groups are nested deeper than 50'],
])('%s is refused: %s', (pattern, message) => {
  expect(compilePattern(pattern)).toEqual({ ok: false, message });
});

test.each(['(a|a)*b', '(a*)*b', '(.*)(.*)(.*)(.*)(.*)x$', '(a|ab|abc)+$x', '(\\w+\\s?)+$!'])(
  '%s takes no time on 64 KiB that almost match',
  pattern => {
    const start = performance.now();
    expect(matches(pattern, 'a'.repeat(65_536))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  },
);

test('ever new characters keep the memory small and the answer right', () => {
  const compiled = compilePattern('[^x]x');
  if (!compiled.ok) throw new Error(compiled.message);
  const text = Array.from({ length: 60_000 }, (_, i) => String.fromCharCode(i + 200)).join('');
  for (let i = 0; i < 5; i++) expect(compiled.test(text)).toBe(false);
  expect(compiled.test(`${text}x`)).toBe(true);
});

test('answers are those of the built-in engine', () => {
  const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', '(a|)', '\\w', '\\d', '(b*)');
  const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '*?')).map(([a, b]) => a + b);
  const body = fc.array(piece, { maxLength: 5 }).map(pieces => pieces.join(''));
  const pattern = fc
    .tuple(fc.constantFrom('', '^'), body, fc.constantFrom('', '$', '|c$', '|^b'))
    .map(([start, middle, end]) => start + middle + end);
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '1'), maxLength: 12 }),
      (source, text) => {
        expect(matches(source, text)).toBe(new RegExp(source, 'i').test(text));
      },
    ),
    { seed: 11, numRuns: 3000 },
  );
});

test('no text makes the pattern reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab()[]{}*+?^$|\\,1-:.') }), pattern => {
      const compiled = compilePattern(pattern);
      if (compiled.ok) compiled.test('ab1');
      else expect(compiled.message).not.toBe('');
    }),
    { seed: 13, numRuns: 3000 },
  );
});
