// Retransmissions of one message as one row with their number and when they were sent, until the row is unfolded. Pure.
//
//   INVITE                       INVITE
//   INVITE ↻ after 0.5 s    →    INVITE ×3 after 0.5 s, 1 s, 2 s
//   100 Trying                   100 Trying
//   INVITE ↻ after 1 s
//   INVITE ↻ after 2 s

import type { LadderMessage, LadderRow, Millis } from '../../server/wire/types.ts';
import type { ShownMessage, ShownRow } from './shown.ts';

const MICROS_PER_MILLI = 1000;

/** `all` are the rows of the whole ladder: who hid the original still knows how long after it a repetition came. */
export function foldRepeats(
  rows: readonly LadderRow[],
  all: readonly LadderRow[],
  isUnfolded: boolean,
  unfolded: ReadonlySet<number>,
): readonly ShownRow[] {
  if (!rows.some(row => row.type === 'message' && row.retransmissionOf !== undefined)) return rows;
  const waits = waitsOf(all);
  const groups = new Map<number, LadderMessage[]>();
  for (const row of rows) {
    if (row.type !== 'message' || row.retransmissionOf === undefined) continue;
    const group = groups.get(row.retransmissionOf);
    if (group === undefined) groups.set(row.retransmissionOf, [row]);
    else group.push(row);
  }
  return rows.flatMap((row): ShownRow[] => {
    if (row.type !== 'message' || row.retransmissionOf === undefined) return [row];
    const group = groups.get(row.retransmissionOf) ?? [row];
    const isFirst = group[0] === row;
    const isOpen = isUnfolded || unfolded.has(row.retransmissionOf);
    if (group.length < 2 || isOpen)
      return [
        { ...row, waits: waitOf(waits, [row]), ...(group.length > 1 && isFirst && !isUnfolded && { canFold: true }) },
      ];
    return isFirst ? [foldOf(row, group, waits)] : [];
  });
}

function foldOf(
  first: LadderMessage,
  group: readonly LadderMessage[],
  waits: ReadonlyMap<number, Millis>,
): ShownMessage {
  return {
    ...first,
    folded: group.map(message => message.index),
    waits: waitOf(waits, group),
    canFold: true,
    duplicates: Math.max(...group.map(message => message.duplicates)),
    faults: [...new Set(group.flatMap(message => message.faults))],
  };
}

function waitOf(waits: ReadonlyMap<number, Millis>, messages: readonly LadderMessage[]): readonly Millis[] {
  return messages.flatMap(message => waits.get(message.index) ?? []);
}

/** Since the sending before it, by index of the retransmission. Clocks that disagree give no time. */
function waitsOf(rows: readonly LadderRow[]): ReadonlyMap<number, Millis> {
  const last = new Map<number, number>();
  const waits = new Map<number, Millis>();
  for (const row of rows) {
    if (row.type !== 'message') continue;
    const first = row.retransmissionOf ?? row.index;
    const before = last.get(first);
    if (row.retransmissionOf !== undefined && before !== undefined && row.time >= before)
      waits.set(row.index, (row.time - before) / MICROS_PER_MILLI);
    last.set(first, row.time);
  }
  return waits;
}
