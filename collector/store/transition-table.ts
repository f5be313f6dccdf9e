// One row a transition of a leg: the state it entered, the message that caused it, and when. Typed-array columns, chained
// newest first, as transactions are.
//
//   leg.lastTransition ─▶ row 7 (ended) ─▶ row 5 (established) ─▶ … ─▶ row 0 (trying)

import { grownCapacity, grownFloat64, grownInt32, grownUint8 } from './columns.ts';
import type { Leg } from './leg.ts';

export interface Transition {
  /** Index into LEG_STATES. */
  readonly state: number;
  /** Message row; -1 when a timer did it. */
  readonly message: number;
  /** µs since the epoch. */
  readonly time: number;
}

/** Few: a table that has grown before V8 compiles what asks it is compiled once. */
const FIRST_ROWS = 64;

export class TransitionTable {
  count = 0;
  private capacity = FIRST_ROWS;
  private state: Uint8Array = new Uint8Array(this.capacity);
  private message: Int32Array = new Int32Array(this.capacity);
  private time: Float64Array = new Float64Array(this.capacity);
  private older: Int32Array = new Int32Array(this.capacity);

  add(leg: Leg, state: number, message: number, time: number): void {
    const row = this.count;
    if (row === this.capacity) this.grow();
    this.state[row] = state;
    this.message[row] = message;
    this.time[row] = time;
    this.older[row] = leg.lastTransition;
    leg.lastTransition = row;
    this.count = row + 1;
  }

  /** When a leg entered its present state, µs. */
  latestTime(leg: Leg): number {
    return leg.lastTransition < 0 ? 0 : this.time[leg.lastTransition];
  }

  /** Those of one leg, oldest first. */
  of(leg: Leg): Transition[] {
    const found: Transition[] = [];
    for (let row = leg.lastTransition; row >= 0; row = this.older[row]) {
      found.push({ state: this.state[row], message: this.message[row], time: this.time[row] });
    }
    return found.reverse();
  }

  private grow(): void {
    const n = grownCapacity(this.capacity);
    this.capacity = n;
    this.state = grownUint8(this.state, n);
    this.message = grownInt32(this.message, n);
    this.time = grownFloat64(this.time, n);
    this.older = grownInt32(this.older, n);
  }
}
