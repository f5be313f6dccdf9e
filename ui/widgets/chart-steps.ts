// Walking over the points of a chart by key: which one is next, and which range a walk with Shift chooses. Pure.

/** A point by its places; `anchor` is where a chosen range begins. */
export interface ChartPlace {
  readonly series: number;
  readonly index: number;
  readonly anchor?: number;
}

/** Points of each series; series may differ. */
export type Lengths = readonly number[];

/** Undefined when the key moves nothing. Home and End go to the ends of a series, up and down to the next series. */
export function nextPlace(
  place: ChartPlace | undefined,
  key: string,
  isRange: boolean,
  lengths: Lengths,
): ChartPlace | undefined {
  if (lengths.every(length => length === 0)) return undefined;
  const from = place ?? { series: 0, index: key === 'ArrowLeft' ? (lengths[0] ?? 0) : -1 };
  const last = (lengths[from.series] ?? 1) - 1;
  const to = moved(from, key, last, lengths);
  if (to === undefined) return undefined;
  if (!isRange || to.series !== from.series) return { series: to.series, index: to.index };
  return { ...to, anchor: from.anchor ?? Math.max(0, from.index) };
}

function moved(from: ChartPlace, key: string, last: number, lengths: Lengths): ChartPlace | undefined {
  const { series } = from;
  switch (key) {
    case 'ArrowRight':
      return { series, index: Math.min(last, from.index + 1) };
    case 'ArrowLeft':
      return { series, index: Math.max(0, Math.min(last, from.index - 1)) };
    case 'Home':
      return { series, index: 0 };
    case 'End':
      return { series, index: last };
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = (series + (key === 'ArrowUp' ? 1 : -1) + lengths.length) % lengths.length;
      return { series: next, index: Math.max(0, Math.min((lengths[next] ?? 1) - 1, from.index)) };
    }
    default:
      return undefined;
  }
}
