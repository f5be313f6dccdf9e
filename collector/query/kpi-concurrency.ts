// How many calls lived at one moment, and the most of them: over a range, and in each bucket of it.
// Takes when each call began and ended; who ends in the µs in which another begins makes room for it.

import type { Concurrency } from '../model/kpi.ts';
import type { Micros } from '../model/time.ts';
import { NumberList } from './number-list.ts';

/** Calls as they live: begin and end in µs, the end Infinity while one lives on. */
export class Lives {
  private readonly starts: NumberList;
  private readonly ends: NumberList;
  /** Both in order, until more is added. */
  private ordered: { readonly starts: Float64Array; readonly ends: Float64Array } | undefined = undefined;

  /** `expected`: how many will be added. */
  constructor(expected = 0) {
    this.starts = new NumberList(expected);
    this.ends = new NumberList(expected);
  }

  add(start: Micros, end: Micros): void {
    this.ordered = undefined;
    this.starts.add(start);
    // Clocks of two capture points may put the end first; and who came and went in one µs was there.
    this.ends.add(Math.max(start + 1, end));
  }

  /** The peak in each of `count` spans, one behind the other: where each begins, and where the last one ends. */
  peaks(edge: (at: number) => Micros, count: number): Concurrency[] {
    const { starts, ends } = this.inOrder();
    let began = 0;
    let ended = 0;
    return Array.from({ length: count }, (_, at) => {
      const begin = edge(at);
      const end = edge(at + 1);
      while (began < starts.length && starts[began] < begin) began++;
      while (ended < ends.length && ends[ended] < begin) ended++;
      let peak = began - ended;
      let peakTime = begin;
      for (; began < starts.length && starts[began] < end; began++) {
        while (ended < ends.length && ends[ended] <= starts[began]) ended++;
        if (began + 1 - ended <= peak) continue;
        peak = began + 1 - ended;
        peakTime = starts[began];
      }
      return peak === 0 ? { peak } : { peak, peakTime };
    });
  }

  private inOrder(): { readonly starts: Float64Array; readonly ends: Float64Array } {
    this.ordered ??= { starts: sorted(this.starts.values), ends: sorted(this.ends.values) };
    return this.ordered;
  }
}

/** Fast path: calls are told in the order of their first message, which is that of their begin for nearly all captures. */
function sorted(times: Float64Array): Float64Array {
  const copy = times.slice();
  for (let i = 1; i < copy.length; i++) if (copy[i] < copy[i - 1]) return copy.sort();
  return copy;
}
