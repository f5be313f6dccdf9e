import { describe, expect, test } from 'vitest';
import { boundsAsked, brushedRange, bucketRange, narrowedBy } from '../../../../ui/pages/overview/drill.ts';

describe('a slice joined to a filter', () => {
  test.each([
    ['', ['kind = call', 'code = 486'], 'kind = call and code = 486'],
    ['from ~ "+49"', ['kind = call', 'code = 486'], 'from ~ "+49" and kind = call and code = 486'],
    ['kind = call and code = 486', ['kind = call', 'state = busy'], 'kind = call and code = 486 and state = busy'],
    ['code = 486 or code = 503', ['kind = call'], '(code = 486 or code = 503) and kind = call'],
    ['(code = 486 or pdd > 3s)', ['kind = call'], '(code = 486 or pdd > 3s) and kind = call'],
    ['kind = call', ['kind = call', 'pdd >= 1s and pdd < 2s'], 'kind = call and pdd >= 1s and pdd < 2s'],
  ])('%s', (filter, terms, expected) => {
    expect(narrowedBy(filter, terms)).toBe(expected);
  });
});

test('the times of a report are those that it was asked for', () => {
  const query = 'capture=demo&from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02.5Z';
  expect(boundsAsked({ view: '', query })).toEqual({ from: 1_000_000, to: 2_500_000 });
  expect(boundsAsked(undefined)).toEqual({});
});

test('a bucket that reaches beyond the range is cut to it', () => {
  expect(bucketRange(10, 10, {})).toEqual({ kind: 'between', from: 10, to: 20 });
  expect(bucketRange(10, 10, { from: 12, to: 15 })).toEqual({ kind: 'between', from: 12, to: 15 });
});

test('a brushed range is in whole µs, and never empty', () => {
  expect(brushedRange(10.4, 19.2, { from: 11 })).toEqual({ kind: 'between', from: 11, to: 20 });
  expect(brushedRange(10.2, 10.3, {})).toEqual({ kind: 'between', from: 10, to: 11 });
});
