import { expect, test } from 'vitest';
import { Leg } from '../../../collector/store/leg.ts';
import { TransitionTable } from '../../../collector/store/transition-table.ts';

test('the transitions of each leg come back oldest first, however they are mixed and however many there are', () => {
  const table = new TransitionTable();
  const legs = [new Leg(0, 0), new Leg(1, 1)];
  for (let i = 0; i < 10_000; i++) table.add(legs[i % 2], i % 16, i, 1000 + i);
  expect(table.count).toBe(10_000);
  expect(table.of(legs[1]).slice(0, 2)).toEqual([
    { state: 1, message: 1, time: 1001 },
    { state: 3, message: 3, time: 1003 },
  ]);
  expect(table.of(legs[0])).toHaveLength(5000);
  expect(table.of(new Leg(2, 2))).toEqual([]);
});
