import { expect, test } from 'vitest';
import { countingPart, HeaderRuleError, readHeaderRule } from '../../../collector/links/header-rules.ts';

const part = (rule: string, value: string): string | undefined => countingPart(readHeaderRule(rule), value);

test('a name takes the whole value, without quotes and blanks', () => {
  expect(part('X-My-ID', ' "abc" ')).toBe('abc');
  expect(part('X-My-ID', '')).toBeUndefined();
});

test('of a pattern the first group counts, else what matches', () => {
  expect(part('X-My-ID: ([a-z]+);.*', 'one;hop=1')).toBe('one');
  expect(part('X-My-ID: [0-9]+', 'call 4711 of 9')).toBe('4711');
  expect(part('X-My-ID: ([a-z]+);.*', '4711')).toBeUndefined();
  expect(part('X-My-ID: a|(b)', 'x')).toBeUndefined();
});

test('a value that is longer than any identifier is not looked at', () => {
  expect(part('X-My-ID', 'a'.repeat(257))).toBeUndefined();
});

test.each(['', 'two words', 'X-A: (', 'X-A: (a+)+b', 'X-A: (a|aa)*$', 'X-A: (x{1,9}){9}'])(
  '%j is refused with a hint',
  text => {
    expect(() => readHeaderRule(text)).toThrow(HeaderRuleError);
    try {
      readHeaderRule(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'SIPA_BAD_HEADER_RULE', hint: expect.stringContaining('X-My-ID') });
    }
  },
);
