import { expect, test } from 'vitest';
import { foldedTexts } from '../../../collector/query/folded-texts.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { TextIndex } from '../../../collector/store/text-index.ts';

test('texts are in small letters, those beyond ASCII too, and the index is as it was', () => {
  const index = new TextIndex();
  for (const text of ['', 'Bob', 'bob', 'ÄRGER', 'ärger', 'İ', 'z']) {
    const bytes = Buffer.from(text);
    index.intern(bytes, 0, bytes.length);
  }
  const folded = atOnce(foldedTexts(index, index.count));
  const textAt = (number: number): string =>
    Buffer.from(Array.from({ length: folded.lengthOf(number) }, (_, at) => folded.charOf(number, at))).toString();
  expect(Array.from({ length: folded.count }, (_, number) => textAt(number))).toEqual([
    '',
    'bob',
    'bob',
    'ärger',
    'ärger',
    'i\u0307',
    'z',
  ]);
  expect([folded.isEqual(1, 2), folded.isEqual(3, 4), folded.isEqual(1, 3), folded.isEqual(0, 1)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([folded.compare(1, 2), folded.compare(1, 6), folded.compare(3, 6), folded.compare(0, 1)]).toEqual([
    0, -1, 1, -1,
  ]);
  expect(index.text(1)).toBe('Bob');
});
