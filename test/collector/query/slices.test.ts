import { expect, test } from 'vitest';
import { atOnce, inSlices } from '../../../collector/query/slices.ts';

function* counting(steps: number, onStep: () => void = () => undefined): Generator<undefined, number> {
  for (let i = 0; i < steps; i++) {
    onStep();
    yield;
  }
  return steps;
}

test('both ways give what the work gives', async () => {
  expect(atOnce(counting(5))).toBe(5);
  expect(await inSlices(counting(5))).toBe(5);
});

test('between slices other work has its turn', async () => {
  let turns = 0;
  const other = setInterval(() => turns++, 0);
  let until = 0;
  await inSlices(
    counting(4, () => {
      // Each step takes longer than a slice may.
      until = performance.now() + 20;
      while (performance.now() < until);
    }),
  );
  clearInterval(other);
  expect(turns).toBeGreaterThan(0);
});
