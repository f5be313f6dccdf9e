import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter, FILTER_FIELDS } from '../../../collector/query/filter.ts';
import { fieldHelp, offersAt, placeAt, questionOf } from '../../../ui/filter/completion.ts';

/** `|` is the caret. */
function place(text: string) {
  const caret = text.indexOf('|');
  return placeAt(text.replace('|', ''), caret);
}

describe('the place of the caret', () => {
  test.each([
    ['|', 'field', '', undefined],
    ['sta|', 'field', 'sta', undefined],
    ['not (sta|', 'field', 'sta', undefined],
    ['state |', 'operator', '', 'state'],
    ['state !|', 'operator', '', 'state'],
    ['state no|', 'operator', 'no', 'state'],
    ['state = |', 'value', '', 'state'],
    ['state = fai|', 'value', 'fai', 'state'],
    ['state not in {busy, fa|', 'value', 'fa', 'state'],
    ['from ~ "+49 1|', 'value', '+49 1', 'from'],
    ['from ~ "+49|" and x', 'value', '+49', 'from'],
    ['code in 500..|', 'value', '', 'code'],
    ['state = failed |', 'joint', '', 'state'],
    ['state in {a, b} a|', 'joint', 'a', 'state'],
    ['state exists |', 'joint', '', 'state'],
    ['state = failed and |', 'field', '', 'state'],
    ['a or "b" |', 'joint', '', 'a'],
    ['header[|', 'header', '', 'header'],
    ['header["X-T|', 'header', 'X-T', 'header'],
    ['header["Via"] |', 'operator', '', 'header["Via"]'],
    ['header["Via"] ~ ud|p', 'value', 'ud', 'header["Via"]'],
  ])('%s', (text, kind, typed, field) => {
    const found = place(text);
    expect([found.kind, found.typed]).toEqual([kind, typed]);
    if (kind === 'value' || kind === 'operator') expect(found.field).toBe(field);
  });

  test('is found in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab ="\\\'(){}[]~!,.'), maxLength: 20 }),
        fc.nat(20),
        (text, at) => {
          const found = placeAt(text, Math.min(at, text.length));
          expect(found.from).toBeLessThanOrEqual(found.to);
          expect(found.to).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

const facet = (...values: readonly string[]) => ({
  field: 'x',
  values: values.map((value, at) => ({ value, count: 9 - at })),
  distinct: values.length,
  none: 0,
  omitted: 0,
  counted: 1,
  legs: 1,
});

describe('offers', () => {
  const texts = (text: string, ...values: readonly string[]) =>
    offersAt(place(text), FILTER_FIELDS, values.length === 0 ? undefined : facet(...values)).map(offer => offer.text);

  test('fields that begin so come first, then those of another name, then those that hold it', () => {
    expect(texts('cod|').slice(0, 3)).toEqual(['code', 'codes', 'codec']);
    expect(texts('caller|')).toContain('fromUser');
    expect(texts('qqq|')).toEqual([]);
  });
  test('comparisons that the type of the field takes', () => {
    expect(texts('pdd |')[0]).toBe('>');
    expect(texts('state |')).not.toContain('<');
    expect(texts('alice |')).toEqual(['and', 'or']);
  });
  test('values of the capture with their counts before those that are only known', () => {
    expect(texts('state = |', 'busy', 'failed').slice(0, 3)).toEqual(['busy', 'failed', 'trying']);
    expect(texts('state = fa|', 'busy', 'failed')).toEqual(['failed']);
    expect(texts('pdd > |')).toEqual([]);
    expect(texts('state = failed |')).toEqual(['and', 'or']);
  });
  test('of an offered comparison every value makes a filter that reads', () => {
    for (const value of ['a b', '"', '\\', '\u202e', 'x\ny']) {
      const [offer] = offersAt(place('ua = |'), FILTER_FIELDS, facet(value));
      expect(compileFilter(`ua = ${offer?.insert}`).ok).toBe(true);
    }
    const [name] = offersAt(place('header["|'), FILTER_FIELDS, facet('X-"a'));
    expect(compileFilter(`header[${name?.insert}exists`).ok).toBe(true);
  });
});

test('what is asked of the capture', () => {
  expect(questionOf(place('ua = ast|'), FILTER_FIELDS)).toEqual({ field: 'ua', text: 'ast' });
  expect(questionOf(place('header["X|'), FILTER_FIELDS)).toEqual({ field: 'header', text: 'X' });
  expect(questionOf(place('pdd > |'), FILTER_FIELDS)).toBeUndefined();
  expect(questionOf(place('nonsense = |'), FILTER_FIELDS)).toBeUndefined();
  expect(questionOf(place('sta|'), FILTER_FIELDS)).toBeUndefined();
});

test('help of a field by any of its names', () => {
  expect(fieldHelp('Status', FILTER_FIELDS)?.name).toBe('code');
  expect(fieldHelp('header["Via"]', FILTER_FIELDS)?.name).toBe('header');
  expect(fieldHelp('sip.Route', FILTER_FIELDS)?.name).toBe('header');
  expect(fieldHelp('nothing', FILTER_FIELDS)).toBeUndefined();
});
