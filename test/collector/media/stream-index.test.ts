import { expect, test } from 'vitest';
import { StreamIndex } from '../../../collector/media/stream-index.ts';

test('a stream is found by all four words of its key', () => {
  const index = new StreamIndex();
  index.add(1, 2, 3, 4);
  index.add(1, 2, 3, 5);
  expect([index.find(1, 2, 3, 4), index.find(1, 2, 3, 5)]).toEqual([0, 1]);
  const others = [index.find(9, 2, 3, 4), index.find(1, 9, 3, 4), index.find(1, 2, 9, 4), index.find(1, 2, 3, 9)];
  expect(others).toEqual([-1, -1, -1, -1]);
});

test('of tens of thousands each is found, negative words too', () => {
  const index = new StreamIndex();
  const keys = Array.from(
    { length: 30_000 },
    (_, i) => [i - 15_000, -i, (i << 16) | 7, Math.imul(i, 0x9e3779b1)] as const,
  );
  for (const key of keys) index.add(...key);
  expect(keys.every((key, i) => index.find(...key) === i)).toBe(true);
});

test('what was removed is not found, and its key may come again', () => {
  const index = new StreamIndex();
  for (let i = 0; i < 5000; i++) index.add(i, 2, 3, 4);
  index.remove(7);
  expect(index.find(7, 2, 3, 4)).toBe(-1);
  index.add(7, 2, 3, 4);
  expect(index.find(7, 2, 3, 4)).toBe(5000);
  // Growing forgets what was removed, and nothing else.
  for (let i = 0; i < 9000; i++) index.add(i, 3, 3, 4);
  expect([index.find(7, 2, 3, 4), index.find(8, 2, 3, 4), index.find(8999, 3, 3, 4)]).toEqual([5000, 8, 14_000]);
});
