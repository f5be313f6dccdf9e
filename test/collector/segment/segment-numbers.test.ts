import { expect, test } from 'vitest';
import { SegmentNumbers } from '../../../collector/segment/segment-numbers.ts';

test('numbers count up, and one that was given back is given again', () => {
  const numbers = new SegmentNumbers();
  expect([numbers.take(), numbers.take()]).toEqual([0, 1]);
  numbers.giveBack(1);
  expect([numbers.take(), numbers.take()]).toEqual([1, 2]);
});

test('each of several series begins with its own number and shares the further ones', () => {
  const all = new SegmentNumbers(2);
  const [one, two] = [all.beginningWith(0), all.beginningWith(1)];
  expect([one.take(), one.take(), two.take(), two.take(), one.take()]).toEqual([0, 2, 1, 3, 4]);
});

test('numbers end where 16 bits end', () => {
  const numbers = new SegmentNumbers(65_535);
  expect([numbers.take(), numbers.take(), numbers.beginningWith(7).take()]).toEqual([65_535, undefined, 7]);
});
