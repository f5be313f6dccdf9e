import { describe, expect, test } from 'vitest';
import { StreamStatistics } from '../../../collector/media/stream-statistics.ts';

/** Packets of 20 ms at 8 kHz with these numbers; `late` ms of delay by position. */
function stream(sequence: readonly number[], late: Readonly<Record<number, number>> = {}): StreamStatistics {
  const statistics = new StreamStatistics(8000);
  sequence.forEach((number, i) => {
    statistics.see(1e15 + (i * 20 + (late[i] ?? 0)) * 1000, number & 0xffff, (number * 160) >>> 0, 160, 0);
  });
  return statistics;
}

const run = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('numbers', () => {
  test('a whole stream lost nothing, over the end of the numbers too', () => {
    expect(stream(run(65_500, 65_700))).toMatchObject({ packets: 200, lost: 0, duplicates: 0, reordered: 0 });
  });

  test('skipped numbers are lost', () => {
    expect(stream([1, 2, 5, 6])).toMatchObject({ packets: 4, lost: 2 });
  });

  test('a packet that comes late is not lost but reordered', () => {
    expect(stream([1, 2, 4, 3, 5])).toMatchObject({ lost: 0, reordered: 1, duplicates: 0 });
    expect(stream([65_534, 0, 65_535 - 65_536, 1])).toMatchObject({ lost: 0, reordered: 1 });
  });

  test('the same number again is a duplicate', () => {
    expect(stream([1, 2, 2, 3, 1])).toMatchObject({ packets: 5, lost: 0, reordered: 0, duplicates: 2 });
    expect(stream([1, 3, 2, 2])).toMatchObject({ lost: 0, reordered: 1, duplicates: 1 });
  });

  test('duplicates are told up to 64 packets back, over both words of the window', () => {
    for (const back of [0, 1, 31, 32, 33, 63]) {
      expect(stream([...run(0, 100), 99 - back])).toMatchObject({ duplicates: 1, reordered: 0 });
      const hole = run(0, 100).filter(number => number !== 99 - back);
      if (back > 0) expect(stream([...hole, 99 - back])).toMatchObject({ duplicates: 0, reordered: 1, lost: 0 });
    }
  });

  test('a jump of thousands is a restart of the sender, not a loss', () => {
    expect(stream([...run(0, 50), ...run(20_000, 20_050)])).toMatchObject({ packets: 100, lost: 0 });
    expect(stream([...run(20_000, 20_050), ...run(0, 50)])).toMatchObject({ packets: 100, lost: 0, reordered: 0 });
  });
});

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

  test('is unknown, so 0, without a clock', () => {
    const statistics = new StreamStatistics(0);
    for (let i = 0; i < 5; i++) statistics.see(i * 77_777, i, i, 160, 0);
    expect(statistics).toMatchObject({ jitterMax: 0, jitterMean: 0, packets: 5 });
  });

  test('timestamps pass their end without a leap', () => {
    const statistics = new StreamStatistics(8000);
    for (let i = 0; i < 5; i++) statistics.see(i * 20_000, i, (2 ** 32 - 320 + i * 160) >>> 0, 160, 0);
    expect(statistics.jitterMax).toBe(0);
  });
});

test('the longest pause and the first and last packet are known, whatever their order', () => {
  const statistics = stream([1, 2, 3, 2], { 2: 500, 3: 600 });
  expect(statistics.deltaMax).toBe(520);
  expect(statistics.startTime).toBe(1e15);
  expect(statistics.endTime).toBe(1e15 + 660_000);
});

test('a single packet is a stream', () => {
  const statistics = stream([9]);
  expect(statistics).toMatchObject({ packets: 1, lost: 0, deltaMax: 0, startTime: 1e15, endTime: 1e15 });
});

test('a packet before the first is no loss; what lies between is, until it comes', () => {
  expect(stream([5, 2, 6])).toMatchObject({ lost: 2, reordered: 1 });
  expect(stream([5, 2, 6, 4, 3])).toMatchObject({ lost: 0, reordered: 3 });
  expect(stream([5, 2, 6, 2])).toMatchObject({ lost: 2, duplicates: 1 });
});

test('bytes, marked packets and restarts are counted', () => {
  const statistics = new StreamStatistics(8000);
  for (let i = 0; i < 4; i++) statistics.see(i * 20_000, i < 2 ? i : 30_000 + i, i * 160, 100 + i, Number(i === 2));
  expect(statistics).toMatchObject({ bytes: 406, marked: 1, restarts: 1, deltaMean: 20 });
  expect(new StreamStatistics(8000).deltaMean).toBe(0);
});

describe('where losses lie', () => {
  const without = (...lost: readonly number[]): number[] => run(0, 400).filter(number => !lost.includes(number));

  test('isolated losses are gaps, losses with fewer than 16 packets between them a burst', () => {
    expect(stream(without(100)).lossPicture()).toMatchObject({ lost: 1, bursts: 0, longest: 1 });
    // 15 packets received between them, then 16.
    expect(stream(without(100, 116)).lossPicture()).toMatchObject({ bursts: 1, burstPackets: 17, burstLost: 2 });
    expect(stream(without(100, 117)).lossPicture()).toMatchObject({ bursts: 0, runs: 2 });
  });

  test('are known at once, and not changed by asking', () => {
    const statistics = stream([...run(0, 50), 53]);
    expect(statistics.lossPicture()).toMatchObject({ lost: 3, bursts: 1, longest: 3, runs: 1 });
    expect(statistics.lossPicture()).toMatchObject({ lost: 3, bursts: 1 });
    expect(stream([...run(0, 50), 53, 51]).lossPicture()).toMatchObject({ lost: 2, runs: 2, longest: 1 });
  });

  test('late packets are none, wherever the window has gone meanwhile', () => {
    for (const late of [1, 30, 31, 32, 62]) {
      const numbers = run(0, 300).filter(number => number !== 100);
      numbers.splice(100 + late, 0, 100);
      expect(stream(numbers).lossPicture()).toMatchObject({ lost: 0, longest: 0 });
    }
  });

  test('a long run is one, whatever its length', () => {
    for (const length of [1, 31, 32, 63, 64, 65, 200, 2999]) {
      const picture = stream([...run(0, 10), ...run(10 + length, 200 + length)]).lossPicture();
      expect(picture).toMatchObject({ lost: length, runs: 1, longest: length });
    }
  });

  test('a restart ends what was open', () => {
    const statistics = stream([...run(0, 20), 22, ...run(30_000, 30_100)]);
    expect(statistics.lossPicture()).toMatchObject({ lost: 2, runs: 1 });
    expect(statistics.lost).toBe(2);
  });
});
