import { expect, test } from 'vitest';
import {
  equalBytes,
  findLineFeed,
  hashBytes,
  isBlank,
  isDigit,
  isSpace,
  NUMBER_LIMIT,
  readDigits,
  skipBlanks,
  skipDigits,
  skipQuoted,
  skipSpaces,
  skipToken,
  startsWithWord,
  TOKEN,
  TOO_LARGE,
  trimBlanks,
} from '../../../collector/bytes/ascii.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

test('the token bytes are those of RFC 3261 §25.1', () => {
  let tokens = '';
  for (let byte = 0; byte < 256; byte++) if (TOKEN[byte] === 1) tokens += String.fromCharCode(byte);
  expect(tokens).toBe("!%'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnopqrstuvwxyz~");
});

test('blanks are SP, HT, CR and LF; spaces are SP and HT; digits are 0 to 9', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  expect(all.filter(isBlank)).toEqual([9, 10, 13, 32]);
  expect(all.filter(isSpace)).toEqual([9, 32]);
  expect(all.filter(isDigit).length).toBe(10);
});

test('skipping stops at the end of the range', () => {
  const bytes = bytesOf(' \t\r\n x');
  expect([skipBlanks(bytes, 0, 3), skipBlanks(bytes, 0, 6), skipSpaces(bytes, 0, 6)]).toEqual([3, 5, 2]);
  expect([skipToken(bytesOf('ab;'), 0, 3), skipToken(bytesOf('ab'), 0, 1), skipDigits(bytesOf('12a'), 0, 3)]).toEqual([
    2, 1, 2,
  ]);
  expect([trimBlanks(bytesOf('a \r\n'), 0, 4), trimBlanks(bytesOf('   '), 1, 3)]).toEqual([1, 1]);
});

test('a word matches in any case, and only with the very bytes that are no letters', () => {
  const word = bytesOf('sip/2.0');
  const starts = (text: string) => startsWithWord(bytesOf(text), 0, text.length, word);
  expect(['SIP/2.0', 'sip/2.0 x', 'Sip/2.0'].map(starts)).toEqual([true, true, true]);
  expect(['SIP/2', 'SIP\x0f2.0', 'SIP/2\x0e0', 'SIP/\x12.0', '\x13IP/2.0'].map(starts)).toEqual(Array(5).fill(false));
});

test('a line feed is found inside the range only', () => {
  const bytes = bytesOf('ab\ncd\n');
  expect([
    findLineFeed(bytes, 0, 6),
    findLineFeed(bytes, 3, 6),
    findLineFeed(bytes, 3, 5),
    findLineFeed(bytes, 6, 6),
  ]).toEqual([2, 5, -1, -1]);
});

test('a quoted string ends at its quote, not at an escaped one; an open one has no end', () => {
  const ends = (text: string) => skipQuoted(bytesOf(text), 0, text.length);
  expect([ends('"a"b'), ends('"a\\"b"c'), ends('"\\\\"x'), ends('"a'), ends('"a\\"')]).toEqual([3, 6, 4, -1, -1]);
});

test('digits are read up to 2**31 - 1', () => {
  const read = (text: string) => readDigits(bytesOf(text), 0, text.length);
  expect(['0', '0068', '2147483647', '000000000002147483647'].map(read)).toEqual([0, 68, NUMBER_LIMIT, NUMBER_LIMIT]);
  expect(['2147483648', '4294967301', '36893488147419103232'].map(read)).toEqual([TOO_LARGE, TOO_LARGE, TOO_LARGE]);
  expect(['', '-1', '1x', ' 1', '99999999999x'].map(read)).toEqual([-1, -1, -1, -1, -1]);
});

test('ranges are equal when their bytes are', () => {
  const bytes = bytesOf('abcabd');
  expect([equalBytes(bytes, 0, 2, 3, 5), equalBytes(bytes, 0, 3, 3, 6), equalBytes(bytes, 0, 2, 3, 6)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the hash is MurmurHash3 (x86, 32 bits, seed 0)', () => {
  const hash = (text: string) => hashBytes(bytesOf(text), 0, text.length) >>> 0;
  expect(['', 'test', 'Hello, world!', 'The quick brown fox jumps over the lazy dog'].map(hash)).toEqual([
    0, 0xba6bd213, 0xc0363e43, 0x2e4ff723,
  ]);
});

test('the hash sees its range only, and spreads branches over a table', () => {
  expect(hashBytes(bytesOf('xxtestxx'), 2, 6)).toBe(hashBytes(bytesOf('test'), 0, 4));
  const slots = new Uint16Array(1024);
  for (let i = 0; i < 65536; i++) {
    const branch = bytesOf(`z9hG4bK${i}`);
    slots[hashBytes(branch, 0, branch.length) & 1023]++;
  }
  expect(Math.max(...slots)).toBeLessThan(110);
  expect(Math.min(...slots)).toBeGreaterThan(30);
});
