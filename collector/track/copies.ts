// Finds the message of which another capture point shows a copy (SEMANTICS §1, Duplicate).
//
// Copies of two points are told by their order, not by their bytes or times: an agent (HEP) knows no IP id, a router between the
// points lowers the TTL, and clocks differ. Of one message that its sender sent three times, in the order of the capture:
//
//   point A    1 ──────── 2 ──────────────────── 3
//   point B          1 ─────────── 2 ─────────────── 3        the k-th from B is a copy of the k-th that others showed
//   shown      1 ──────── 2 ──────────────────── 3
//
// Part of `tracker.ts`'s hot path is `note`, one comparison while a capture has one point; `originalOf` runs for repetitions
// seen at several points only.

import type { CapturePoints } from '../model/points.ts';
import type { MessageTable } from '../store/message-table.ts';

/** Clocks of capture points may differ by so much. */
const SKEW_MICROS = 10_000_000;
/** At one point a second capture of a frame comes within this time (SEMANTICS §1, Duplicate). */
export const DUPLICATE_MICROS = 50_000;
/** Before this time has passed nobody sends again: T1 is 500 ms (RFC 3261 §17.1.1.1), and few make it shorter. */
const SURELY_COPY_MICROS = 200_000;
/** Messages of a transaction that are looked back at: more come only from forged traffic, one a sender. */
export const LOOK_BACK = 256;

export class CopyFinder {
  /** Messages of more than one point were seen. */
  several = false;
  private readonly messages: MessageTable;
  private readonly points: CapturePoints;
  private only = -1;
  /** By point: its first and its latest row; -1 before. */
  private firstRow = new Int32Array(64).fill(-1);
  private lastRow = new Int32Array(64).fill(-1);

  constructor(messages: MessageTable, points: CapturePoints) {
    this.messages = messages;
    this.points = points;
  }

  /** `row` was captured at `point`. */
  note(point: number, row: number): void {
    if (point === this.only) return;
    if (row === 0) {
      this.only = point;
      return;
    }
    this.noteAmongSeveral(point, row);
  }

  /**
   * The row of which `row` is one more capture, or -1. `like` is the newest row before it in its transaction that says the same
   * between the same two; the search goes back from there.
   */
  originalOf(row: number, like: number): number {
    const m = this.messages;
    const point = m.point[row];
    // The newest message that this point has shown already: copies come in order, so only later ones are left.
    let known = -1;
    let original = -1;
    let steps = 0;
    for (let at = like; at > known && steps < LOOK_BACK; at = m.previousInTransaction[at], steps++) {
      if (!m.isAlike(at, row)) continue;
      if (m.point[at] === point) {
        if (this.isSameFrame(at, row)) return m.original(at);
        if (known < 0) known = m.original(at);
      } else if (m.original(at) === at && this.mayBeCopy(at, row)) {
        original = at;
      }
    }
    return original;
  }

  /** Whether two rows of one point are the same frame. */
  isSameFrame(before: number, row: number): boolean {
    const m = this.messages;
    return (
      m.fingerprint[before] === m.fingerprint[row] &&
      m.length[before] === m.length[row] &&
      m.time[row] - m.time[before] <= DUPLICATE_MICROS
    );
  }

  private noteAmongSeveral(point: number, row: number): void {
    if (!this.several) {
      this.several = true;
      this.makeRoom(this.only);
      this.firstRow[this.only] = 0;
      this.lastRow[this.only] = row - 1;
      this.only = -1;
    }
    this.makeRoom(point);
    if (this.firstRow[point] < 0) this.firstRow[point] = row;
    this.lastRow[point] = row;
  }

  private makeRoom(point: number): void {
    if (point < this.firstRow.length) return;
    const first = new Int32Array(point * 2).fill(-1);
    const last = new Int32Array(point * 2).fill(-1);
    first.set(this.firstRow);
    last.set(this.lastRow);
    this.firstRow = first;
    this.lastRow = last;
  }

  private mayBeCopy(before: number, row: number): boolean {
    const m = this.messages;
    const apart = Math.abs(m.time[row] - m.time[before]);
    if (apart <= SURELY_COPY_MICROS) return true;
    return apart <= SKEW_MICROS && !this.isNextFile(m.point[before], m.point[row]);
  }

  /**
   * Files of one rotating capture (`trace.pcap1`, `trace.pcap2`) are points by name, but one after the other: what the second
   * repeats was sent again. Two files that run side by side are told by what comes after the second began.
   */
  private isNextFile(before: number, after: number): boolean {
    if (this.lastRow[before] > this.firstRow[after] && this.lastRow[after] > this.firstRow[before]) return false;
    const a = this.points.get(before);
    const b = this.points.get(after);
    if (a?.kind !== 'file' || b?.kind !== 'file') return false;
    return a.name.replace(/\d+/g, '') === b.name.replace(/\d+/g, '');
  }
}
