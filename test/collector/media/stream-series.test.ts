import { describe, expect, test } from 'vitest';
import { SECOND, SeriesBudget, SLICES, StreamSeries } from '../../../collector/media/stream-series.ts';

function series(budget = new SeriesBudget()): StreamSeries {
  return new StreamSeries(1000, budget);
}

/** Second `i` had i packets, one lost, jitter i, delta 2i. */
function fill(into: StreamSeries, seconds: number): StreamSeries {
  for (let i = 0; i < seconds; i++) into.add(1000 + i * SECOND, 10, 1, i, i, 2 * i);
  return into;
}

describe('slices', () => {
  test('are seconds, those without packets among them', () => {
    const one = series();
    one.add(1000, 50, 0, 3, 5, 20);
    one.add(1000 + 3 * SECOND, 40, 2, 4, 6, 30);
    expect([...one].map(({ start, packets, lost }) => [start, packets, lost])).toEqual([
      [1000, 50, 0],
      [1000 + SECOND, 0, 0],
      [1000 + 2 * SECOND, 0, 0],
      [1000 + 3 * SECOND, 40, 2],
    ]);
  });

  test('double in length when there would be more than 600, and lose nothing', () => {
    const one = fill(series(), SLICES);
    expect(one.sliceMicros).toBe(SECOND);
    fill(series(), 0);
    const longer = fill(series(), SLICES + 1);
    const slices = [...longer];
    expect(longer.sliceMicros).toBe(2 * SECOND);
    expect(slices).toHaveLength(301);
    expect(slices.reduce((sum, slice) => sum + slice.packets, 0)).toBe((SLICES + 1) * 10);
    expect(slices.reduce((sum, slice) => sum + slice.lost, 0)).toBe(SLICES + 1);
    expect(slices[5]).toMatchObject({ packets: 20, lost: 2, jitterMean: 10.5, jitterMax: 11, deltaMax: 22 });
  });

  test('of a pause of a month are few', () => {
    const one = fill(series(), 2);
    one.add(1000 + 30 * 86_400 * SECOND, 1, 0, 0, 0, 0);
    expect([...one].length).toBeLessThanOrEqual(SLICES);
  });

  test('a packet that came late takes back the loss of the slice before', () => {
    const one = series();
    one.add(1000, 49, 1, 0, 0, 0);
    one.add(1000 + SECOND, 51, -1, 0, 0, 0);
    expect([...one].map(({ lost }) => lost)).toEqual([0, 0]);
  });

  test('parts of a second add up', () => {
    const one = series();
    one.add(1000, 30, 1, 10, 10, 20);
    one.add(1000, 10, 0, 2, 4, 60);
    expect([...one]).toMatchObject([{ packets: 40, lost: 1, jitterMean: 8, jitterMax: 10, deltaMax: 60 }]);
  });
});

describe('the budget', () => {
  test('that is used up makes slices longer, and loses nothing', () => {
    const budget = new SeriesBudget(8 * 20);
    const one = fill(series(budget), 100);
    expect([...one].length).toBeLessThanOrEqual(8);
    expect([...one].reduce((sum, slice) => sum + slice.packets, 0)).toBe(1000);
    expect(budget.refused).toBeGreaterThan(0);
  });

  test('without any there is no series', () => {
    const budget = new SeriesBudget(0);
    expect([...fill(series(budget), 3)]).toEqual([]);
    expect(budget.refused).toBe(3);
  });
});

test('a copy goes its own way', () => {
  const one = fill(series(), 2);
  const copy = one.copy();
  copy.add(1000 + SECOND, 5, 0, 0, 0, 0);
  expect([[...one][1].packets, [...copy][1].packets]).toEqual([10, 15]);
});

test('series of one budget lie side by side and do not touch each other, whoever grows and gives back its first slices', () => {
  const budget = new SeriesBudget();
  const all = Array.from({ length: 600 }, () => new StreamSeries(0, budget));
  for (let second = 0; second < 20; second++) {
    for (const [i, series] of all.entries()) if (second < 5 + (i % 3) * 5) series.add(second * SECOND, i, 0, 1, 2, 3);
  }
  const late = new StreamSeries(0, budget);
  late.add(0, 7, 0, 1, 2, 3);
  expect([...late].map(({ packets }) => packets)).toEqual([7]);
  const wrong = all.filter((series, i) => [...series].some(({ packets }) => packets !== i));
  expect(wrong).toEqual([]);
  expect(all.slice(0, 3).map(series => [...series].length)).toEqual([5, 10, 15]);
});
