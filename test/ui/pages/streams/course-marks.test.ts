import { expect, test } from 'vitest';
import type { MediaSession } from '../../../../server/wire/types.ts';
import { courseAxis, groupMarks, keyMarks, offerMarks, shareOf } from '../../../../ui/pages/streams/course-marks.ts';

test('the axis is that of the sound, else that of all streams', () => {
  const streams = [
    { startTime: 1000, endTime: 5000 },
    { startTime: 500, endTime: 4000 },
  ];
  expect(courseAxis(streams, undefined)).toEqual({ from: 500, to: 5000 });
  expect(courseAxis(streams, { startTime: 0, duration: 9 })).toEqual({ from: 0, to: 9000 });
  expect(courseAxis([], undefined)).toBeUndefined();
});
test('a moment has a place on it, one outside has none', () => {
  expect(shareOf(2000, { from: 1000, to: 5000 })).toBe(0.25);
  expect(shareOf(0, { from: 1000, to: 5000 })).toBeUndefined();
});
test('offers after the first say what they did', () => {
  const offer = { offer: 1, offerIn: 'INVITE', offeredBy: 'caller', lines: [], effects: [] } as const;
  const session: MediaSession = {
    localTag: '',
    remoteTag: '',
    exchanges: [
      { ...offer, offerTime: 0 },
      { ...offer, offerTime: 10, answerTime: 20, effects: ['hold'] },
      { ...offer, offerTime: 30 },
    ],
    hold: 'none',
    problems: [],
  };
  expect(offerMarks([session], 're-INVITE').map(({ time, text }) => `${time} ${text}`)).toEqual([
    '20 hold',
    '30 re-INVITE',
  ]);
});
test('keys keep their way', () => {
  expect(keyMarks([{ digit: '5', time: 1, duration: 160, way: 'info' }])).toEqual([
    { time: 1, text: '5', way: 'info' },
  ]);
});
test('marks that would lie on each other are one', () => {
  const marks = [1, 2, 50].map(time => ({ time, text: String(time), way: 'rfc4733' as const }));
  expect(groupMarks(marks, { from: 0, to: 100 }, 0.05).map(mark => `${mark.time} ${mark.text}`)).toEqual([
    '1 1 2',
    '50 50',
  ]);
  expect(groupMarks(marks, { from: 0, to: 100 }, 0)).toHaveLength(3);
});
