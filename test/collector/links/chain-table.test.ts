import { expect, test } from 'vitest';
import { ChainTable } from '../../../collector/links/chain-table.ts';

function valuesOf(table: ChainTable, key: number): number[] {
  const values: number[] = [];
  for (let at = table.first(key); at >= 0; at = table.next(at)) values.push(table.value(at));
  return values;
}

test('entries of a key come newest first, and none of another key', () => {
  const table = new ChainTable();
  const keys = [5, -5, 0x7fffffff, 5 + 65_536, 0];
  for (let i = 0; i < 30_000; i++) table.add(keys[i % keys.length], i);
  keys.forEach((key, n) => {
    const values = valuesOf(table, key);
    expect(values).toHaveLength(6000);
    expect(values.slice(0, 2)).toEqual([29_995 + n, 29_990 + n]);
  });
  expect(valuesOf(table, 77)).toEqual([]);
});

test('room that is made before, or in between, changes nothing but the time it takes', () => {
  const table = new ChainTable();
  table.reserve(10);
  table.add(7, 1);
  table.reserve(100_000);
  for (let i = 2; i < 5000; i++) table.add(i % 2 === 0 ? 7 : i, i);
  expect(valuesOf(table, 7).slice(-3)).toEqual([4, 2, 1]);
  expect(valuesOf(table, 4999)).toEqual([4999]);
});
