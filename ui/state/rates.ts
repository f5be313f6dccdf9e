// How fast counters move: the last seconds of each, and the slope between their ends. Pure.
//
//   counter  ·──·───·──·──·      one sample an answer of the server, none older than WINDOW_MS but the one before it
//            |<- window ->|      rate = (last - first) / time between them

import type { Millis } from '../../server/wire/types.ts';

/** Long enough to be calm, short enough to be called "now". */
const WINDOW_MS = 5000;
/** Over less than that, the moment at which a report comes makes more of a difference than the traffic. */
const LEAST_MS = 1500;
/** Without a change for this long a counter is known to stand still. */
const STILL_MS = 2500;
/** Counters of one capture: HEP agents name themselves, so their number needs a bound. */
const COUNTER_LIMIT = 1000;

/** One counter pair as the server told it. */
export interface Counter {
  readonly name: string;
  readonly frames: number;
  readonly bytes: number;
}

interface Sample {
  readonly at: Millis;
  readonly frames: number;
  readonly bytes: number;
}

export type RateHistory = ReadonlyMap<string, readonly Sample[]>;

/** Both per second. */
export interface Rate {
  readonly frames: number;
  readonly bytes: number;
}

/** `before` with what was counted at `at`. */
export function withCounters(before: RateHistory | undefined, at: Millis, counters: readonly Counter[]): RateHistory {
  const next = new Map(before);
  for (const { name, frames, bytes } of counters) {
    const samples = next.get(name) ?? [];
    if (samples.length === 0 && next.size >= COUNTER_LIMIT) continue;
    next.set(name, withSample(samples, { at, frames, bytes }));
  }
  return next;
}

/** Undefined until samples are far enough apart to be compared. */
export function rateOf(history: RateHistory | undefined, name: string): Rate | undefined {
  const samples = history?.get(name) ?? [];
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < LEAST_MS) return undefined;
  const seconds = (last.at - first.at) / 1000;
  return { frames: (last.frames - first.frames) / seconds, bytes: (last.bytes - first.bytes) / seconds };
}

/** Frames and bytes a second of several counters; undefined when none of them has a rate yet. */
export function sumOfRates(history: RateHistory | undefined, names: readonly string[]): Rate | undefined {
  const rates = names.map(name => rateOf(history, name)).filter(rate => rate !== undefined);
  if (rates.length === 0) return undefined;
  return {
    frames: rates.reduce((sum, rate) => sum + rate.frames, 0),
    bytes: rates.reduce((sum, rate) => sum + rate.bytes, 0),
  };
}

function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last === undefined) return [sample];
  // A recorder that was started again counts from 0.
  if (sample.frames < last.frames || sample.bytes < last.bytes) return [sample];
  // The same number soon after is the same report told twice, not a pause.
  if (sample.frames === last.frames && sample.at - last.at < STILL_MS) return samples;
  const within = samples.findIndex(each => sample.at - each.at < WINDOW_MS);
  // One sample from before the window, so that it is always covered.
  return [...samples.slice(within === -1 ? -1 : Math.max(0, within - 1)), sample];
}
