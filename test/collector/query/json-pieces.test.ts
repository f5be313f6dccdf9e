import { expect, test } from 'vitest';
import { jsonPieces } from '../../../collector/query/json-pieces.ts';

const rows = Array.from({ length: 1234 }, (_, i) => ({ i, text: `"${i}"\n` }));

test.each([
  ['an empty object', {}],
  ['an empty list', []],
  ['texts, numbers, nothing', { a: 'x"y', b: 1.5, c: null, d: false, 'ö"': {} }],
  ['absent members', { a: undefined, b: 1, c: undefined }],
  ['lists of every length', { none: [], one: [1], many: rows, deep: { list: [1, 2] } }],
  ['a list at the top', rows],
  ['holes in a list', [undefined, 1]],
])('%s are written as JSON.stringify does', (_, value) => {
  expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
});

test('no piece holds a whole long list', () => {
  const pieces = [...jsonPieces({ rows })];
  expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThan(JSON.stringify(rows).length / 2);
});
