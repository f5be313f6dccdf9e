import { expect, test } from 'vitest';
import { icmpWords } from '../../../collector/track/icmp-words.ts';

test('errors are told in the words of their RFC', () => {
  expect(icmpWords(false, 3, 3)).toBe('port unreachable');
  expect(icmpWords(false, 3, 1)).toBe('host unreachable');
  expect(icmpWords(false, 3, 99)).toBe('destination unreachable');
  expect(icmpWords(false, 4, 0)).toBe('source quench');
  expect(icmpWords(false, 11, 0)).toBe('hop limit exceeded');
  expect(icmpWords(false, 12, 0)).toBe('parameter problem');
  expect(icmpWords(true, 1, 4)).toBe('port unreachable');
  expect(icmpWords(true, 2, 0)).toBe('packet too big');
  expect(icmpWords(true, 3, 1)).toBe('fragments not reassembled in time');
});
