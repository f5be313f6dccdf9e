// Conferences (RFC 4353, RFC 4579): a focus, who takes part, and the legs that lead to it. Plain and JSON-safe.

import type { Micros } from './time.ts';

export type ConferenceState = 'active' | 'ended' | 'unknown';

export interface ConferenceParticipant {
  /** URI. */
  readonly entity: string;
  readonly displayText: string;
  /** As the focus tells it (`connected`, `on-hold`, `disconnected`, `dialing-out` …), else what its leg says. */
  readonly status: string;
  readonly joinedAt?: Micros;
  readonly leftAt?: Micros;
  /** Its leg, when one was captured. */
  readonly leg?: number;
  readonly callId?: string;
  /** Who knows of it: the focus's own list, a leg, or both. */
  readonly known: 'list' | 'leg' | 'both';
  readonly media: readonly string[];
}

export interface ConferenceSummary {
  readonly id: string;
  readonly index: number;
  /** URI of the focus. */
  readonly uri: string;
  readonly subject: string;
  readonly state: ConferenceState;
  /** Who takes part now, and most at once as far as was told. */
  readonly participants: readonly ConferenceParticipant[];
  readonly present: number;
  readonly locked: boolean;
  readonly startTime: Micros;
  readonly lastTime: Micros;
  /** A Contact says `isfocus`; NOTIFYs told who takes part. */
  readonly isFocusSeen: boolean;
  readonly notifies: number;
  /** REFERs that invite somebody or send somebody there; INVITEs with Join (RFC 3911). */
  readonly refers: readonly number[];
  readonly joins: readonly number[];
  readonly legs: readonly number[];
}
