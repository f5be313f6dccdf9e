import { expect, test } from 'vitest';
import { nearest } from '../../server/suggest.ts';

test.each([
  ['reprot', 'report'],
  ['cals', 'calls'],
  ['Ladder', 'ladder'],
  ['lader', 'ladder'],
  ['trace', undefined],
  ['x', undefined],
  ['', undefined],
])('%j suggests %s', (word, meant) => {
  expect(nearest(word, ['report', 'calls', 'ladder'])).toBe(meant);
});
