import { describe, expect, test } from 'vitest';
import { optional, party, words } from '../../../../ui/pages/calls/cells.ts';

describe('a party', () => {
  test('is its user, else the host, else what was written', () => {
    expect(party('alice', '<sip:alice@a>')).toBe('alice');
    expect(party('', '<sip:a.example>')).toBe('a.example');
    expect(party('', 'nonsense')).toBe('nonsense');
  });
  test('cannot act, however it is written, and is cut', () => {
    expect(words('a\u202eb')).toBe('a⟨U+202E⟩b');
    expect(String(words('x'.repeat(9000)))).toHaveLength(120);
  });
});

test('durations have their unit, and none is no number', () => {
  expect(optional(312)).toBe('312 ms');
  expect(optional(undefined)).toEqual({ text: '–', ink: 'zero' });
});
