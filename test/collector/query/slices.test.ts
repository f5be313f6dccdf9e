import { expect, test } from 'vitest';
import { atOnce, inIdleTime, inSlices, inUrgentSlices } from '../../../collector/query/slices.ts';

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

/** Takes longer than a slice may. */
function work(): void {
  for (const until = performance.now() + 20; performance.now() < until; );
}

test('what somebody looks at goes first, though it was asked for later', async () => {
  const done: string[] = [];
  const later = inSlices(counting(4, work)).then(() => done.push('offers'));
  const first = inUrgentSlices(counting(4, work)).then(() => done.push('list'));
  await Promise.all([later, first]);
  expect(done).toEqual(['list', 'offers']);
});

test('nobody waits longer than half a second for that', async () => {
  const done: string[] = [];
  const later = inSlices(counting(4, work)).then(() => done.push('offers'));
  const first = inUrgentSlices(counting(60, work)).then(() => done.push('list'));
  await Promise.all([later, first]);
  expect(done).toEqual(['offers', 'list']);
});

test('work that failed lets the others go on', async () => {
  const failing = inUrgentSlices(
    counting(1, () => {
      throw new Error('gone');
    }),
  );
  await expect(failing).rejects.toThrow('gone');
  expect(await inSlices(counting(3, work))).toBe(3);
});

test('idle work gives way while somebody asks, and still comes to its end', async () => {
  let askedFor = 3;
  let turns = 0;
  const other = setInterval(() => turns++, 1);
  expect(await inIdleTime(counting(5, work), () => askedFor-- > 0)).toBe(5);
  clearInterval(other);
  expect(askedFor).toBeLessThan(0);
  // Three rests of 76 ms: a timer of 1 ms has many turns in each, and one or two between slices without a rest.
  expect(turns).toBeGreaterThan(20);
});
