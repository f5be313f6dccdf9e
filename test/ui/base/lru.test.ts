import { expect, test } from 'vitest';
import { withEntry } from '../../../ui/base/lru.ts';

test('the entry written longest ago leaves first', () => {
  let map: ReadonlyMap<string, number> = new Map();
  for (const [index, key] of ['a', 'b', 'a', 'c'].entries()) map = withEntry(map, key, index, 2);
  expect([...map]).toEqual([
    ['a', 2],
    ['c', 3],
  ]);
});
test('the map before stays as it was', () => {
  const before = new Map([['a', 1]]);
  withEntry(before, 'a', 2, 5);
  expect(before.get('a')).toBe(1);
});
