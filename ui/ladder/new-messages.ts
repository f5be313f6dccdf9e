// What has come to a followed ladder since its reader last saw the end. Pure.

import type { ShownLadder } from './shown.ts';

/** Time of the last message that is shown, µs; none is before all others. */
export function lastTime({ rows }: ShownLadder): number {
  return rows.reduce(
    (last, row) => (row.type === 'message' ? Math.max(last, row.time) : last),
    Number.NEGATIVE_INFINITY,
  );
}

/** Messages after `time`. Rows are counted as they are shown: what was folded into one of before is no news. */
export function messagesAfter({ rows }: ShownLadder, time: number): number {
  let count = 0;
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.type === 'message' && row.time > time) count += 1;
  }
  return count;
}
