import { expect, test } from 'vitest';
import {
  excerpt,
  indexOutsideQuotes,
  isQuoted,
  isToken,
  quotedEnd,
  splitBlanks,
  splitOutside,
  trimBlanks,
  unquote,
} from '../../../collector/sip/lexical.ts';

test('a token has letters, digits and the ten marks, and at least one of them', () => {
  expect(isToken("Az09-.!%*_+`'~")).toBe(true);
  expect(['', 'a b', 'a@b', 'a"b', 'ä'].filter(isToken)).toEqual([]);
});

test('trimming takes blanks and line ends and no other space of Unicode', () => {
  expect(trimBlanks(' \t\r\n a b \r\n')).toBe('a b');
  expect(trimBlanks('\u00a0a')).toBe('\u00a0a');
  expect(trimBlanks('  ')).toBe('');
});

test('a quoted string ends at its first quote that no backslash escapes', () => {
  expect(quotedEnd('"a\\"b" c', 0)).toBe(6);
  expect(quotedEnd('"a\\\\" c', 0)).toBe(5);
  expect(quotedEnd('"never', 0)).toBe(-1);
  expect(quotedEnd('"never\\"', 0)).toBe(-1);
});

test('unquoting resolves quoted pairs and leaves other text alone', () => {
  expect(unquote('"J \\\\\\""')).toBe('J \\"');
  expect(unquote('plain')).toBe('plain');
  expect(unquote('"open')).toBe('open');
  expect([isQuoted('"a"'), isQuoted('"a" b'), isQuoted('a')]).toEqual([true, false, false]);
});

test('a list is cut at commas outside quotes and angle brackets', () => {
  expect(splitOutside('"a, b" <sip:a,b@c>;x=1 , <sip:d>', ',')).toEqual(['"a, b" <sip:a,b@c>;x=1', '<sip:d>']);
  expect(splitOutside(',a,,', ',')).toEqual(['', 'a', '', '']);
});

test('a quote or bracket that never closes hides nothing behind it', () => {
  expect(splitOutside('"a, b', ',')).toEqual(['"a', 'b']);
  expect(splitOutside('<a, b', ',')).toEqual(['<a', 'b']);
});

test('a character is found outside quotes only', () => {
  expect(indexOutsideQuotes('"<" <sip:a>', '<')).toBe(4);
  expect(indexOutsideQuotes('"<"', '<')).toBe(-1);
});

test('words stand between blanks of any number', () => {
  expect(splitBlanks('  41 \t INVITE ')).toEqual(['41', 'INVITE']);
});

test('a long value is quoted with 60 characters at most', () => {
  expect(excerpt('x'.repeat(60))).toHaveLength(60);
  expect(excerpt('x'.repeat(61))).toBe(`${'x'.repeat(57)}…`);
});
