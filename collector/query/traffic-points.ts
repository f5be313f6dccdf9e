// What capture points show of their clocks and of themselves twice: the second half of the traffic index. One small object a point;
// pairs of points that show the same messages are bounded.

import type { CopyFacts, PointFacts } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag } from '../store/message-table.ts';

const EVIDENCE = 10;
const COPY_PAIRS = 4096;

interface Point {
  messages: number;
  ownDuplicates: number;
  firstOwnDuplicates: number[];
  foreignTimes: number;
  lagMin: number;
  lagMax: number;
  firstForeign: number;
}

interface Copies {
  readonly first: number;
  readonly second: number;
  copies: number;
  lateMin: number;
  lateMax: number;
  rows: number[];
}

export class TrafficPoints {
  private readonly store: CallStore;
  private readonly points: Point[] = [];
  private readonly copies = new Map<number, Copies>();
  /** Messages of point 0 that are not in `points` yet. */
  private plain = 0;

  constructor(store: CallStore) {
    this.store = store;
  }

  /** So many messages of point 0 with its own times that are no copies: only counted. */
  notePlain(messages: number): void {
    this.plain += messages;
  }

  see(row: number): void {
    const m = this.store.messages;
    const point = this.pointOf(m.point[row]);
    point.messages++;
    const lag = m.lag[row];
    if (lag !== 0) {
      point.foreignTimes++;
      point.lagMin = Math.min(point.lagMin, lag);
      point.lagMax = Math.max(point.lagMax, lag);
      if (point.firstForeign < 0) point.firstForeign = row;
    }
    if ((m.flags[row] & MessageFlag.Duplicate) === 0) return;
    const original = m.original(row);
    if (m.point[original] !== m.point[row]) this.seeCopy(original, row);
    else {
      point.ownDuplicates++;
      if (point.firstOwnDuplicates.length < EVIDENCE) point.firstOwnDuplicates.push(row);
    }
  }

  facts(nameOf: (point: number) => string): PointFacts[] {
    if (this.plain > 0) this.pointOf(0).messages += this.plain;
    this.plain = 0;
    return this.points.flatMap((point, id) =>
      point.messages === 0
        ? []
        : [
            {
              name: nameOf(id),
              messages: point.messages,
              ownDuplicates: point.ownDuplicates,
              firstOwnDuplicates: point.firstOwnDuplicates.map(row => this.store.numberOf(row)),
              foreignTimes: point.foreignTimes,
              lagMin: point.foreignTimes === 0 ? 0 : point.lagMin,
              lagMax: point.foreignTimes === 0 ? 0 : point.lagMax,
              firstForeign: point.firstForeign < 0 ? -1 : this.store.numberOf(point.firstForeign),
            },
          ],
    );
  }

  copyFacts(nameOf: (point: number) => string): CopyFacts[] {
    return [...this.copies.values()].map(one => ({
      first: nameOf(one.first),
      second: nameOf(one.second),
      copies: one.copies,
      lateMin: one.lateMin,
      lateMax: one.lateMax,
      example: one.rows.map(row => this.store.numberOf(row)),
    }));
  }

  /** Of two points the smaller number is the first, whichever frame came first. */
  private seeCopy(original: number, row: number): void {
    const m = this.store.messages;
    const isInOrder = m.point[original] < m.point[row];
    const first = isInOrder ? original : row;
    const second = isInOrder ? row : original;
    const key = m.point[first] * 65_536 + m.point[second];
    const late = m.time[second] - m.time[first];
    const known = this.copies.get(key);
    if (known !== undefined) {
      known.copies++;
      known.lateMin = Math.min(known.lateMin, late);
      known.lateMax = Math.max(known.lateMax, late);
    } else if (this.copies.size < COPY_PAIRS) {
      const rows = [first, second];
      const copies: Copies = {
        first: m.point[first],
        second: m.point[second],
        copies: 1,
        lateMin: late,
        lateMax: late,
        rows,
      };
      this.copies.set(key, copies);
    }
  }

  private pointOf(id: number): Point {
    while (this.points.length <= id) {
      this.points.push({
        messages: 0,
        ownDuplicates: 0,
        firstOwnDuplicates: [],
        foreignTimes: 0,
        lagMin: Infinity,
        lagMax: -Infinity,
        firstForeign: -1,
      });
    }
    return this.points[id];
  }
}
