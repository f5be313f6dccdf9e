import { expect, test } from 'vitest';
import { type LossPicture, LossRuns } from '../../../collector/media/loss-runs.ts';

function pictureOf(...positions: readonly number[]): LossPicture {
  return new LossRuns().picture(positions);
}

test('runs are losses in a row', () => {
  expect(pictureOf(10, 11, 12, 40, 80, 81)).toMatchObject({ lost: 6, runs: 3, longest: 3 });
});

test('a burst begins and ends with a loss and has at least two (RFC 3611 §4.7.2)', () => {
  // 10 … 12 and 20: 7 received between; 36 is 15 received behind 20, 53 is 16 behind 36.
  expect(pictureOf(10, 11, 12, 20, 36, 53)).toMatchObject({ bursts: 1, burstPackets: 27, burstLost: 5 });
  expect(pictureOf(10)).toMatchObject({ bursts: 0, burstPackets: 0, burstLost: 0 });
});

test('a picture takes nothing in', () => {
  const runs = new LossRuns();
  runs.lose(5);
  expect(runs.picture([6])).toMatchObject({ lost: 2, longest: 2, bursts: 1 });
  expect(runs.picture([])).toMatchObject({ lost: 1, longest: 1, bursts: 0 });
});
