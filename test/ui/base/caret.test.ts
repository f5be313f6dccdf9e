import { expect, test } from 'vitest';
import { caretLines } from '../../../ui/base/caret.ts';

const drawn = (text: string, position: number, length?: number): string => {
  const { text: line, caret } = caretLines(text, position, length);
  return `${line}\n${caret}`;
};

test('the caret stands below the mistake, as long as it is', () => {
  expect(drawn('port 5060 andd host a', 10, 4)).toBe('port 5060 andd host a\n          ^^^^');
});
test('a mistake at the end points behind the last character', () => {
  expect(drawn('port', 4)).toBe('port\n    ^');
});
test('of a long line only what surrounds the mistake is shown, and the caret still fits', () => {
  const long = `${'host a or '.repeat(40)}andd${' or host b'.repeat(40)}`;
  const { text, caret } = caretLines(long, 400, 4);
  expect(text.length).toBeLessThan(80);
  expect(text.slice(caret.indexOf('^'), caret.length)).toBe('andd');
});
test('a place outside the text is drawn at its edge', () => {
  expect(drawn('ab', 99, 7)).toBe('ab\n  ^');
  expect(drawn('ab', -3, 1)).toBe('ab\n^');
});
