import { describe, expect, test } from 'vitest';
import { Samples } from '../../../collector/query/percentiles.ts';

function samplesOf(values: readonly number[]): Samples {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples;
}

describe('percentiles by nearest rank', () => {
  test.each<[string, number[], (number | null)[]]>([
    ['of nothing are null', [], [null, null, null]],
    ['of one value are that value', [7], [7, 7, 7]],
    // ⌈0.5·2⌉ = 1, ⌈0.95·2⌉ = 2
    ['of two values are never between them', [10, 20], [10, 20, 20]],
    // ⌈0.5·100⌉ = 50, 95, 99
    ['of 1..100 are 50, 95, 99', Array.from({ length: 100 }, (_, i) => 100 - i), [50, 95, 99]],
    // ⌈0.5·4⌉ = 2, ⌈3.8⌉ = 4, ⌈3.96⌉ = 4
    ['sort by number, not by text', [100, 9, 20, 3], [9, 100, 100]],
  ])('%s', (_, values, [p50, p95, p99]) => {
    expect(samplesOf(values).percentiles()).toEqual({ count: values.length, p50, p95, p99 });
  });

  test('may be asked for again while more comes', () => {
    const samples = samplesOf([3, 1]);
    expect(samples.percentiles().p50).toBe(1);
    samples.add(0);
    expect([samples.percentiles().p50, samples.mean()]).toEqual([1, 4 / 3]);
  });
});

test.each<[string, (i: number) => number]>([
  ['spread evenly', i => (i * 7919) % 10_000],
  ['nearly all alike', i => (i % 1000 === 0 ? i : 20)],
  ['all alike', () => 20],
  ['of very different sizes', i => 1.01 ** (i % 3000)],
  ['of two sizes', i => (i % 2 === 0 ? 0.001 : 86_400_000)],
])('of many values %s they are those of the sorted ones', (_, sizeOf) => {
  const values = Array.from({ length: 10_000 }, (_unused, i) => sizeOf(i));
  const sorted = Float64Array.from(values).sort();
  expect(samplesOf(values).percentiles()).toEqual({
    count: 10_000,
    p50: sorted[4999],
    p95: sorted[9499],
    p99: sorted[9899],
  });
});

test('a mean is the same in any order, and null of nothing', () => {
  const values = [0.1, 0.2, 0.3, 1000.7, 12.345];
  expect(samplesOf(values).mean()).toBe(samplesOf(values.toReversed()).mean());
  expect(samplesOf([1, 2]).mean()).toBe(1.5);
  expect(samplesOf([]).mean()).toBeNull();
});
