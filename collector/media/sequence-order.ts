// HOT. The numbers of one stream in order: what is lost, late, repeated, or begins anew (RFC 3550 A.1, A.3).
// Takes sequence numbers in order of arrival; O(1) a packet, nothing made for a packet but with the first loss of a stream.
//
// The fate of a packet is known when its number is 64 behind the highest, so late ones are told from lost and from repeated ones:
//
//   numbers   … │ decided: received, or lost for good │ 64 bits: seen or not (yet) │ HIGHEST
//                                           SEEN_HIGH ─┘ bit 31          bit 0 └─ SEEN_LOW
//   SPAN      numbers from the first to the highest, over all restarts; 0 before the first
//   UNBORN    bits of the window that stand for numbers before the first
//
// Lives in a row of stream-rows.ts; `at` is where its words begin. Bench: npm run bench -- --rtp

import { type LossPicture, LossRuns, NO_LOSS } from './loss-runs.ts';
import {
  DUPLICATES,
  HIGHEST,
  LOST,
  REORDERED,
  RESTARTS,
  ROW_WORDS,
  SEEN_HIGH,
  SEEN_LOW,
  SPAN,
  StreamRows,
  UNBORN,
} from './stream-rows.ts';

/** Packets that may come late and are still told from duplicates: bits of two 32-bit words. */
const WINDOW = 64;
/** A jump of more than this in sequence numbers is a restart of the sender, not a loss (RFC 3550 A.1, MAX_DROPOUT). */
const MAX_DROPOUT = 3000;

/** What a packet is to the order of its stream. */
export const Place = { Counted: 0, Duplicate: 1, Restart: 2 } as const;
export type Place = (typeof Place)[keyof typeof Place];

/** Sorts the next packet of a row in by its number. */
export function placeOf(rows: StreamRows, row: number, sequence: number): Place {
  const { words } = rows;
  const at = row * ROW_WORDS;
  const low = words[at + SEEN_LOW];
  const high = words[at + SEEN_HIGH];
  const unborn = words[at + UNBORN];
  // Fast path: the next number, and the one that leaves the window came, or is none. SEEN_LOW is 0 before the first alone.
  if (((sequence - words[at + HIGHEST]) & 0xffff) !== 1 || (high >= 0 && unborn === 0) || low === 0) {
    return placeOfOther(rows, row, sequence);
  }
  words[at + HIGHEST] = sequence;
  words[at + SPAN]++;
  words[at + SEEN_HIGH] = (high << 1) | (low >>> 31);
  words[at + SEEN_LOW] = (low << 1) | 1;
  if (unborn > 0) words[at + UNBORN] = unborn - 1;
  return Place.Counted;
}

/** The same for every number. */
function placeOfOther(rows: StreamRows, row: number, sequence: number): Place {
  const { words } = rows;
  const at = row * ROW_WORDS;
  if (words[at + SPAN] === 0) {
    begin(words, at, sequence);
    return Place.Counted;
  }
  const ahead = ((sequence - words[at + HIGHEST] + 0x8000) & 0xffff) - 0x8000;
  if (Math.abs(ahead) > MAX_DROPOUT) {
    words[at + RESTARTS]++;
    decide(rows, row, WINDOW);
    begin(words, at, sequence);
    return Place.Restart;
  }
  if (ahead > 0) {
    words[at + LOST] += ahead - 1;
    words[at + HIGHEST] = sequence;
    advance(rows, row, ahead);
    return Place.Counted;
  }
  return placeOfLate(words, at, -ahead);
}

/** A packet whose number is `back` behind the highest. */
function placeOfLate(words: Int32Array, at: number, back: number): Place {
  if (back < WINDOW) {
    if (wasSeen(words, at, back)) {
      words[at + DUPLICATES]++;
      return Place.Duplicate;
    }
    markSeen(words, at, back);
    const older = back - (WINDOW - words[at + UNBORN]) + 1;
    if (older > 0) {
      // It came before the first: the stream began with it, and what lies between is missing until it comes.
      words[at + UNBORN] -= older;
      words[at + SPAN] += older;
      words[at + LOST] += older - 1;
    } else {
      words[at + LOST]--;
    }
  }
  words[at + REORDERED]++;
  return Place.Counted;
}

