// Runs work that is cut into steps without holding up other questions for longer than a few ms.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Millis } from '../model/time.ts';

/** How long a slice of work may hold up other questions. */
const SLICE_MILLIS: Millis = 15;

/** A step is what lies between two yields; the event loop runs after each slice of steps. */
export async function inSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MILLIS;
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
