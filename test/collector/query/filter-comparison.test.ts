import { expect, test } from 'vitest';
import { compileComparison, isError } from '../../../collector/query/filter-comparison.ts';
import type { FilterComparison } from '../../../collector/query/filter-parser.ts';
import { parseFilter } from '../../../collector/query/filter-parser.ts';

function comparison(expression: string): FilterComparison {
  const parsed = parseFilter(expression);
  if (!parsed.ok || parsed.node?.type !== 'comparison') throw new Error(`${expression} is no comparison`);
  return parsed.node;
}

function cost(expression: string): number {
  const step = compileComparison(comparison(expression));
  return isError(step) ? Number.NaN : step.cost;
}

test('a number costs less than a list, a list less than a pattern, a pattern less than a header', () => {
  const costs = ['code = 500', 'codes = 500', 'method matches x', 'ua = x'].map(cost);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(new Set(costs).size).toBe(costs.length);
});

test('only what reads messages says so', () => {
  for (const [expression, needsMessages] of [
    ['method = INVITE', false],
    ['header[Via] exists', true],
  ] as const) {
    expect(compileComparison(comparison(expression))).toMatchObject({ needsMessages });
  }
});

test('a wrong comparison is an error with its place', () => {
  const step = compileComparison(comparison('pdd > abc'));
  expect(isError(step)).toBe(true);
  expect(step).toMatchObject({ position: 6, length: 3 });
});
