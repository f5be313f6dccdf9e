// Runs work that is cut into steps without holding up other questions for longer than a few ms.

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../model/time.ts';

/** How long a slice of work may hold up other questions. */
const SLICE_MILLIS: Millis = 15;
/** The same of work that nobody waits for. */
const IDLE_SLICE_MILLIS: Millis = 4;
/** How long such work rests after a slice while somebody asks: it goes on with a twentieth of its speed, so that it comes to an end. */
const GIVE_WAY_MILLIS: Millis = 76;

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

/** Work of this thread's event loop that other work lets go first. */
let urgent = 0;

/** A step is what lies between two yields; the event loop runs after each slice of steps. Waits while `inUrgentSlices` has something to do. */
export async function inSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const step = slice(steps, SLICE_MILLIS);
    if (step.done) return step.value;
    do await nextTurn();
    while (urgent > 0);
  }
}

/** The same for what somebody looks at: offers and side panels were asked for in the same moment and take as long. */
export async function inUrgentSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  urgent++;
  try {
    for (;;) {
      const step = slice(steps, SLICE_MILLIS);
      if (step.done) return step.value;
      await nextTurn();
    }
  } finally {
    urgent--;
  }
}

/** Work that nobody waits for. While somebody asks for other things the processors are theirs. */
export async function inIdleTime<Result>(
  steps: Generator<undefined, Result>,
  isSomebodyAsking: () => boolean = () => false,
): Promise<Result> {
  for (;;) {
    const step = slice(steps, IDLE_SLICE_MILLIS);
    if (step.done) return step.value;
    await (isSomebodyAsking() ? pause(GIVE_WAY_MILLIS) : nextTurn());
  }
}

/** Steps until so much time is gone: at least one. */
function slice<Result>(steps: Generator<undefined, Result>, millis: Millis): IteratorResult<undefined, Result> {
  const until = performance.now() + millis;
  let step = steps.next();
  while (!step.done && performance.now() < until) step = steps.next();
  return step;
}

/** The same at once. */
export function atOnce<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
