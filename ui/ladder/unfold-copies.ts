// A message that several capture points saw is one row with their number, until it is unfolded: then each sighting has a row. Pure.
//
//   INVITE  at 3 points     →    INVITE  at 3 points
//                                INVITE  seen at proxy-eth1
//                                INVITE  seen at core-span

import type { LadderCopy } from '../../server/wire/types.ts';
import type { ShownMessage, ShownRow } from './shown.ts';

/** `unfolded` are indexes of messages. In a row of several sendings their sightings stay folded. */
export function unfoldCopies(rows: readonly ShownRow[], unfolded: ReadonlySet<number>): readonly ShownRow[] {
  if (!rows.some(row => row.type === 'message' && row.copies !== undefined)) return rows;
  return rows.flatMap((row): readonly ShownRow[] => {
    if (row.type !== 'message' || row.copies === undefined) return [row];
    if (row.folded !== undefined) return [withoutCopies(row)];
    if (!unfolded.has(row.index)) return [{ ...row, folded: [row.index, ...row.copies.map(copy => copy.index)] }];
    return [row, ...row.copies.map(copy => sightingOf(row, copy))];
  });
}

function sightingOf(row: ShownMessage, copy: LadderCopy): ShownMessage {
  const { copies, canFold, effects, waits, ...seen } = row;
  return {
    ...seen,
    index: copy.index,
    time: copy.time,
    copyOf: row.index,
    point: copy.point,
    duplicates: 0,
    responseTime: undefined,
    faults: [],
    // The row above says it.
    hasSdp: false,
    sdp: '',
  };
}

function withoutCopies(row: ShownMessage): ShownMessage {
  const { copies, ...rest } = row;
  return rest;
}
