// The time of day to a few microseconds. JavaScript tells it in whole milliseconds alone, and the µs of `performance.timeOrigin` are
// those of the start: after an NTP step they stay wrong. So the moment when the millisecond changes is caught, and what lies between
// the monotonic clock and the time of day is remembered until the next catch.

import type { Micros } from '../model/time.ts';

const MICROS_PER_MILLI = 1000;
/** The millisecond changes within one; a clock that stands still is not waited for. */
const MAX_SPIN: Micros = 3 * MICROS_PER_MILLI;

/** The monotonic clock in µs: the same in all threads of a process. */
export function monotonicMicros(): Micros {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1_000_000 + nanos / 1000;
}

/** What to add to `monotonicMicros()` to get µs since 1970. Takes up to a millisecond of one core. */
export function measureWallOffset(wall: () => number = Date.now, monotonic: () => Micros = monotonicMicros): Micros {
  const begin = monotonic();
  const last = wall();
  let before = begin;
  while (before - begin < MAX_SPIN) {
    const now = wall();
    const after = monotonic();
    // The change came between the two readings of the monotonic clock.
    if (now !== last) return now * MICROS_PER_MILLI - (before + after) / 2;
    before = after;
  }
  return last * MICROS_PER_MILLI - begin;
}

/** What to add to `performance.now()` in µs to get `monotonicMicros()`: the origin differs from thread to thread. */
export function monotonicOrigin(): Micros {
  const before = performance.now();
  const monotonic = monotonicMicros();
  const after = performance.now();
  return monotonic - ((before + after) / 2) * MICROS_PER_MILLI;
}
