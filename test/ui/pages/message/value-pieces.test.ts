import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listValues, valuePieces } from '../../../../ui/pages/message/value-pieces.ts';

test('a value comes apart at its parameters, named in lower case', () => {
  expect(valuePieces('"B; ob" <sip:bob@b;Transport=tcp?Replaces=x>;tag=9')).toEqual([
    { key: '', text: '"B; ob" <sip:bob@b' },
    { key: ';transport', text: ';Transport=tcp' },
    { key: '?replaces', text: '?Replaces=x' },
    { key: '', text: '>' },
    { key: ';tag', text: ';tag=9' },
  ]);
});
test('a challenge comes apart at its commas', () => {
  expect(valuePieces('Digest realm="a,b", nonce="c"').map(piece => piece.key)).toEqual(['', ',nonce']);
});
test('pieces joined give the value again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...';?&<>",=\\ ab') }), value => {
      expect(
        valuePieces(value)
          .map(piece => piece.text)
          .join(''),
      ).toBe(value);
    }),
    { seed: 5, numRuns: 300 },
  );
});
test('commas in quotes and brackets divide no list', () => {
  expect(listValues('<sip:a,b@c>, "x, y" <sip:d>')).toEqual(['<sip:a,b@c>', '"x, y" <sip:d>']);
});
