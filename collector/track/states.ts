// State, kind and flag words as the numbers that legs store, and which states are final.

import { LEG_KINDS, LEG_STATES, type LegKind, type LegState } from '../model/leg.ts';

const stateNumber = (state: LegState): number => LEG_STATES.indexOf(state);
const kindNumber = (kind: LegKind): number => LEG_KINDS.indexOf(kind);

/** Index into LEG_STATES. */
export const State = {
  Trying: stateNumber('trying'),
  Ringing: stateNumber('ringing'),
  Answered: stateNumber('answered'),
  Established: stateNumber('established'),
  Ended: stateNumber('ended'),
  Cancelled: stateNumber('cancelled'),
  Busy: stateNumber('busy'),
  Declined: stateNumber('declined'),
  Redirected: stateNumber('redirected'),
  Failed: stateNumber('failed'),
  Timeout: stateNumber('timeout'),
  Pending: stateNumber('pending'),
  Succeeded: stateNumber('succeeded'),
  Challenged: stateNumber('challenged'),
  Active: stateNumber('active'),
  Terminated: stateNumber('terminated'),
} as const;

/** Index into LEG_KINDS. */
export const Kind = {
  Call: kindNumber('call'),
  Registration: kindNumber('registration'),
  Subscription: kindNumber('subscription'),
  Message: kindNumber('message'),
  Options: kindNumber('options'),
  Publish: kindNumber('publish'),
  Other: kindNumber('other'),
} as const;

/** True while something is still expected to happen: such a leg is `openAtEnd` when the capture ends. */
export function isOpen(state: number): boolean {
  return state <= State.Established || state === State.Pending || state === State.Active;
}

/** The state that a final failure of the opening INVITE means (SEMANTICS §2). 487 is decided by the caller. */
export function stateOfFailure(code: number): number {
  if (code < 400) return State.Redirected;
  if (code === 486 || code === 600) return State.Busy;
  if (code === 603 || code === 607 || code === 608) return State.Declined;
  return State.Failed;
}

/** Failures that the caller is expected to mend by trying again: challenge, interval or expiry too small, glare (SEMANTICS §2). */
export function isRetryable(code: number): boolean {
  return code === 401 || code === 407 || code === 422 || code === 423 || code === 491 || code === 494;
}
