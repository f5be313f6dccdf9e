// Runs work that is cut into steps without holding up other questions for longer than a few ms.

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../model/time.ts';

/** How long a slice of work may hold up other questions. */
const SLICE_MILLIS: Millis = 15;
/** The same of work that nobody waits for. */
const IDLE_SLICE_MILLIS: Millis = 4;
/** How long such work rests after a slice while somebody asks: it goes on with a twentieth of its speed, so that it comes to an end. */
const GIVE_WAY_MILLIS: Millis = 76;
/** How long work lets urgent work go first: a filter that reads messages takes tens of seconds. */
const PATIENCE_MILLIS: Millis = 500;

/** Urgent work on the event loop of this thread. */
let urgent = 0;

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

/** A step is what lies between two yields; the event loop runs after each slice of steps. Lets `inUrgentSlices` go first. */
export async function inSlices<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  const patientUntil = performance.now() + PATIENCE_MILLIS;
  for (;;) {
    const step = slice(steps, SLICE_MILLIS);
    if (step.done) return step.value;
    do await nextTurn();
    while (urgent > 0 && performance.now() < patientUntil);
  }
}

/** The same for the list itself: what stands beside it (offers of values, facets) is asked for in the same moment and takes as long. */
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
