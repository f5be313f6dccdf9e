import { expect, test } from 'vitest';
import { latin1, utf8 } from '../../../collector/bytes/slices.ts';

const bytes = Buffer.from([0x61, 0xc3, 0xa9, 0xff, 0x00, 0x62]);

test('latin1 gives one char a byte', () => {
  expect(latin1(bytes, 0, 6)).toBe('aÃ©ÿ\0b');
});

test('utf8 decodes, and shows U+FFFD where bytes are none', () => {
  expect(utf8(bytes, 0, 3)).toBe('aé');
  expect(utf8(bytes, 2, 4)).toBe('\ufffd\ufffd');
});

test('an empty slice is an empty text', () => {
  expect(latin1(bytes, 3, 3) + utf8(bytes, 3, 3)).toBe('');
});
