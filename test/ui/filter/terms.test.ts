import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../collector/query/filter.ts';
import {
  activeParts,
  addTerm,
  excludeTerm,
  type FieldNames,
  type FilterTerm,
  joinTerm,
  PLAIN_NAMES,
  removeTerm,
  stateOf,
  valuesOf,
  writeTerm,
} from '../../../ui/filter/terms.ts';
import { filterSubject } from '../../support/filter-subject.ts';

const is = (field: string, value: string): FilterTerm => ({ field, operator: '=', value });
const state = (value: string): FilterTerm => is('state', value);

const NAMES: FieldNames = {
  nameOf: written => (written.toLowerCase() === 'status' ? 'code' : written.toLowerCase()),
  isAnyCase: name => name === 'state',
};

describe('addTerm', () => {
  test.each([
    ['', 'state = failed'],
    ['  ', 'state = failed'],
    ['code >= 500', 'code >= 500 and state = failed'],
    ['a or b', '(a or b) and state = failed'],
    ['not a', 'not a and state = failed'],
    ['a && b', 'a and b and state = failed'],
    ['state = failed', 'state = failed'],
    ['state in {busy, failed} and x', 'state = failed and x'],
    ['state = busy', 'state = busy and state = failed'],
    ['state = ', 'state = failed'],
  ])('to %j gives %j', (before, after) => {
    expect(addTerm(before, state('failed'))).toBe(after);
  });
});

describe('joinTerm', () => {
  test.each([
    ['', 'state = failed'],
    ['state = busy', 'state in {busy, failed}'],
    ['x and State == busy and y', 'x and State in {busy, failed} and y'],
    ['state in {busy, declined}', 'state in {busy, declined, failed}'],
    ['(state = busy or state = declined)', 'state in {busy, declined, failed}'],
    ['state = busy or code = 1', '(state = busy or code = 1) and state = failed'],
    ['state != failed', 'state = failed'],
    ['state not in {failed, busy} and x', 'state != busy and x and state = failed'],
    ['not state = failed', 'state = failed'],
    ['state = failed', 'state = failed'],
  ])('to %j gives %j', (before, after) => {
    expect(joinTerm(before, state('failed'))).toBe(after);
  });

  test('other names of a field are the same field', () => {
    expect(joinTerm('status = 486', is('code', '487'), NAMES)).toBe('status in {486, 487}');
    expect(joinTerm('state = FAILED', state('failed'), NAMES)).toBe('state = FAILED');
    expect(joinTerm('header["via"] = a', is('header["Via"]', 'b'))).toBe('header["via"] in {a, b}');
  });
});

describe('excludeTerm', () => {
  test.each([
    ['', 'state != failed'],
    ['state = failed and x', 'x and state != failed'],
    ['state in {failed, busy}', 'state = busy and state != failed'],
    ['state != busy', 'state not in {busy, failed}'],
    ['not state in {busy, failed}', 'not state in {busy, failed}'],
  ])('from %j gives %j', (before, after) => {
    expect(excludeTerm(before, state('failed'))).toBe(after);
  });

  test('a part of a text is excluded by its own operator', () => {
    expect(excludeTerm('from ~ "a"', { field: 'from', operator: '~', value: 'b' })).toBe('from ~ "a" and from !~ "b"');
    expect(excludeTerm('', { field: 'pdd', operator: '>', value: '3s' })).toBe('not pdd > 3s');
  });
});

describe('removeTerm', () => {
  test.each([
    ['state = failed', ''],
    ['state != failed and x', 'x'],
    ['x or y', 'x or y'],
    ['state in {failed, busy, declined}', 'state in {busy, declined}'],
    ['state = busy', 'state = busy'],
  ])('from %j leaves %j', (before, after) => {
    expect(removeTerm(before, state('failed'))).toBe(after);
  });
});

test('what an expression says of a value', () => {
  expect(stateOf('x and state in {busy, failed}', state('failed'))).toBe('included');
  expect(stateOf('state != failed', state('failed'))).toBe('excluded');
  expect(stateOf('state = failed or x', state('failed'))).toBeUndefined();
  expect(stateOf('state in 400..499', state('400'))).toBeUndefined();
  expect(valuesOf('state in {busy, failed} and state != ended', 'state')).toEqual([
    { value: 'busy', state: 'included' },
    { value: 'failed', state: 'included' },
    { value: 'ended', state: 'excluded' },
  ]);
});

