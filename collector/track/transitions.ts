// Enters a leg into a state and keeps the proof: which message did it. Counts what is open, for the live counters.

import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { isOpen, Kind } from './states.ts';

export class Transitions {
  /** Legs of kind call that are not final yet. */
  activeCalls = 0;
  /** The capture clock, µs: the time of what a timer does. */
  clock = 0;
  private readonly store: CallStore;

  constructor(store: CallStore) {
    this.store = store;
  }

  /** The first state of a new leg. */
  begin(leg: Leg, state: number, row: number): void {
    leg.state = state;
    this.store.transitions.add(leg, state, row, this.timeOf(row));
    if (leg.kind === Kind.Call) this.activeCalls++;
  }

  /** `row` is the message that caused it, -1 when a timer did. Nothing happens when the leg is there already. */
  enter(leg: Leg, state: number, row: number): void {
    this.store.markChanged(leg);
    if (leg.state === state) return;
    if (leg.kind === Kind.Call) this.activeCalls += Number(isOpen(state)) - Number(isOpen(leg.state));
    leg.state = state;
    this.store.transitions.add(leg, state, row, this.timeOf(row));
  }

  private timeOf(row: number): number {
    return row < 0 ? this.clock : this.store.messages.time[row];
  }
}
