import { expect, test } from 'vitest';
import { KEYS_A_STEP, orderNumbers, SMALL_ORDER } from '../../../collector/query/number-order.ts';
import { atOnce } from '../../../collector/query/slices.ts';

test.each([SMALL_ORDER, 5000])('%i numbers of any size order as they count, equal ones as they came', count => {
  const keys = Float64Array.from({ length: count }, (_, at) => {
    const value = ((at * 7919) % 61) - 30;
    return value < 0 ? value * 1e9 - 0.25 : value;
  });
  const indexes = Uint32Array.from({ length: count }, (_, at) => at);
  for (const down of [false, true]) {
    const sign = down ? -1 : 1;
    const wanted = Array.from(indexes).sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
    expect([...atOnce(orderNumbers(keys, indexes, down))]).toEqual(wanted);
  }
});

test('yields between steps', () => {
  const keys = Float64Array.from({ length: 3 * KEYS_A_STEP }, (_, at) => -at);
  const steps = orderNumbers(keys, Uint32Array.from(keys.keys()), false);
  let yields = 0;
  while (!steps.next().done) yields++;
  expect(yields).toBeGreaterThan(3);
});
