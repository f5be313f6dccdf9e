import { expect, test } from 'vitest';
import { duration, isUnreliable, span, times } from '../../../collector/findings/words.ts';

test('durations are told in seconds with one digit, above a minute in minutes', () => {
  expect([0, 31_500_000, 60_000_000, 95_400_000].map(duration)).toEqual(['0 s', '31.5 s', '1 min', '1 min 35 s']);
});

test('from two hours on durations are hours, from two days on days', () => {
  const hour = 3_600_000_000;
  expect([2 * hour, 3.5 * hour, 47 * hour, 157 * hour].map(duration)).toEqual([
    '2 h',
    '3 h 30 min',
    '47 h',
    '6.5 days',
  ]);
});

test('counts are words where people use words', () => {
  expect([1, 2, 7].map(times)).toEqual(['once', 'twice', '7 times']);
});

test('no messages span nothing', () => {
  expect(span([])).toBe(0);
});

test('only UDP makes its senders repeat', () => {
  expect(['UDP', 'TCP', 'WSS'].map(isUnreliable)).toEqual([true, false, false]);
});
