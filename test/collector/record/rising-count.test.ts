import { expect, test } from 'vitest';
import { RisingCount } from '../../../collector/record/rising-count.ts';

test('what nobody counted is unknown, not 0', () => {
  expect(new RisingCount().value).toBeUndefined();
});

test('it goes on when its source begins anew, told or not', () => {
  const count = new RisingCount();
  count.set(5);
  count.restart();
  expect(count.value).toBe(5);
  count.set(2);
  expect(count.value).toBe(7);
  count.set(1);
  expect(count.value).toBe(8);
});

test('what was there at the beginning does not count', () => {
  const count = new RisingCount();
  count.set(100);
  count.begin();
  count.set(103);
  expect(count.value).toBe(3);
});
