import { expect, test } from 'vitest';
import { Deadlines } from '../../../collector/track/deadlines.ts';

function drain(deadlines: Deadlines, until: number): [number, number][] {
  const due: [number, number][] = [];
  deadlines.popDue(until, (kind, id) => due.push([kind, id]));
  return due;
}

test('an empty queue is never due', () => {
  expect(new Deadlines().next).toBe(Number.POSITIVE_INFINITY);
});

test('first in is first due, with its kind and id', () => {
  const deadlines = new Deadlines();
  deadlines.push(10, 0, 100);
  deadlines.push(20, 1, 4_000_000_000);
  deadlines.push(30, 2, 102);
  expect(drain(deadlines, 20)).toEqual([
    [0, 100],
    [1, 4_000_000_000],
  ]);
  expect(deadlines.next).toBe(30);
  expect(drain(deadlines, 30)).toEqual([[2, 102]]);
  expect(deadlines.next).toBe(Number.POSITIVE_INFINITY);
});

test('grows while its ring has gone round, and keeps the order', () => {
  const deadlines = new Deadlines();
  for (let i = 0; i < 700; i++) deadlines.push(i, 0, i);
  expect(drain(deadlines, 599)).toHaveLength(600);
  for (let i = 700; i < 5000; i++) deadlines.push(i, i % 3, i);
  expect(drain(deadlines, 5000).map(([, id]) => id)).toEqual(Array.from({ length: 4400 }, (_, i) => i + 600));
});

test('what is due may push what is due later', () => {
  const deadlines = new Deadlines();
  deadlines.push(1, 0, 1);
  deadlines.popDue(1, (_, id) => deadlines.push(5, 0, id + 1));
  expect(deadlines.next).toBe(5);
  expect(drain(deadlines, 5)).toEqual([[0, 2]]);
});
