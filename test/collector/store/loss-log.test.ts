import { describe, expect, test } from 'vitest';
import { type Loss, LossLog } from '../../../collector/store/loss-log.ts';

const S = 1_000_000;
function logOf(...losses: readonly [point: string, frames: number, from: number, to: number][]): LossLog {
  const log = new LossLog();
  for (const [point, frames, from, to] of losses) log.note({ point, frames, from: from * S, to: to * S });
  return log;
}
const spans = (losses: readonly Loss[]): string[] =>
  losses.map(({ point, frames, from, to }) => `${point} ${frames} ${from / S}-${to / S}`);

describe('touches', () => {
  test('asks whether anything was lost between two times, ends included', () => {
    const log = logOf(['a', 1, 10, 11], ['b', 1, 20, 21], ['a', 1, 30, 31]);
    const asked: [number, number, boolean][] = [
      [0, 9, false],
      [0, 10, true],
      [11, 12, true],
      [12, 19, false],
      [15, 25, true],
      [31, Number.POSITIVE_INFINITY, true],
      [32, Number.POSITIVE_INFINITY, false],
    ];
    for (const [from, to, answer] of asked)
      expect([from, to, log.touches(from * S, to * S)]).toEqual([from, to, answer]);
  });

  test('is no without losses, and learns of later ones', () => {
    const log = new LossLog();
    expect(log.touches(0, Number.POSITIVE_INFINITY)).toBe(false);
    log.note({ point: 'a', frames: 1, from: 5, to: 6 });
    expect(log.touches(0, 10)).toBe(true);
  });
});

test('losses of a point that follow each other are one, up to ten seconds; those of others stay apart', () => {
  const log = logOf(['a', 1, 0, 1], ['b', 5, 0, 1], ['a', 2, 1, 2], ['a', 3, 2, 3], ['a', 4, 9, 10], ['a', 9, 10, 11]);
  expect(spans(log.between(0, 100 * S))).toEqual(['a 6 0-3', 'b 5 0-1', 'a 13 9-11']);
  expect(log.frames).toBe(24);
});

test('between gives those that touch the time, by their beginning', () => {
  const log = logOf(['b', 1, 20, 21], ['a', 1, 0, 1], ['a', 1, 40, 41]);
  expect(spans(log.between(1 * S, 20 * S))).toEqual(['a 1 0-1', 'b 1 20-21']);
});

test('however many there are, counts stay exact and their number bounded', () => {
  const log = new LossLog();
  for (let i = 0; i < 100_000; i++)
    log.note({ point: `p${i % 3}`, frames: 2, from: i * 100 * S, to: (i * 100 + 1) * S });
  const kept = log.between(0, Number.POSITIVE_INFINITY);
  expect(kept.length).toBeLessThanOrEqual(4096);
  expect(kept.reduce((sum, loss) => sum + loss.frames, 0)).toBe(200_000);
  expect(log.touches(0, S)).toBe(true);
});
