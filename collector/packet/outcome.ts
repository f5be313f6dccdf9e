// What became of a frame on its way through the packet floor, as plain numbers for the hot path.

import type { Reason } from '../model/health.ts';

/** What `PacketDecoder.decode` returns beside a `Reason` (which is never negative). */
export const Outcome = {
  /** The sink got something of this frame during the call. */
  Handed: -1,
  /** The frame waits: a fragment of a datagram, or a TCP segment behind a hole. */
  Held: -2,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** What became of a frame. */
export type Result = Outcome | Reason;

/** Between the layers: this layer is peeled off, go on with what is inside. Never leaves `decode`. */
export const GO = -3;

/** What peeling a layer returns. */
export type Step = typeof GO | Result;
