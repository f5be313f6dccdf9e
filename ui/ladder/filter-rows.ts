// Leaves messages out by what they are. What stands beside them stays as long as it says something. Pure.

import type { LadderMessage, LadderRow } from '../../server/wire/types.ts';
import { assertNever } from '../base/assert-never.ts';
import { isFiltering, type LadderView } from '../state/ladder-view.ts';

/** The rows that `view` shows; an event stays unless it is about a message that went, a seam while its leg has a message. */
export function filterRows(rows: readonly LadderRow[], view: LadderView): readonly LadderRow[] {
  if (!isFiltering(view)) return joinGaps(rows);
  const isWanted = wanted(rows, view);
  const messages = rows.filter(row => row.type === 'message').filter(isWanted);
  const indexes = new Set(messages.map(message => message.index));
  const legs = new Set(messages.map(message => message.leg));
  return joinGaps(rows.filter(row => isKept(row, indexes, legs)));
}

function isKept(row: LadderRow, indexes: ReadonlySet<number>, legs: ReadonlySet<number>): boolean {
  switch (row.type) {
    case 'message':
      return indexes.has(row.index);
    case 'event':
      return row.message === undefined || indexes.has(row.message);
    case 'seam':
      return legs.has(row.leg);
    case 'gap':
      return true;
    default:
      return assertNever(row);
  }
}

function wanted(rows: readonly LadderRow[], view: LadderView): (message: LadderMessage) => boolean {
  const methods = new Set(view.methods.map(method => method.toUpperCase()));
  const of = rows.find(row => row.type === 'message' && row.index === view.transaction);
  // A message that is not here names no transaction: nothing is left out for it.
  const transaction = of?.type === 'message' ? of.transaction : undefined;
  return message =>
    (methods.size === 0 || methods.has(message.method.toUpperCase())) &&
    (transaction === undefined || message.transaction === transaction) &&
    (view.leg === undefined || message.leg === view.leg) &&
    !(view.isQuiet && message.method === 'OPTIONS') &&
    !(view.isSdpOnly && !message.hasSdp) &&
    !(view.isFinalOnly && message.statusCode >= 100 && message.statusCode < 200);
}

/** Silences that nothing stands between any more are one row, the longest; at the ends they say nothing. */
export function joinGaps<Row extends LadderRow>(rows: readonly Row[]): readonly Row[] {
  if (!rows.some(row => row.type === 'gap')) return rows;
  const joined: Row[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (row.type !== 'gap') joined.push(row);
    else if (last?.type === 'gap') joined[joined.length - 1] = row.duration > last.duration ? row : last;
    else if (last !== undefined) joined.push(row);
  }
  if (joined.at(-1)?.type === 'gap') joined.pop();
  return joined;
}
