// What went wrong, with the proof (SEMANTICS §8). Plain and JSON-safe.

import type { Micros } from './time.ts';

export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Of a finding about the whole trace: which findings about legs are parts of the same trouble. */
export type FindingCover = HostCover | MessageCover;

/** Those about legs of a host. */
export interface HostCover {
  readonly rules: readonly string[];
  /** IP address: of who opened those legs, or of who answered in them. */
  readonly host: string;
  readonly side: 'opens' | 'answers';
}

/** Those that a message proves: the index of it. */
export interface MessageCover {
  readonly rules: readonly string[];
  readonly message: number;
}

/** What a rule says of one leg, registration, stream or trace. */
export interface Finding {
  /** Stable id of the rule, kebab-case; its page is docs/findings/<rule>.md. */
  readonly rule: string;
  readonly severity: Severity;
  /** The sentence a colleague would say. Values from the wire are in it as text, never trusted. */
  readonly message: string;
  /** Call-ID of the leg; empty for what is about the whole trace. */
  readonly callId: string;
  /** Number of the leg; absent for what is about the whole trace. */
  readonly leg?: number;
  /** Indexes of the messages that prove it, in order; at most 50, `evidenceCut` more were found. */
  readonly evidence: readonly number[];
  readonly evidenceCut?: number;
  /** Ids of the streams that prove it. */
  readonly streams: readonly string[];
  readonly time: Micros;
  /** `RFC 3261 §13.3.1.4`. */
  readonly rfc: string;
  readonly confidence: Confidence;
  /** What the capture cannot tell, or what would refute it; empty when nothing is open. */
  readonly unknown: string;
  /** What to look at or to do next. */
  readonly next: string;
  readonly covers?: FindingCover;
  /** Id of the rule about the whole trace that tells the same trouble: a scan, a server that fails all the time. In lists and reports; of a
   * call alone it is not told, for it needs a look at the whole trace. */
  readonly partOf?: string;
}

/** What a list of findings can be sorted by. */
export type FindingColumn = 'severity' | 'rule' | 'time' | 'call';

/** How findings are asked for: of one leg (its number) or of all; of one rule, of one severity. */
export interface FindingQuery {
  readonly leg?: number;
  readonly rule?: string;
  readonly severity?: Severity;
  /** Only those of legs that begin in [from, to), and of the whole trace those whose proof begins there. */
  readonly from?: Micros;
  readonly to?: Micros;
  /** A FindingColumn, with `-` in front for descending, what is equal by it worst first, then by time; absent: that alone. */
  readonly sort?: string;
  /** First one wanted, from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** How often a rule spoke, by severity. */
export interface RuleCount extends Readonly<Record<Severity, number>> {
  readonly rule: string;
  /** `Answered, but no ACK`. */
  readonly title: string;
}

export interface FindingList {
  readonly items: readonly Finding[];
  /** Those that match. */
  readonly total: number;
  /** Over the leg or the capture, whatever rule and severity were asked for. */
  readonly byRule: readonly RuleCount[];
}
