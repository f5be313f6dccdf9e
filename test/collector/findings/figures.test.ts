import { expect, test } from 'vitest';
import { counted, percent, timeOfDate } from '../../../collector/findings/figures.ts';

test('shares are told with one digit below ten per cent', () => {
  expect([0, 0.0345, 0.1, 0.928, 1].map(percent)).toEqual(['0 %', '3.5 %', '10 %', '93 %', '100 %']);
});

test('one frame, two frames', () => {
  expect([1, 2].map(count => counted(count, 'frame'))).toEqual(['1 frame', '2 frames']);
});

test('only the form of RFC 3261 is a date', () => {
  expect(timeOfDate('Sat, 13 Nov 2010 23:29:00 GMT')).toBe(Date.UTC(2010, 10, 13, 23, 29) * 1000);
  for (const value of ['', 'Sat, 13 Nov 2010 23:29:00 CET', '2010-11-13T23:29:00Z', 'Sat, 13 Now 2010 23:29:00 GMT']) {
    expect(timeOfDate(value)).toBeUndefined();
  }
});
