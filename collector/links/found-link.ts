// A reason why two legs may belong together, as its finder tells it: legs and messages by their place in the store.

import type { Edge } from '../track/correlate.ts';

export interface FoundLink extends Edge {
  /** Indexes of legs; `from` is the earlier one, or the one that caused the other. */
  readonly from: number;
  readonly to: number;
  /** What was equal, in words; values from the wire are in it as text. */
  readonly detail: string;
  /** Rows of the messages that show it. */
  readonly evidence: readonly number[];
}

/** Values of the wire that stand in a detail, cut to what a line can hold. */
export function shown(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value;
}

const MAX_SHOWN = 120;
