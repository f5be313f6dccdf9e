import { expect, test } from 'vitest';
import { Marks } from '../../../collector/playback/marks.ts';

test('the packets of one key are one mark, as long as the longest says', () => {
  const marks = new Marks(0, 1e9);
  for (const ticks of [160, 320, 480, 480]) marks.key(0, 100_000, ticks, 8000, '5');
  marks.key(1, 100_000, 160, 8000, '5');
  marks.key(0, 300_000, 160, 8000, '5');
  expect(marks.all()).toEqual([
    { kind: 'dtmf', channel: 0, at: 100, duration: 60, text: '5' },
    { kind: 'dtmf', channel: 1, at: 100, duration: 20, text: '5' },
    { kind: 'dtmf', channel: 0, at: 300, duration: 20, text: '5' },
  ]);
});

test('they come in order of time, those outside are left out', () => {
  const marks = new Marks(1_000_000, 2_000_000);
  marks.loss(0, 1_500_000, 1_540_000, 2);
  marks.loss(0, 1_100_000, 1_120_000, 1);
  marks.loss(0, 900_000, 1_000_000, 5);
  marks.loss(0, 2_000_000, 2_020_000, 1);
  expect(marks.all().map(({ at, text }) => [at, text])).toEqual([
    [100, '1'],
    [500, '2'],
  ]);
});

test('there are never more than 5000; the others are counted', () => {
  const marks = new Marks(0, 1e9);
  for (let i = 0; i < 5010; i++) marks.loss(0, i * 1000, i * 1000 + 500, 1);
  expect(marks.all()).toHaveLength(5000);
  expect(marks.shed).toBe(10);
});
