import { expect, test } from 'vitest';
import { ByteNeedle, PLAIN } from '../../../collector/query/byte-needle.ts';
import { Verdict } from '../../../collector/query/verdicts.ts';

function mayHold(text: string, words: string): boolean {
  // Other bytes around it, which are none of its business.
  const bytes = Buffer.from(`${words}|${text}|${words}`);
  const start = Buffer.byteLength(words) + 1;
  return new ByteNeedle(words).mayBeIn(bytes, start, start + Buffer.byteLength(text));
}

test('finds words wherever they stand, in any case', () => {
  for (const text of ['Alice', '<sip:aLiCe@a.example>', 'xxalice', 'alalice', 'ALICExx'])
    expect(mayHold(text, 'Alice'), text).toBe(true);
  for (const text of ['', 'alic', 'al ice', 'bob', 'lice', 'alixe alicx'])
    expect(mayHold(text, 'Alice'), text).toBe(false);
});

test('agrees with a search over the text, for many of few letters', () => {
  const letters = 'aAb@';
  let seed = 7;
  const word = (length: number): string =>
    Array.from({ length }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return letters[(seed >>> 16) % letters.length];
    }).join('');
  for (let round = 0; round < 3000; round++) {
    const [text, words] = [word(round % 23), word(1 + (round % 5))];
    const held = text.toLowerCase().includes(words.toLowerCase());
    expect(mayHold(text, words), `${words} in ${text}`).toBe(held);
  }
});

test('says maybe where only the text can tell', () => {
  // The Kelvin sign is a k in lower case; %6b is one unescaped.
  expect(mayHold('\u212aarl', 'karl')).toBe(true);
  expect(mayHold('%6barl', 'karl')).toBe(true);
  expect(mayHold('karl', 'kärl')).toBe(true);
  expect(mayHold('karl', '')).toBe(true);
});

test('of plain bytes it knows, but for words that are not plain', () => {
  const bytes = Buffer.from('Alice');
  const said = (words: string): Verdict => new ByteNeedle(words).isInPlain(bytes, 0, bytes.length);
  expect([said('LIC'), said('x'), said('\u212a'), said('')]).toEqual([
    Verdict.Yes,
    Verdict.No,
    Verdict.Unknown,
    Verdict.Unknown,
  ]);
  expect([PLAIN.mayBeIn(bytes, 0, 5), PLAIN.mayBeIn(Buffer.from('a%41'), 0, 4)]).toEqual([true, false]);
});
