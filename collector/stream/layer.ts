// What the readers of one direction of a connection have in common, and who they tell.

import type { Datagram } from '../model/packet.ts';

/** The two directions of a connection, by the order in which they were first seen. */
export type Side = 0 | 1;

/** Reads one direction of a connection, once it is known what that carries. */
export interface Layer {
  /** The next bytes in order, lent. Gives what became of them: a Reason, or one of `Ended`. */
  push(d: Datagram): number;
  /** `missing` bytes were never captured. */
  gap(missing: number): void;
  /** There is no more. */
  finish(): void;
  /** What it was taken for has not shown up: whatever the next piece begins with may be something else. */
  readonly isIdle: boolean;
}

/** Who gets what streams carry. Bytes and datagrams are lent: they die when the call returns. */
export interface StreamSink {
  /**
   * A SIP message that was cut out of a byte stream, `bytes[start, end)`; `offset` is where it lies in the segment or -1;
   * `isWhole` is false when a hole cut it or came before it.
   */
  onMessage(bytes: Buffer, start: number, end: number, offset: number, isWhole: boolean, origin: Datagram): void;
  /** A message with bounds of its own (WebSocket), which should be one SIP message. Gives what became of it. */
  onPayload(d: Datagram, isWhole: boolean): number;
  /** A whole HEP frame out of a stream. Gives what became of it. */
  onHepFrame(d: Datagram): number;
}
