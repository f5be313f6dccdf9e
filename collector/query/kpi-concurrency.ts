// How many calls lived at one moment, and the most of them: over a range, and in each bucket of it.
// Takes when each call began and ended; who ends in the µs in which another begins makes room for it.

import type { Concurrency } from '../model/kpi.ts';
import type { Micros } from '../model/time.ts';

/** Calls as they live: begin and end in µs, the end Infinity while one lives on. */
export class Lives {
  private readonly starts: Micros[] = [];
  private readonly ends: Micros[] = [];
  /** Both in order, until more is added. */
  private ordered: { readonly starts: Float64Array; readonly ends: Float64Array } | undefined = undefined;

  add(start: Micros, end: Micros): void {
    this.ordered = undefined;
    this.starts.push(start);
    // Clocks of two capture points may put the end first; and who came and went in one µs was there.
    this.ends.push(Math.max(start + 1, end));
  }

  /** The peak in each of `count` spans of `length` µs from `from` on. */
  peaks(from: Micros, length: Micros, count: number): Concurrency[] {
    const { starts, ends } = this.inOrder();
    let began = 0;
    let ended = 0;
    return Array.from({ length: count }, (_, at) => {
      const begin = from + at * length;
      const end = begin + length;
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
    this.ordered ??= { starts: sorted(this.starts), ends: sorted(this.ends) };
    return this.ordered;
  }
}

/** Fast path: calls are told in the order of their first message, which is that of their begin for nearly all captures. */
function sorted(times: readonly Micros[]): Float64Array {
  const copy = new Float64Array(times);
  for (let i = 1; i < copy.length; i++) if (copy[i] < copy[i - 1]) return copy.sort();
  return copy;
}
