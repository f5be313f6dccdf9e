// Words for legs: kinds, states, flags (SEMANTICS §1, §2).

export const LEG_KINDS = ['call', 'registration', 'subscription', 'message', 'options', 'publish', 'other'] as const;
export type LegKind = (typeof LEG_KINDS)[number];

export const CALL_STATES = [
  'trying',
  'ringing',
  'answered',
  'established',
  'ended',
  'cancelled',
  'busy',
  'declined',
  'redirected',
  'failed',
  'timeout',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** States of legs that are no calls. */
export const OTHER_STATES = ['pending', 'succeeded', 'challenged', 'active', 'terminated'] as const;

export const LEG_STATES = [...CALL_STATES, ...OTHER_STATES] as const;
export type LegState = (typeof LEG_STATES)[number];

/** Flags beside the state, in the order of their bits. */
export const LEG_FLAGS = [
  'lateStart',
  'openAtEnd',
  'ackMissing',
  'byeUnanswered',
  'forked',
  'diverted',
  'transferred',
  'onHold',
  'incomplete',
] as const;
export type LegFlag = (typeof LEG_FLAGS)[number];

export const LegFlagBit = {
  LateStart: 1,
  OpenAtEnd: 2,
  AckMissing: 4,
  ByeUnanswered: 8,
  Forked: 16,
  Diverted: 32,
  Transferred: 64,
  OnHold: 128,
  Incomplete: 256,
} as const;
