// Which rows of the list are selected: by the numbers of their legs, so that they stay when the filter or the sort is another. Pure.

import type { CallSummary } from '../../server/wire/types.ts';

/** So many legs are selected at most: an export names them, and a ladder of more could not be read. */
export const SELECTION_LIMIT = 1000;

export interface Selection {
  readonly legs: ReadonlySet<number>;
  /** Row from which Shift selects; undefined before anything was. */
  readonly anchor: number | undefined;
  /** Rows of the last range that were not here, or too many: they are not selected, and the page says so. */
  readonly missed: number;
}

export const NO_SELECTION: Selection = { legs: new Set(), anchor: undefined, missed: 0 };

type RowAt = (index: number) => Pick<CallSummary, 'index'> | undefined;

/** The row of `at`, selected when it was not and the other way round; ranges go on from it. */
export function toggled(selection: Selection, rowAt: RowAt, at: number): Selection {
  const leg = rowAt(at)?.index;
  if (leg === undefined) return selection;
  const legs = new Set(selection.legs);
  if (!legs.delete(leg) && legs.size < SELECTION_LIMIT) legs.add(leg);
  return { legs, anchor: at, missed: 0 };
}

/** All rows from the anchor to `at` beside what is selected; without an anchor from `from`. */
export function ranged(selection: Selection, rowAt: RowAt, from: number, at: number): Selection {
  const anchor = selection.anchor ?? from;
  const legs = new Set(selection.legs);
  let missed = 0;
  for (let row = Math.min(anchor, at); row <= Math.max(anchor, at); row += 1) {
    const leg = rowAt(row)?.index;
    if (leg === undefined || (legs.size >= SELECTION_LIMIT && !legs.has(leg))) missed += 1;
    else legs.add(leg);
  }
  return { legs, anchor, missed };
}
