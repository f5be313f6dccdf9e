import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTokens } from '../../../ui/filter/tokens.ts';
import { headerField, writeString, writeValue } from '../../../ui/filter/values.ts';

const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'"\'\\nrtxu0041..-+:/[] {}'), maxLength: 20 }),
  fc.constantFrom(
    '',
    'and',
    'a..b',
    '10.0.0.7:5060',
    '[2001:db8::1]:5060',
    '\u202eevil',
    '\ud800',
    'a\r\nb',
    '💣',
    '/x',
  ),
);

test('whatever is written reads back as itself, in one token', () => {
  fc.assert(
    fc.property(HOSTILE, value => {
      for (const written of [writeValue(value), writeString(value)]) {
        expect(readTokens(written)).toMatchObject([{ text: value, length: written.length }]);
        expect(readTokens(`in {${written}, x}`)[2]?.text).toBe(value);
      }
    }),
    { numRuns: 2000 },
  );
});

test('nothing unseen is in what is written', () => {
  fc.assert(
    fc.property(HOSTILE, value => {
      expect(writeString(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('what needs no quotes has none', () => {
  const bare = ['failed', '486', '+49301234', '10.0.0.7:5060', '10.0.0.0/8', '[2001:db8::1]:5060', 'sbc-1.example.com'];
  expect(bare.map(writeValue)).toEqual(bare);
  expect(writeValue('Grandstream GXP 1.0')).toBe('"Grandstream GXP 1.0"');
  expect(writeValue('a..b')).toBe('"a..b"');
});

test('a header is named in quotes; what is no name of a header has no field', () => {
  expect(headerField('X-Tenant')).toBe('header["X-Tenant"]');
  expect(headerField('X"\\')).toBe('header["X\\"\\\\"]');
  expect(headerField('a b')).toBeUndefined();
  expect(headerField('')).toBeUndefined();
});
