import { expect, test } from 'vitest';
import { SORT_COLUMNS, sortKeyOf } from '../../../collector/query/columns.ts';
import type { FilterSubject } from '../../../collector/query/filter-subject.ts';
import { sortedPositions } from '../../../collector/query/key-order.ts';
import { filterSubject } from '../../support/filter-subject.ts';

type Details = Parameters<typeof filterSubject>[0];

function sorted<T>(sort: string, read: (leg: FilterSubject) => T, ...legs: readonly Details[]): readonly T[] {
  const subjects = legs.map(details => filterSubject(details));
  const keyOf = sortKeyOf(sort.replace(/^-/, ''));
  if (keyOf === undefined) throw new Error(`no column ${sort}`);
  return [...sortedPositions(subjects.map(keyOf), sort.startsWith('-'))].map(i => read(subjects[i]));
}

test('numbers sort up and, with a minus, down; absent ones last either way', () => {
  const legs = [{ pdd: 20 }, { pdd: undefined }, { pdd: 3 }];
  expect(sorted('pdd', leg => leg.pdd, ...legs)).toEqual([3, 20, undefined]);
  expect(sorted('-pdd', leg => leg.pdd, ...legs)).toEqual([20, 3, undefined]);
});

test('no status code and an empty text are absent', () => {
  expect(sorted('statusCode', leg => leg.statusCode, { statusCode: 0 }, { statusCode: 200 })).toEqual([200, 0]);
  const froms = [{ from: '' }, { from: 'a' }, { from: 'b' }];
  expect(sorted('-fromUri', leg => leg.from, ...froms)).toEqual(['b', 'a', '']);
});

test('equal keys keep the order of the list, also downwards', () => {
  const legs = [
    { messages: 5, startTime: 1 },
    { messages: 5, startTime: 2 },
    { messages: 9, startTime: 3 },
  ];
  expect(sorted('messages', leg => leg.startTime, ...legs)).toEqual([1, 2, 3]);
  expect(sorted('-messages', leg => leg.startTime, ...legs)).toEqual([3, 1, 2]);
});

test('states sort in the order of a call', () => {
  expect(sorted('state', leg => leg.state, { state: 'failed' }, { state: 'ringing' }, { state: 'trying' })).toEqual([
    'trying',
    'ringing',
    'failed',
  ]);
});

test('addresses sort by their keys, IPv4 (numbers) before IPv6 (texts), either way apart', () => {
  const legs = [{ sourceKey: 'b' }, { sourceKey: 10 }, { sourceKey: 'a' }, { sourceKey: 9 }];
  expect(sorted('source', leg => leg.sourceKey, ...legs)).toEqual([9, 10, 'a', 'b']);
  expect(sorted('-source', leg => leg.sourceKey, ...legs)).toEqual(['b', 'a', 10, 9]);
});

test('every column sorts, others are refused', () => {
  for (const column of SORT_COLUMNS) expect(sorted(`-${column}`, leg => leg.callId, {}, {})).toHaveLength(2);
  for (const wrong of ['', '-', 'foo', '-pdd', 'constructor', '__proto__']) expect(sortKeyOf(wrong)).toBeUndefined();
});
