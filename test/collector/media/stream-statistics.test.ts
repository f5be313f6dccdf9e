import { describe, expect, test } from 'vitest';
import { SeriesBudget } from '../../../collector/media/stream-series.ts';
import { makeStatistics, type StreamStatistics } from '../../../collector/media/stream-statistics.ts';

const BUDGET = new SeriesBudget();
const START = 1e15;

/** Packets of 20 ms at 8 kHz with these numbers; `late` ms of delay by position. */
function stream(sequence: readonly number[], late: Readonly<Record<number, number>> = {}): StreamStatistics {
  const statistics = makeStatistics(8000, BUDGET);
  sequence.forEach((number, i) => {
    const arrival = START + (i * 20 + (late[i] ?? 0)) * 1000;
    statistics.see(arrival, number & 0xffff, (number * 160) | 0, 160, 0, 1);
  });
  return statistics;
}

const run = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('jitter (RFC 3550 §6.4.1)', () => {
  test('is 0 for an even stream', () => {
    expect(stream(run(0, 100))).toMatchObject({ jitterMax: 0, jitterMean: 0 });
  });

  test('moves by a sixteenth of the difference', () => {
    // One packet 16 ms late: D is 16, then 16 again on the way back.
    const statistics = stream(run(0, 4), { 2: 16 });
    expect(statistics.jitterMax).toBeCloseTo(1 + (16 - 1) / 16, 9);
    expect(statistics.jitterMean).toBeCloseTo((0 + 1 + 1.9375) / 3, 9);
  });

  test('counts packets in order of arrival: two that changed places each differ by their own timestamps', () => {
    const statistics = stream([0, 2, 1, 3]);
    // D: 20 − 40, 20 − (−20), 20 − 40 ms.
    const first = 20 / 16;
    const second = first + (40 - first) / 16;
    const third = second + (20 - second) / 16;
    expect(statistics.jitterMax).toBeCloseTo(third, 9);
  });

  test('a duplicate does not count', () => {
    expect(stream([0, 1, 1, 3, 4]).jitterMax).toBe(0);
  });

  test('a restart of the sender is no jitter', () => {
    expect(stream([...run(0, 10), ...run(30_000, 30_010)]).jitterMax).toBe(0);
  });

  test('a telephone event has the timestamp of its beginning and does not count', () => {
    const statistics = makeStatistics(8000, BUDGET);
    for (let i = 0; i < 30; i++) {
      const isEvent = i >= 10 && i < 20;
      statistics.see(START + i * 20_000, i, isEvent ? 10 * 160 : i * 160, isEvent ? 4 : 160, 0, isEvent ? 0 : 1);
    }
    expect(statistics).toMatchObject({ jitterMax: 0, packets: 30, order: { lost: 0 } });
  });

  test('is unknown, so 0, without a clock', () => {
    const statistics = makeStatistics(0, BUDGET);
    for (let i = 0; i < 5; i++) statistics.see(i * 77_777, i, i, 160, 0, 1);
    expect(statistics).toMatchObject({ jitterMax: 0, jitterMean: 0, packets: 5 });
  });

  test('begins anew with another clock', () => {
    const statistics = makeStatistics(8000, BUDGET);
    for (let i = 0; i < 5; i++) statistics.see(START + i * 20_000, i, i * 160, 160, 0, 1);
    statistics.setClock(48_000);
    for (let i = 5; i < 10; i++) statistics.see(START + i * 20_000, i, i * 960, 80, 0, 1);
    expect(statistics).toMatchObject({ jitterMax: 0, clockHz: 48_000 });
  });

  test('timestamps pass their end without a leap', () => {
    const statistics = makeStatistics(8000, BUDGET);
    for (let i = 0; i < 5; i++) statistics.see(i * 20_000, i, (2 ** 32 - 320 + i * 160) | 0, 160, 0, 1);
    expect(statistics.jitterMax).toBe(0);
  });
});

test('the longest pause and the first and last packet are known, whatever their order', () => {
  const statistics = stream([1, 2, 3, 2], { 2: 500, 3: 600 });
  expect(statistics).toMatchObject({ deltaMax: 520, startTime: START, endTime: START + 660_000 });
});

test('a single packet is a stream', () => {
  const statistics = stream([9]);
  expect(statistics).toMatchObject({ packets: 1, deltaMax: 0, deltaMean: 0, startTime: START, endTime: START });
  expect([...statistics.series()]).toMatchObject([{ start: START, packets: 1 }]);
});

test('bytes and marked packets are counted', () => {
  const statistics = makeStatistics(8000, BUDGET);
  for (let i = 0; i < 4; i++) statistics.see(i * 20_000, i, i * 160, 100 + i, Number(i === 2), 1);
  expect(statistics).toMatchObject({ bytes: 406, marked: 1, deltaMean: 20 });
});

describe('packets too late for a jitter buffer of 60 ms', () => {
  test('are those more than that behind the quickest', () => {
    expect(stream(run(0, 100), { 40: 60, 50: 61, 51: 80 })).toMatchObject({ late: 2, order: { lost: 0 } });
  });

  test('a new way is what counts after a second of it', () => {
    const later = Object.fromEntries(run(100, 400).map(i => [i, 100]));
    // From 100 on all are 100 ms late: 45 of them come in the second that begins at 2.0 s, the first at 2.1 s.
    expect(stream(run(0, 400), later).late).toBe(45);
  });

  test('with the marker a buffer begins anew', () => {
    const statistics = makeStatistics(8000, BUDGET);
    for (let i = 0; i < 100; i++) {
      statistics.see(START + i * 20_000 + (i < 20 ? 0 : 100_000), i, i * 160, 160, Number(i === 20), 1);
    }
    expect(statistics.late).toBe(0);
  });
});

describe('over time', () => {
  test('each second has its packets, losses and jitter', () => {
    const numbers = run(0, 150).filter(number => number !== 70 && number !== 71);
    const statistics = makeStatistics(8000, BUDGET);
    for (const number of numbers) {
      const late = number === 120 ? 16_000 : 0;
      statistics.see(START + number * 20_000 + late, number, number * 160, 160, 0, 1);
    }
    const slices = [...statistics.series()];
    expect(slices.map(({ packets, lost }) => [packets, lost])).toEqual([
      [50, 0],
      [48, 2],
      [50, 0],
    ]);
    expect(slices[2].jitterMax).toBeCloseTo(1937.5, 0);
    expect(slices[1]).toMatchObject({ jitterMax: 0, deltaMax: 60_000, start: START + 1e6 });
    expect(statistics.jitterMax).toBeCloseTo(1.9375, 3);
  });

  test('asking changes nothing', () => {
    const statistics = stream(run(0, 60));
    expect([...statistics.series()]).toEqual([...statistics.series()]);
  });

  test('a clock that runs 100 ppm fast is known after ten seconds, whatever the jitter', () => {
    const statistics = makeStatistics(8000, BUDGET);
    let random = 1;
    for (let i = 0; i < 50 * 60; i++) {
      random = (random * 16_807) % 2_147_483_647;
      const sent = (i * 20_000) / (1 + 100e-6);
      statistics.see(START + sent + (random % 5000), i & 0xffff, i * 160, 160, 0, 1);
    }
    expect(statistics.clockSkewPpm).toBeGreaterThan(95);
    expect(statistics.clockSkewPpm).toBeLessThan(105);
    expect(stream(run(0, 200)).clockSkewPpm).toBeUndefined();
  });
});
