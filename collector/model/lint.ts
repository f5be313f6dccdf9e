// What is wrong with one SIP message, by the grammar and the rules of RFC 3261 and its extensions. Plain and JSON-safe.

import type { Severity } from './finding.ts';

/**
 * `error`: a strict parser refuses the message, or what it asks for cannot work; `warning`: a rule is broken that others may rely on;
 * `notice`: a habit of real stacks that does no harm.
 */
export interface LintProblem {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly severity: Severity;
  /** A sentence without its source; values from the wire are in it as text, never trusted. */
  readonly message: string;
  /** `RFC 3261 §8.1.1.7` */
  readonly rfc: string;
  readonly place: 'start-line' | 'header' | 'body' | 'message';
  /** Canonical name of the header that it is about, also of one that is missing. */
  readonly header?: string;
  /** Position of that header in `MessageDetail.headers`; absent for one that is missing. */
  readonly at?: number;
}

/** How often one thing is wrong in a capture. */
export interface LintCount {
  readonly id: string;
  readonly severity: Severity;
  readonly rfc: string;
  /** Messages that have it, copies of other capture points left out. */
  readonly messages: number;
  /** Index of the first of them, and what is wrong there. */
  readonly example: number;
  readonly exampleCallId: string;
  readonly text: string;
}

export interface LintSummary {
  /** Messages that were looked at; what the capture does not hold whole is not among them. */
  readonly messages: number;
  readonly flawless: number;
  readonly notWhole: number;
  readonly problems: readonly LintCount[];
}
