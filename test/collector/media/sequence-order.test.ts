import { describe, expect, test } from 'vitest';
import { Place, SequenceOrder } from '../../../collector/media/sequence-order.ts';

function order(numbers: readonly number[]): SequenceOrder {
  const sequence = new SequenceOrder();
  for (const number of numbers) sequence.see(number & 0xffff);
  return sequence;
}

const run = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('numbers', () => {
  test('a whole stream lost nothing, over the end of the numbers too', () => {
    expect(order(run(65_500, 65_700))).toMatchObject({ lost: 0, duplicates: 0, reordered: 0, restarts: 0 });
  });

  test('skipped numbers are lost', () => {
    expect(order([1, 2, 5, 6])).toMatchObject({ lost: 2 });
  });

  test('a packet that comes late is not lost but reordered', () => {
    expect(order([1, 2, 4, 3, 5])).toMatchObject({ lost: 0, reordered: 1, duplicates: 0 });
    expect(order([65_534, 0, 65_535 - 65_536, 1])).toMatchObject({ lost: 0, reordered: 1 });
  });

  test('the same number again is a duplicate', () => {
    expect(order([1, 2, 2, 3, 1])).toMatchObject({ lost: 0, reordered: 0, duplicates: 2 });
    expect(order([1, 3, 2, 2])).toMatchObject({ lost: 0, reordered: 1, duplicates: 1 });
  });

  test('duplicates are told up to 64 packets back, over both words of the window', () => {
    for (const back of [0, 1, 31, 32, 33, 63]) {
      expect(order([...run(0, 100), 99 - back])).toMatchObject({ duplicates: 1, reordered: 0 });
      const hole = run(0, 100).filter(number => number !== 99 - back);
      if (back > 0) expect(order([...hole, 99 - back])).toMatchObject({ duplicates: 0, reordered: 1, lost: 0 });
    }
  });

  test('what comes later than that was lost', () => {
    const hole = run(0, 100).filter(number => number !== 10);
    expect(order([...hole, 10])).toMatchObject({ lost: 1, reordered: 1, duplicates: 0 });
  });

  test('a jump of thousands is a restart of the sender, not a loss', () => {
    expect(order([...run(0, 50), ...run(20_000, 20_050)])).toMatchObject({ lost: 0, restarts: 1 });
    expect(order([...run(20_000, 20_050), ...run(0, 50)])).toMatchObject({ lost: 0, reordered: 0, restarts: 1 });
  });

  test('a packet before the first is no loss; what lies between is, until it comes', () => {
    expect(order([5, 2, 6])).toMatchObject({ lost: 2, reordered: 1 });
    expect(order([5, 2, 6, 4, 3])).toMatchObject({ lost: 0, reordered: 3 });
    expect(order([5, 2, 6, 2])).toMatchObject({ lost: 2, duplicates: 1 });
  });

  test('each packet is told its place', () => {
    const sequence = new SequenceOrder();
    expect([5, 7, 6, 6, 9000].map(number => sequence.see(number))).toEqual([
      Place.Counted,
      Place.Counted,
      Place.Counted,
      Place.Duplicate,
      Place.Restart,
    ]);
  });
});

describe('where losses lie', () => {
  const without = (...lost: readonly number[]): number[] => run(0, 400).filter(number => !lost.includes(number));

  test('isolated losses are gaps, losses with fewer than 16 packets between them a burst', () => {
    expect(order(without(100)).lossPicture()).toMatchObject({ lost: 1, bursts: 0, longest: 1 });
    // 15 packets received between them, then 16.
    expect(order(without(100, 116)).lossPicture()).toMatchObject({ bursts: 1, burstPackets: 17, burstLost: 2 });
    expect(order(without(100, 117)).lossPicture()).toMatchObject({ bursts: 0, runs: 2 });
  });

  test('are known at once, and not changed by asking', () => {
    const sequence = order([...run(0, 50), 53]);
    expect(sequence.lossPicture()).toMatchObject({ lost: 3, bursts: 1, longest: 3, runs: 1 });
    expect(sequence.lossPicture()).toMatchObject({ lost: 3, bursts: 1 });
    // 52 is the only one of 50 to 52 that is missing when 50 and 51 come late.
    expect(order([...run(0, 50), 53, 50, 51]).lossPicture()).toMatchObject({ lost: 1, runs: 1, longest: 1 });
  });

  test('late packets are none, wherever the window has gone meanwhile', () => {
    for (const late of [1, 30, 31, 32, 62]) {
      const numbers = run(0, 300).filter(number => number !== 100);
      numbers.splice(100 + late, 0, 100);
      expect(order(numbers).lossPicture()).toMatchObject({ lost: 0, longest: 0 });
    }
  });

  test('a long run is one, whatever its length', () => {
    for (const length of [1, 31, 32, 63, 64, 65, 200, 2999]) {
      const picture = order([...run(0, 10), ...run(10 + length, 200 + length)]).lossPicture();
      expect(picture).toMatchObject({ lost: length, runs: 1, longest: length });
    }
  });

  test('a restart ends what was open', () => {
    const sequence = order([...run(0, 20), 22, ...run(30_000, 30_100)]);
    expect(sequence.lossPicture()).toMatchObject({ lost: 2, runs: 1 });
    expect(sequence.lost).toBe(2);
  });
});
