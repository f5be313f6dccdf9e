// A call that somebody in the middle (B2BUA, SBC, PBX) passed on as another leg: the two legs in plain numbers, for the rules that
// compare them. Only links that say so count: by a transfer or Replaces two legs belong together too, but neither is the other's way on.

import type { LinkReason } from '../model/call.ts';
import type { LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';

/** One of the two legs. */
export interface PassedLeg {
  /** The number by which the world knows the leg. */
  readonly leg: number;
  readonly callId: string;
  /** `ip:port` of who sent its first INVITE, and of who got it. */
  readonly source: string;
  readonly destination: string;
  readonly state: LegState;
  readonly statusCode: number;
  /** It did not begin in this capture, was transferred, or messages of it are missing. */
  readonly isUnclear: boolean;
  readonly startTime: Micros;
  /** The first 18x or 2xx: from then on the caller hears something. */
  readonly soundTime: Micros | undefined;
  readonly answerTime: Micros | undefined;
  /** BYE, or the final failure. */
  readonly endTime: Micros | undefined;
  /** Indexes of the INVITE, and of what ended it (-1 while nothing did). */
  readonly opening: number;
  readonly ending: number;
}

/** Lent: the next step of the iteration overwrites it. */
export interface PassedOn {
  /** Towards who calls. */
  readonly outer: PassedLeg;
  /** Towards who is called. */
  readonly inner: PassedLeg;
  readonly reason: LinkReason;
  /** Legs of the whole call. */
  readonly legs: number;
}

/** ` (as leg 7f…@sbc, by session-id)` */
export function linkWords({ reason, inner }: PassedOn): string {
  return ` (as leg ${inner.callId}, by ${reason})`;
}
