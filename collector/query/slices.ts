// Runs work that is cut into steps without holding up other questions for longer than a few ms.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Millis } from '../model/time.ts';

/** How long a slice of work may hold up other questions. */
const SLICE_MILLIS: Millis = 15;
/** The same of work that nobody waits for. */
export const IDLE_SLICE_MILLIS: Millis = 4;

/**
 * Work over `count` things in steps of `size`, a yield before each. The loop over the things of a step belongs into `work`: V8 runs a
 * generator that was resumed without its compiler for a while, ten times slower, and each yield makes it resume.
 */
export function* inSteps(
  count: number,
  size: number,
  work: (start: number, end: number) => void,
): Generator<undefined, void> {
  for (let start = 0; start < count; start += size) {
    yield;
    work(start, Math.min(count, start + size));
  }
}

/** A step is what lies between two yields; the event loop runs after each slice of steps. */
export async function inSlices<Result>(
  steps: Generator<undefined, Result>,
  sliceMillis: Millis = SLICE_MILLIS,
): Promise<Result> {
  for (;;) {
    const until = performance.now() + sliceMillis;
    let step = steps.next();
    while (!step.done && performance.now() < until) step = steps.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/** The same at once. */
export function atOnce<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
