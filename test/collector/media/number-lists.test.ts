import { describe, expect, test } from 'vitest';
import { NumberLists } from '../../../collector/media/number-lists.ts';

describe('lists of numbers', () => {
  test('keep the order in which their numbers were added, each by its key', () => {
    const lists = new NumberLists();
    for (const [key, value] of [
      [7, 1],
      [9, 2],
      [7, 3],
      [7, 0],
    ])
      lists.add(key, value);
    expect([lists.at(7), lists.at(9), lists.at(8)]).toEqual([[1, 3, 0], [2], []]);
    expect([lists.countOf(7), lists.countOf(8), lists.has(9), lists.has(-1)]).toEqual([3, 0, true, false]);
  });

  test.each([
    ['first', 1, [2, 3, 4]],
    ['middle', 2, [1, 3, 4]],
    ['last', 3, [1, 2, 4]],
    ['no', 9, [1, 2, 3, 4]],
  ])('lose their %s number, and what comes next stands at the end', (_, value, left) => {
    const lists = new NumberLists();
    for (const one of [1, 2, 3]) lists.add(0, one);
    lists.remove(0, value);
    lists.add(0, 4);
    expect(lists.at(0)).toEqual(left);
  });

  test('agree with arrays, whatever is added and removed', () => {
    const lists = new NumberLists();
    const arrays = new Map<number, number[]>();
    // Keys beyond the first room, and so many entries that columns grow and freed ones are used again.
    for (let i = 0; i < 20_000; i++) {
      const key = (i * 7919) % 3001;
      const list = arrays.get(key) ?? [];
      arrays.set(key, list);
      if (i % 3 === 2 && list.length > 0) {
        const value = list[i % list.length];
        lists.remove(key, value);
        list.splice(list.indexOf(value), 1);
      } else {
        lists.add(key, i);
        list.push(i);
      }
    }
    for (const [key, list] of arrays) expect(lists.at(key)).toEqual(list);
  });
});