test('the parts of a filter, each with what is left without it', () => {
  expect(activeParts('state in {busy, failed} and (a or b) and not code = 486')).toEqual([
    { text: 'state = busy', isExcluded: false, without: 'state = failed and (a or b) and not code = 486' },
    { text: 'state = failed', isExcluded: false, without: 'state = busy and (a or b) and not code = 486' },
    { text: 'a or b', isExcluded: false, without: 'state in {busy, failed} and not code = 486' },
    { text: 'code != 486', isExcluded: true, without: 'state in {busy, failed} and (a or b)' },
  ]);
  expect(activeParts('state = ')).toEqual([]);
});

describe('whatever value is clicked, the expression reads and means what was clicked', () => {
  const HOSTILE = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'"\'\\nrtxu0041..-+:/[] {}()=!and or'), maxLength: 20 }),
    fc.constantFrom(
      '',
      'and',
      'or',
      'not',
      'in',
      'a..b',
      '" or code = 1 or from = "',
      '\\',
      '\u202e',
      '\ud800',
      'a\nb',
    ),
  );
  const FIELDS = ['fromUser', 'toUser', 'callId'] as const;
  const LEAF = fc.oneof(
    fc
      .record({ field: fc.constantFrom(...FIELDS), value: HOSTILE })
      .map(({ field, value }) => writeTerm(is(field, value))),
    fc.constantFrom(
      'code = 4xx',
      'pdd > 3s',
      'not flag = forked',
      'fromUser in {a, "b c"}',
      'toUser != x',
      'fromUser !~ z',
    ),
  );
  const EXPRESSION = fc
    .array(fc.tuple(LEAF, fc.constantFrom(' and ', ' or ', ' && ', ' || ')), { minLength: 0, maxLength: 5 })
    .map(parts => parts.map(([leaf, joint], at) => (at === 0 ? '' : joint) + leaf).join(''));
  const OTHERS = fc.record({
    fromUser: HOSTILE,
    toUser: HOSTILE,
    callId: HOSTILE,
    statusCode: fc.constantFrom(0, 404, 503),
  });

  const fits = (expression: string, details: Parameters<typeof filterSubject>[0]): boolean => {
    const compiled = compileFilter(expression);
    if (!compiled.ok) throw new Error(`${expression}: ${compiled.error.message}`);
    return compiled.test(filterSubject(details));
  };

  test('added: what fitted and has the value; removed again: what it was', () => {
    fc.assert(
      fc.property(
        EXPRESSION,
        fc.constantFrom(...FIELDS),
        HOSTILE,
        OTHERS,
        fc.boolean(),
        (before, field, value, leg, isHit) => {
          const subject = isHit ? { ...leg, [field]: value } : leg;
          const term = is(field, value);
          const has = subject[field] === value;
          const after = addTerm(before, term);
          expect(fits(after, subject)).toBe(fits(before, subject) && has);
          expect(addTerm(after, term)).toBe(after);
          expect(stateOf(after, term)).toBe('included');
          if (stateOf(before, term) === undefined)
            expect(fits(removeTerm(after, term), subject)).toBe(fits(before, subject));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('joined: any of the values; excluded: none of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(HOSTILE, { minLength: 1, maxLength: 4 }), OTHERS, fc.nat(), (values, leg, pick) => {
        const subject = pick % 2 === 0 ? leg : { ...leg, fromUser: values[pick % values.length] ?? '' };
        const base = 'code = 4xx or pdd > 3s';
        const hit = values.includes(subject.fromUser);
        const terms = values.map(value => is('fromUser', value));
        const any = terms.reduce((filter, term) => joinTerm(filter, term), base);
        const none = terms.reduce((filter, term) => excludeTerm(filter, term), any);
        expect(fits(any, subject)).toBe(fits(base, subject) && hit);
        expect(fits(none, subject)).toBe(fits(base, subject) && !hit);
        expect(valuesOf(none, 'FROMUSER', PLAIN_NAMES).map(({ value }) => value)).toEqual(values);
        expect(terms.reduce((filter, term) => removeTerm(filter, term), none)).toBe(base);
      }),
      { numRuns: 150 },
    );
  });

  test('parts of texts too', () => {
    fc.assert(
      fc.property(EXPRESSION, HOSTILE, OTHERS, (before, value, leg) => {
        const term: FilterTerm = { field: 'from', operator: '~', value };
        const subject = { ...leg, from: `x${leg.fromUser}y` };
        const has = subject.from.toLowerCase().includes(value.toLowerCase());
        expect(fits(addTerm(before, term), subject)).toBe(fits(before, subject) && has);
        expect(fits(excludeTerm(before, term), subject)).toBe(fits(before, subject) && !has);
      }),
    );
  });
});
