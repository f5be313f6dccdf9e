import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characterWidth, fitWidth, textWidth } from '../../../collector/bytes/text-width.ts';

test.each([
  ['INVITE', 6],
  ['電話', 4],
  ['e\u0301', 1],
  ['ｗ', 2],
  ['😀', 2],
  ['…', 1],
])('%s takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

test('marks take no cell', () => {
  expect(characterWidth('\u0301')).toBe(0);
});

test.each([
  ['INVITE', 6, 'INVITE'],
  ['INVITE', 5, 'INVI…'],
  ['180 Ringing', 5, '180…'],
  ['電話電話', 6, '電話…'],
  ['電話電話', 8, '電話電話'],
  ['abc', 1, '…'],
  ['abc', 0, ''],
])('%s in %i cells is %s', (text, width, fitted) => {
  expect(fitWidth(text, width)).toBe(fitted);
});

test('a stack of a thousand marks is cut', () => {
  expect(fitWidth(`e${'\u0301'.repeat(1000)}`, 10).length).toBeLessThan(60);
});

test('nothing fitted is wider than asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(30),
      (text, width) => textWidth(fitWidth(text, width)) <= width,
    ),
    { seed: 1, numRuns: 1000 },
  );
});
