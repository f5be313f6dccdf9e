// What became of a frame whose bytes came this far: a Reason (never negative), or one of the numbers below.

import { HARMLESS, NOT_DECODED } from '../model/health.ts';

/** The values below 0 are no reasons. */
export const Ended = {
  AsSip: -1,
  AsMedia: -2,
  /** Its bytes wait for more of the same stream before it can be said what they are. */
  Waiting: -3,
  /** Nothing is known yet. */
  Nowhere: -4,
} as const;

/** By reason: 1 for those under which SIP may be hidden, 0 for harmless ones. */
const MAY_HIDE_SIP = NOT_DECODED.map(reason => Number(!HARMLESS.includes(reason)));

/**
 * The outcome of a frame that gave several payloads: SIP before media, media before reasons; a reason under which SIP may be hidden
 * before a harmless one. Among equals the later one counts.
 */
export function combine(before: number, now: number): number {
  return rank(now) >= rank(before) ? now : before;
}

function rank(outcome: number): number {
  switch (outcome) {
    case Ended.AsSip:
      return 5;
    case Ended.AsMedia:
      return 4;
    case Ended.Waiting:
      return 1;
    case Ended.Nowhere:
      return 0;
    default:
      return 2 + MAY_HIDE_SIP[outcome];
  }
}
