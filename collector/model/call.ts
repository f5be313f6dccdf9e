// Legs that belong together (SEMANTICS §5): a call is a set of legs, with the reasons why. Plain and JSON-safe.

import type { LadderDiagram } from './ladder.ts';
import type { CallSummary } from './report.ts';
import type { MediaSession } from './session.ts';
import type { StreamReport } from './stream.ts';

export const LINK_REASONS = [
  'replaces',
  'refer',
  'target-dialog',
  'join',
  'session-id',
  'header',
  'hep-correlation',
  'icid',
  'call-id-suffix',
  'sdp-origin',
  'media-address',
  'number-and-time',
  'manual',
] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** Why two legs belong together. Several may join the same two legs. */
export interface LegLink {
  /** Numbers of the legs; `from` is the earlier one, or the one that caused the other. */
  readonly from: number;
  readonly to: number;
  readonly fromCallId: string;
  readonly toCallId: string;
  readonly reason: LinkReason;
  /** 0..100; 100 is certain. */
  readonly score: number;
  /** What was equal, in words: `Session-ID 4f…;remote=9a…`, `X-CID: abc`. */
  readonly detail: string;
  /** Indexes of the messages that show it. */
  readonly evidence: readonly number[];
  /** Cut by the user: shown, but joins nothing. */
  readonly cut: boolean;
  /** False when it is only shown: cut, or another leg fits as well, which `detail` says then. */
  readonly joins: boolean;
}

export interface CallGroup {
  /** Call-ID of its first leg: stable as long as that leg is there. */
  readonly id: string;
  /** Numbers of its legs, in order of their first message; the first one is the call's first leg. */
  readonly legs: readonly number[];
  readonly callIds: readonly string[];
  /** All that touch one of its legs, those too that join nothing. */
  readonly links: readonly LegLink[];
}

/** Several legs as one: those of a call, or any that somebody puts together. */
export interface MergedCall {
  /** In the order of their first messages. */
  readonly legs: readonly CallSummary[];
  /** Legs that a limit left out. */
  readonly legsOmitted: number;
  /** Links between them, those that join nothing too. */
  readonly links: readonly LegLink[];
  /** Messages of all in the order of time, with a seam above the first message of each further leg. */
  readonly ladder: LadderDiagram;
  readonly streams: readonly StreamReport[];
  /** Offers and answers of all legs, leg by leg. */
  readonly sessions: readonly MediaSession[];
}

/** What the user decided about two legs: `cut` and `join` stand until `reset`. */
export const LINK_ACTIONS = ['cut', 'join', 'reset'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

/** By Call-ID, so that it outlives the index of a capture and serves the next capture of the same calls. */
export interface LinkDecision {
  readonly from: string;
  readonly to: string;
  readonly action: LinkAction;
}
