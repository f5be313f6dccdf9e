// Call-IDs that a B2BUA made of the other leg's by adding something.
//
//   -b2b_N                Sippy B2BUA (its route number)
//   _b2b-N                Sipwise C5, SEMS SBC: the leg behind the B2BUA
//   _pbx-N, _xfer-N       Sipwise C5: behind its PBX, behind a transfer
//   _b2b_N, -b2b-N …      the same words as others write them

/** One suffix. They are added again at each B2BUA on the way. */
const SUFFIX = /^(.+)[-_](?:b2b|pbx|xfer)[-_]\d{1,4}$/s;
const MAX_SUFFIXES = 16;
/** Longer ones are hostile. */
const MAX_LENGTH = 1024;

/** The Call-ID without what was added: undefined when there is nothing of the kind. */
export function baseCallId(callId: string): string | undefined {
  if (callId.length > MAX_LENGTH) return undefined;
  let base: string | undefined;
  for (let i = 0; i < MAX_SUFFIXES; i++) {
    const match = SUFFIX.exec(base ?? callId);
    if (match === null) break;
    base = match[1];
  }
  return base;
}
