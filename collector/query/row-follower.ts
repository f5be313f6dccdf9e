// Walks over the message rows of some methods, each once, as they come: what registrations, subscriptions and the like are made of.
// A question takes up where the last one ended. `step` does a little; who calls it decides when to pause.

import type { CallStore } from '../store/call-store.ts';

/** Rows that one step looks at, and of those it is to read from their segments. */
const ROWS_A_STEP = 20_000;
const READS_A_STEP = 32;

export class RowFollower {
  private readonly store: CallStore;
  private readonly isWanted: Uint8Array;
  private readonly onRow: (row: number) => void;
  private next = 0;

  /** `methods`: CSeq methods of the rows that `onRow` is given, repetitions left out. */
  constructor(store: CallStore, methods: readonly number[], onRow: (row: number) => void) {
    this.store = store;
    this.isWanted = new Uint8Array(256);
    for (const method of methods) this.isWanted[method] = 1;
    this.onRow = onRow;
  }

  /** Takes some more rows; false when there are none left for now. */
  step(): boolean {
    const m = this.store.messages;
    const end = Math.min(m.count, this.next + ROWS_A_STEP);
    let reads = 0;
    while (this.next < end && reads < READS_A_STEP) {
      const row = this.next++;
      if (this.isWanted[m.cseqMethod[row]] !== 1 || m.repeated(row) >= 0) continue;
      reads++;
      this.onRow(row);
    }
    return this.next < m.count;
  }
}
