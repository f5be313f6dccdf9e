import { expect, test } from 'vitest';
import { foldedTexts } from '../../../collector/query/folded-texts.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { orderTexts, stringTexts } from '../../../collector/query/text-order.ts';
import { TextIndex } from '../../../collector/store/text-index.ts';

/** A thousand texts that share beginnings of all lengths. */
const TEXTS = Array.from(
  { length: 1000 },
  (_, at) => `${'+4930 '.repeat(at % 4)}${(at * 7919) % 1009}${at % 3 === 0 ? 'é' : ''}`,
);

test('strings and their bytes are put into the same order', () => {
  const index = new TextIndex();
  for (const text of TEXTS) {
    const bytes = Buffer.from(text);
    index.intern(bytes, 0, bytes.length);
  }
  const all = Uint32Array.from({ length: index.count }, (_, at) => at);
  const texts = Array.from(all, number => Buffer.from(index.text(number), 'latin1').toString());
  const wanted = [...texts].sort((a, b) => (a < b ? -1 : 1));
  const byBytes = atOnce(orderTexts(atOnce(foldedTexts(index, index.count)), all, false));
  expect(Array.from(byBytes, number => texts[number])).toEqual(wanted);
  const down = atOnce(orderTexts(stringTexts(texts), all, true));
  expect(Array.from(down, number => texts[number])).toEqual([...wanted].reverse());
});

test('only the texts that are asked about are ordered', () => {
  const texts = stringTexts([undefined, 'b', undefined, 'a']);
  expect([...atOnce(orderTexts(texts, Uint32Array.from([1, 3]), false))]).toEqual([3, 1]);
});
