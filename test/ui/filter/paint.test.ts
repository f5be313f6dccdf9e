import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILTER_FIELDS } from '../../../collector/query/filter.ts';
import { type PaintFault, paintFilter } from '../../../ui/filter/paint.ts';

/** `name:state operator:= value:failed`, mistakes in brackets. */
const painted = (text: string, fault?: PaintFault): string | undefined =>
  paintFilter(text, FILTER_FIELDS, fault)
    ?.filter(({ kind, isWrong }) => kind !== 'blank' || isWrong)
    .map(({ kind, text: piece, isWrong }) => (isWrong ? `[${kind}:${piece}]` : `${kind}:${piece}`))
    .join(' ');

test.each([
  ['state = failed', 'name:state operator:= value:failed'],
  [
    'not code >= 500 and (from ~ "+49")',
    'joint:not name:code operator:>= value:500 joint:and sign:( name:from operator:~ value:"+49" sign:)',
  ],
  [
    'state in {busy, failed} or x',
    'name:state operator:in sign:{ value:busy sign:, value:failed sign:} joint:or value:x',
  ],
  ['header["X-Tenant"] = a', 'name:header sign:[ value:"X-Tenant" sign:] operator:= value:a'],
  ['code in 500..599', 'name:code operator:in value:500 operator:.. value:599'],
  [
    'ua not contains "x" && pdd exists',
    'name:ua operator:not operator:contains value:"x" joint:&& name:pdd operator:exists',
  ],
  ['no such thing', 'value:no value:such value:thing'],
  ['ip = [2001:db8::1]:5060', 'name:ip operator:= value:[2001:db8::1]:5060'],
])('%s', (text, pieces) => {
  const shown = painted(text);
  // Two words in a row cannot be read; what they are is the collector's to say.
  if (text === 'no such thing') expect(shown?.startsWith('value:no')).toBe(true);
  else expect(shown).toBe(pieces);
});

test('a mistake is marked at its place, also within a word, between words and in what is not a field', () => {
  expect(painted('stat = failed', { position: 0, length: 4 })).toBe('[value:stat] operator:= value:failed');
  expect(painted('code = 4567', { position: 8, length: 2 })).toBe('name:code operator:= value:4 [value:56] value:7');
  expect(painted('a  b', { position: 1, length: 0 })).toContain('[blank: ]');
  expect(painted('state =', { position: 700, length: 3 })).toBe('name:state operator:=');
});

test('every character is there once, in its order, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.nat(70), fc.nat(10), (text, position, length) => {
      const pieces = paintFilter(text, FILTER_FIELDS, { position, length });
      expect(pieces === undefined ? text : pieces.map(piece => piece.text).join('')).toBe(text);
    }),
  );
});

test('what does not stand letter beside letter, or is too long, is not painted', () => {
  for (const text of ['a\u202eb', 'e\u0301', 'שלום', 'a\u200db', 'x'.repeat(5000)])
    expect(paintFilter(text, FILTER_FIELDS, undefined)).toBeUndefined();
  expect(paintFilter('größe = ё', [], undefined)).toBeDefined();
});
