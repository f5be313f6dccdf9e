import { expect, test } from 'vitest';
import { findPlace } from '../../../ui/ladder/find-place.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

// 2026-01-15 10:02:11 UTC, a message each ms; the third and fourth are retransmissions.
const ROWS = Array.from({ length: 10 }, (_, at) =>
  ladderMessage(at + 40, at === 2 || at === 3 ? { retransmission: true, retransmissionOf: 40 } : {}),
);
const shown = shapeLadder({ ...ladder(0), rows: ROWS }, START_VIEW);
const start = shown.start ?? 0;
const clock = (micros: number): string => new Date(micros / 1000).toISOString().slice(11, 23);

test('a number is the message of that place, folded ones counted', () => {
  expect([findPlace(shown, '1'), findPlace(shown, '4'), findPlace(shown, '5')]).toEqual([0, 2, 3]);
});
test('a number with # is that of the capture', () => {
  expect([findPlace(shown, '#41'), findPlace(shown, '#44'), findPlace(shown, '#7')]).toEqual([0, 2, -1]);
});
test('a time is the first message at it or after, the last when it is later than all', () => {
  expect([findPlace(shown, '+0'), findPlace(shown, '+0.0045'), findPlace(shown, '+99')]).toEqual([0, 4, 8]);
  expect([findPlace(shown, clock(start)), findPlace(shown, clock(start + 4000))]).toEqual([0, 3]);
});
test('after midnight the time of day goes on', () => {
  const midnight = Math.ceil(start / 86_400e6) * 86_400e6;
  const rows = [ladderMessage(0, { time: midnight - 1e6 }), ladderMessage(1, { time: midnight + 1e6 })];
  expect(findPlace(shapeLadder({ ...ladder(0), rows }, START_VIEW), '00:00:01')).toBe(1);
});
test('what is no place is nowhere', () => {
  expect(['', 'x', '99', '12:3', '-4'].map(text => findPlace(shown, text))).toEqual([-1, -1, -1, -1, -1]);
  expect(findPlace(shapeLadder(ladder(0), START_VIEW), '+1')).toBe(0);
});
