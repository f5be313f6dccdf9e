import { expect, test } from 'vitest';
import {
  bounded,
  listOf,
  numberBetween,
  numericParam,
  present,
  text,
  token,
  valueWithParams,
} from '../../../../collector/sip/headers/reading.ts';
import { readParams } from '../../../../collector/sip/params.ts';

test('one value of a list is not numbered, several with parts of their own are', () => {
  const reader = listOf(valueWithParams({ name: 'v' }));
  expect(reader('a;x=1').parts).toEqual([
    { name: 'v', value: 'a' },
    { name: 'x', value: '1' },
  ]);
  expect(reader('a;x=1, b').parts).toEqual([
    { name: 'value 1', value: 'a;x=1' },
    { name: 'v', value: 'a' },
    { name: 'x', value: '1' },
    { name: 'v', value: 'b' },
  ]);
});

test('an empty list or value is told unless the header may be empty', () => {
  expect(listOf(token('t'))('').problems).toHaveLength(1);
  expect(listOf(token('t'), 'may be empty')(' ').problems).toEqual([]);
  expect(listOf(token('t'))('a,,b').problems).toEqual(['an empty value between commas (RFC 3261 §7.3.1)']);
});

test('of a long list 256 values are read and the others counted', () => {
  const { parts } = listOf(token('t'))(Array.from({ length: 1000 }, () => 'x').join(','));
  expect(parts).toHaveLength(257);
  expect(parts.at(-1)).toEqual({ name: 'not shown', value: '744 more values' });
});

test('parts and problems of one header are bounded', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `${index}`);
  const reading = bounded({ parts: many.map(value => ({ name: 'n', value })), problems: many });
  expect(reading.parts).toHaveLength(1001);
  expect(reading.problems.at(-1)).toBe('and 2950 more problems in this header');
});

test('numbers are held to their bounds', () => {
  const reader = numberBetween('n', 1, 255, 'the rule');
  expect(['1', '255', '0001'].flatMap(value => reader(value).problems)).toEqual([]);
  expect(['0', '256', '-1', 'x', ''].map(value => reader(value).problems.length)).toEqual([1, 1, 1, 1, 1]);
  expect(numericParam(readParams(';expires=x').list, 'expires', 'the rule')).toEqual([
    'expires: "x" is no number (the rule)',
  ]);
  expect(numericParam([], 'expires', 'the rule')).toEqual([]);
});

test('required parameters are missed by name', () => {
  expect(valueWithParams({ name: 'v', required: ['to-tag'], rule: 'RFC 0' })('x').problems).toEqual([
    'the parameter to-tag is missing (RFC 0)',
  ]);
});

test('free text has no parts and no problems; empty parts are left out', () => {
  expect(text('anything , at ; all')).toEqual({ parts: [], problems: [] });
  expect(present({ name: 'a', value: '' }, { name: 'b', value: 'c' })).toEqual([{ name: 'b', value: 'c' }]);
});
