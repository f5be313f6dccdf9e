// What was counted over all messages of a capture: what the tracker holds, as questions see it.

/** What the tracker counted over all messages. */
export interface MessageCounts {
  readonly total: number;
  readonly requestCounts: readonly number[];
  readonly responseCounts: readonly number[];
  readonly retransmissions: number;
  readonly duplicates: number;
  readonly malformed: number;
  /** The capture clock, µs. */
  readonly clock: number;
}
