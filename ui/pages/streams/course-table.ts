// The courses of one or two streams as rows of one table, by time. Pure.

import type { Micros, StreamDetail, StreamSlice } from '../../../server/wire/types.ts';

export interface CourseRow {
  readonly time: Micros;
  /** By stream; undefined where it has none then. */
  readonly slices: readonly (StreamSlice | undefined)[];
}

/** Each slice stands in the row that began last before it, one row for each slice of the longest slices' length. */
export function courseRows(streams: readonly Pick<StreamDetail, 'series' | 'sliceDuration'>[]): readonly CourseRow[] {
  const step = Math.max(1, ...streams.map(stream => stream.sliceDuration)) * 1000;
  const rows = new Map<number, (StreamSlice | undefined)[]>();
  const starts = streams.flatMap(stream => stream.series.slice(0, 1).map(slice => slice.time));
  const first = Math.min(...starts);
  streams.forEach((stream, at) => {
    for (const slice of stream.series) {
      const time = first + Math.round((slice.time - first) / step) * step;
      const slices = rows.get(time) ?? streams.map(() => undefined);
      slices[at] = slice;
      rows.set(time, slices);
    }
  });
  return [...rows].sort(([a], [b]) => a - b).map(([time, slices]) => ({ time, slices }));
}
