// Buckets of time that begin where a clock or a calendar does: at whole multiples of their length of the clock on the wall, weeks on
// Mondays. Where that clock is changed, a bucket is as long as its hours or its day are:
//
//   Europe/Berlin, 2026-03-29    │ 28th: 24 h │ 29th: 23 h │ 30th: 24 h │
//
// Buckets of less than a minute need no zone: all zones are whole minutes ahead of UTC. They go on behind the last one that is needed
// first, for a capture that grows.

import type { Micros } from '../model/time.ts';
import { WallClock } from './wall-clock.ts';

const MINUTE: Micros = 60_000_000;
const WEEK: Micros = 7 * 86_400_000_000;
/** The first Monday of the epoch. */
const MONDAY: Micros = 4 * 86_400_000_000;

export interface BucketWish {
  /** Length, µs; none: no buckets. */
  readonly bucket?: Micros | undefined;
  /** Name of the IANA data base; UTC without it. */
  readonly zone?: string | undefined;
}

export class TimeBuckets {
  readonly length: Micros;
  readonly zone: string;
  /** As many as reach from the first time to the last. */
  readonly count: number;
  private readonly clock: WallClock | undefined;
  /** Those that are known; all of a length that never changes are the first one and arithmetic. */
  private readonly starts: Micros[];

  /** From the bucket of `from` to that of `to`. */
  constructor(from: Micros, to: Micros, length: Micros, zone?: string) {
    this.length = length;
    this.zone = zone ?? 'UTC';
    this.clock = this.zone === 'UTC' || length < MINUTE ? undefined : new WallClock(this.zone);
    this.starts = [this.firstOf(from)];
    this.count = this.at(to) + 1;
  }

  get first(): Micros {
    return this.starts[0];
  }

  start(at: number): Micros {
    if (this.clock === undefined) return this.first + at * this.length;
    while (this.starts.length <= at) this.starts.push(this.after(this.starts[this.starts.length - 1]));
    return this.starts[at];
  }

  /** Where the next one begins. */
  end(at: number): Micros {
    return this.start(at + 1);
  }

  /** The bucket of a time that is not before the first; behind the last one too. */
  at(time: Micros): number {
    let at = Math.max(0, Math.floor((time - this.first) / this.length));
    if (this.clock === undefined) return at;
    while (at > 0 && this.start(at) > time) at--;
    while (this.end(at) <= time) at++;
    return at;
  }

  private wall(time: Micros): Micros {
    return time + (this.clock?.offset(time) ?? 0);
  }

  /** What the clock on the wall shows when the bucket begins in which it shows `wall`. */
  private floor(wall: Micros): Micros {
    const anchor = this.length % WEEK === 0 ? MONDAY : 0;
    return Math.floor((wall - anchor) / this.length) * this.length + anchor;
  }

  private firstOf(time: Micros): Micros {
    const wall = this.wall(time);
    const begins = this.floor(wall);
    let first = time - (wall - begins);
    // The clock may have been changed since it began.
    first += begins - this.wall(first);
    return Math.min(first, time);
  }

  private after(start: Micros): Micros {
    const wall = this.wall(start);
    const wanted = this.floor(wall) + this.length;
    const next = start + (wanted - wall);
    const shown = this.wall(next);
    // A clock that was changed by whole buckets shows the beginning of one all the same: the hour that comes twice is two.
    if (shown === wanted || (this.floor(shown) === shown && next > start)) return next;
    const moved = next + (wanted - shown);
    // A midnight that is left out is the moment in which the clock was put forward.
    return this.wall(moved) === wanted ? moved : Math.max(moved, next);
  }
}

/** Longer ones where more than `limit` would be needed. Undefined where none are wanted, or nothing is there. */
export function timeBuckets(
  from: Micros,
  to: Micros,
  { bucket, zone }: BucketWish,
  limit: number,
): TimeBuckets | undefined {
  if (bucket === undefined || !(from <= to)) return undefined;
  let length = Math.max(1, Math.floor(bucket));
  // A change of the clock adds or takes a few at most.
  while ((to - from) / length > limit - 2) length *= 2;
  return new TimeBuckets(from, to, length, zone);
}
