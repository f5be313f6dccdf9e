// When the findings of each leg happened, in the order of the findings: what a list of all of them is sorted by. 8 bytes a finding and
// 6 a leg; a leg whose findings become more moves to a larger place, twice as large as the one before, so that what is left behind is
// never more than what is used.
//
//   leg ─▶ place ──▶ │ t0 t1 · · │      room of 1, 2, 4, 8 …

import type { Micros } from '../model/time.ts';
import { grownFloat64, grownUint16, grownUint32 } from '../store/columns.ts';

export class FindingTimes {
  private places: Uint32Array = new Uint32Array(1024);
  private rooms: Uint16Array = new Uint16Array(1024);
  private times: Float64Array = new Float64Array(256);
  private next = 0;

  /** Those of the leg of this index from now on. */
  put(leg: number, times: readonly Micros[]): void {
    if (leg >= this.places.length) this.growLegs(leg + 1);
    if (times.length > this.rooms[leg]) this.move(leg, times.length);
    const place = this.places[leg];
    for (let at = 0; at < times.length; at++) this.times[place + at] = times[at];
  }

  /** Of the finding `at` of a leg; of one that was never put it is any number. */
  at(leg: number, at: number): Micros {
    return this.times[this.places[leg] + at];
  }

  private move(leg: number, count: number): void {
    const room = 2 ** Math.ceil(Math.log2(count));
    if (this.next + room > this.times.length) {
      this.times = grownFloat64(this.times, Math.max(this.next + room, this.times.length * 2));
    }
    this.places[leg] = this.next;
    this.rooms[leg] = room;
    this.next += room;
  }

  private growLegs(legs: number): void {
    const capacity = Math.max(legs, this.places.length * 2);
    this.places = grownUint32(this.places, capacity);
    this.rooms = grownUint16(this.rooms, capacity);
  }
}
