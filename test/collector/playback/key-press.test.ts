import { expect, test } from 'vitest';
import { readKeyPress } from '../../../collector/playback/key-press.ts';

test('events are the keys of RFC 4733 §3.2', () => {
  const digits = Array.from({ length: 18 }, (_, event) => readKeyPress(Uint8Array.of(event, 0, 0, 0))?.digit);
  expect(digits.slice(0, 16).join('')).toBe('0123456789*#ABCD');
  expect(digits.slice(16)).toEqual(['flash', 'event 17']);
});

test('the duration has 16 bits, and a cut packet is none', () => {
  expect(readKeyPress(Uint8Array.of(5, 0x8a, 0x03, 0x20))).toEqual({ digit: '5', duration: 800 });
  expect(readKeyPress(Uint8Array.of(5, 0x8a, 0x03))).toBeUndefined();
});
