import { describe, expect, test } from 'vitest';
import { type RateHistory, rateOf, sumOfRates, withCounters } from '../../../ui/state/rates.ts';

/** Counters of `a`: [ms, frames] each. */
const counted = (...samples: readonly (readonly [number, number])[]): RateHistory | undefined =>
  samples.reduce<RateHistory | undefined>(
    (history, [at, frames]) => withCounters(history, at, [{ name: 'a', frames, bytes: frames * 10 }]),
    undefined,
  );

describe('a rate', () => {
  test('is the slope over the last seconds', () => {
    expect(rateOf(counted([0, 0], [1000, 100], [2000, 200], [3000, 300]), 'a')).toEqual({ frames: 100, bytes: 1000 });
  });
  test('is not told from one sample, nor from two that are close', () => {
    expect(rateOf(counted([0, 7]), 'a')).toBeUndefined();
    expect(rateOf(counted([0, 7], [400, 900]), 'a')).toBeUndefined();
    expect(rateOf(undefined, 'a')).toBeUndefined();
  });
  test('forgets what was more than five seconds ago', () => {
    const history = counted([0, 0], [1000, 10_000], [6000, 10_100], [7000, 10_200]);
    expect(rateOf(history, 'a')?.frames).toBeLessThan(50);
  });
  test('falls when nothing more comes', () => {
    const history = counted([0, 0], [2000, 200], [5000, 200], [8000, 200], [11_000, 200]);
    expect(rateOf(history, 'a')?.frames).toBe(0);
  });
  test('begins anew when a counter begins anew', () => {
    expect(rateOf(counted([0, 900], [2000, 1000], [3000, 5]), 'a')).toBeUndefined();
  });
  test('takes the same report told twice for one', () => {
    expect(rateOf(counted([0, 0], [2000, 200], [2100, 200]), 'a')?.frames).toBe(100);
  });
});

test('rates add up over those that are known', () => {
  const both = withCounters(counted([0, 0], [2000, 200]), 2000, [{ name: 'b', frames: 5, bytes: 5 }]);
  expect(sumOfRates(both, ['a', 'b'])?.frames).toBe(100);
  expect(sumOfRates(both, ['b', 'c'])).toBeUndefined();
});
test('a thousand counters are kept, however many name themselves', () => {
  const counters = Array.from({ length: 5000 }, (_, n) => ({ name: `HEP ${n}`, frames: n, bytes: n }));
  expect(withCounters(undefined, 0, counters).size).toBe(1000);
});
