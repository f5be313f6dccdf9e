// Where a reader wants to go in a ladder: `42` the 42nd message, `#43` the one of that number in the capture, `+1.5` seconds from the
// start, `10:02:11.3` the time of day in UTC. Pure.

import { indexOf } from '../base/numbers.ts';
import { seekRow } from './layout.ts';
import type { ShownLadder, ShownMessage } from './shown.ts';

const MICROS = 1_000_000;
const DAY = 86_400 * MICROS;

/** The row; of a time the first message at it or after, else the last. -1 when the text means nothing here. */
export function findPlace(ladder: ShownLadder, text: string): number {
  const said = text.trim();
  const [, sign, number] = /^([#+]?)(\d{1,16}(?:\.\d{1,9})?)$/.exec(said) ?? [];
  if (number !== undefined) {
    const value = Number(number);
    if (sign === '+') return rowAtTime(ladder, (ladder.start ?? 0) + value * MICROS);
    if (sign === '#') return ladder.rows.findIndex(row => row.type === 'message' && holds(row, value - 1));
    return nthMessage(ladder, value);
  }
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?$/.exec(said) ?? [];
  if (hours === undefined || minutes === undefined || ladder.start === undefined) return -1;
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * MICROS;
  const midnight = Math.floor(ladder.start / DAY) * DAY;
  // A call that goes on after midnight has times of day before its start.
  const time = midnight + ofDay;
  return rowAtTime(ladder, time < ladder.start - DAY / 2 ? time + DAY : time);
}

function nthMessage(ladder: ShownLadder, wanted: number): number {
  let count = 0;
  return ladder.rows.findIndex(row => {
    if (row.type === 'message') count += row.folded?.length ?? 1;
    return row.type === 'message' && count >= wanted;
  });
}

function rowAtTime({ rows }: ShownLadder, time: number): number {
  const at = rows.findIndex(row => row.type === 'message' && row.time >= time);
  return at >= 0 ? at : seekRow(rows, rows.length, -1);
}

function holds(row: ShownMessage, index: number): boolean {
  return (row.folded ?? [row.index]).some(each => indexOf(each) === index);
}
