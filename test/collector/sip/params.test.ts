import { expect, test } from 'vitest';
import { paramsByName, paramValue, readParamPieces, readParams } from '../../../collector/sip/params.ts';

test('parameters keep their order and case, flags have no value, quotes go', () => {
  expect(readParams(';Tag=9; lr ;text = "a;\\"b\\""')).toEqual({
    list: [
      { name: 'Tag', value: '9' },
      { name: 'lr', value: undefined },
      { name: 'text', value: 'a;"b"' },
    ],
    problems: [],
  });
});

test('nothing behind the value means no parameters and no problem', () => {
  expect(readParams('  ')).toEqual({ list: [], problems: [] });
});

test('an IPv6 reference is a value without quotes', () => {
  expect(readParams(';received=[2001:db8::1]').problems).toEqual([]);
});

test.each([
  [';;a', 'an empty parameter'],
  [';a;', 'an empty parameter'],
  [';;;;', '4 empty parameters'],
  [';a=1;A=2', 'given twice'],
  [';a=', 'an equals sign and no value'],
  [';a="x', 'never closes'],
  [';a="x"y', 'text behind its closing quote'],
  [';a=x y', 'needs quotes'],
  [';a b=x', 'is no token'],
])('%s is told: %s', (text, problem) => {
  expect(readParams(text).problems.join('\n')).toContain(problem);
});

test('of a thousand parameters and more the first thousand are read', () => {
  const { list, problems } = readParams(';x'.repeat(1500), 'loose');
  expect(list).toHaveLength(1000);
  expect(problems).toContain('500 parameters beyond the first 1000 are not read');
});

test('the loose grammar allows any value without blanks', () => {
  expect(readParams('icid-value=Ab+/=023', 'loose')).toEqual({
    list: [{ name: 'icid-value', value: 'Ab+/=023' }],
    problems: [],
  });
  expect(readParams('a=x y', 'loose').problems).toHaveLength(1);
});

test('pieces that a comma separated are read alike', () => {
  expect(readParamPieces(['realm="a"', 'nonce="b"']).list.map(param => param.value)).toEqual(['a', 'b']);
});

test('look-up is by lower-case name; a flag is the empty string, an absent one undefined', () => {
  const { list } = readParams(';LR;Tag=1;tag=2');
  expect(paramsByName(list)).toEqual(
    new Map([
      ['lr', ''],
      ['tag', '1'],
    ]),
  );
  expect([paramValue(list, 'tag'), paramValue(list, 'lr'), paramValue(list, 'q')]).toEqual(['1', '', undefined]);
});