function begin(words: Int32Array, at: number, sequence: number): void {
  words[at + HIGHEST] = sequence;
  words[at + SEEN_LOW] = 1;
  words[at + SEEN_HIGH] = 0;
  words[at + UNBORN] = WINDOW - 1;
  words[at + SPAN]++;
}

function advance(rows: StreamRows, row: number, by: number): void {
  decide(rows, row, by);
  const { words } = rows;
  const at = row * ROW_WORDS;
  const low = words[at + SEEN_LOW];
  words[at + SPAN] += by;
  if (by >= WINDOW) {
    words[at + SEEN_LOW] = 1;
    words[at + SEEN_HIGH] = 0;
  } else if (by >= 32) {
    words[at + SEEN_HIGH] = low << (by - 32);
    words[at + SEEN_LOW] = 1;
  } else {
    words[at + SEEN_HIGH] = (words[at + SEEN_HIGH] << by) | (low >>> (32 - by));
    words[at + SEEN_LOW] = (low << by) | 1;
  }
}

/** The numbers that the next `by` push out of the window came, or never will. */
function decide(rows: StreamRows, row: number, by: number): void {
  const { words } = rows;
  const at = row * ROW_WORDS;
  const unborn = Math.min(by, words[at + UNBORN]);
  words[at + UNBORN] -= unborn;
  const span = words[at + SPAN];
  const known = Math.min(by, WINDOW);
  for (let back = WINDOW - 1 - unborn; back >= WINDOW - known; back--) {
    if (!wasSeen(words, at, back)) lose(rows, row, span - back);
  }
  // Of those that were skipped, some leave the window at once.
  for (let skipped = 1; skipped <= by - WINDOW; skipped++) lose(rows, row, span + skipped);
}

function lose(rows: StreamRows, row: number, position: number): void {
  let losses = rows.losses[row];
  if (losses === undefined) {
    losses = new LossRuns();
    rows.losses[row] = losses;
  }
  losses.lose(position);
}

function wasSeen(words: Int32Array, at: number, back: number): boolean {
  return ((back < 32 ? words[at + SEEN_LOW] >>> back : words[at + SEEN_HIGH] >>> (back - 32)) & 1) === 1;
}

function markSeen(words: Int32Array, at: number, back: number): void {
  if (back < 32) words[at + SEEN_LOW] |= 1 << back;
  else words[at + SEEN_HIGH] |= 1 << (back - 32);
}

/** The same as an object, for questions. */
export class SequenceOrder {
  private readonly rows: StreamRows;
  private readonly row: number;

  /** Of a row; without one it has its own. */
  constructor(rows = new StreamRows(1), row = rows.add()) {
    this.rows = rows;
    this.row = row;
  }

  get duplicates(): number {
    return this.rows.words[this.row * ROW_WORDS + DUPLICATES];
  }
  get reordered(): number {
    return this.rows.words[this.row * ROW_WORDS + REORDERED];
  }
  /** The numbering began anew so many times. */
  get restarts(): number {
    return this.rows.words[this.row * ROW_WORDS + RESTARTS];
  }
  /** Packets whose numbers were skipped and never came. */
  get lost(): number {
    return this.rows.words[this.row * ROW_WORDS + LOST];
  }

  /** Sorts the next packet in by its number. */
  see(sequence: number): Place {
    return placeOf(this.rows, this.row, sequence);
  }

  /** Where the losses lie, with those that may yet come late. */
  lossPicture(): LossPicture {
    const { rows, row } = this;
    const { words } = rows;
    const at = row * ROW_WORDS;
    // Fast path: nothing is missing.
    if (words[at + LOST] === 0 && rows.losses[row] === undefined) return NO_LOSS;
    const open: number[] = [];
    for (let back = WINDOW - words[at + UNBORN] - 1; back > 0; back--) {
      if (!wasSeen(words, at, back)) open.push(words[at + SPAN] - back);
    }
    if (rows.losses[row] === undefined && open.length === 0) return NO_LOSS;
    return (rows.losses[row] ?? new LossRuns()).picture(open);
  }
}
