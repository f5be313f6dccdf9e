// What a rule is: one file, one id, one pure function of the facts.

import type { Confidence, Severity } from '../model/finding.ts';
import type { LegFacts } from './facts.ts';

/** What a rule found; `run.ts` makes a Finding of it. */
export interface Found {
  readonly severity: Severity;
  readonly message: string;
  /** Indexes of the messages that prove it. */
  readonly evidence: readonly number[];
  /** Ids of streams that prove it. */
  readonly streams?: readonly string[];
  /** When it is another section than the rule's own. */
  readonly rfc?: string;
  readonly confidence: Confidence;
  readonly unknown?: string;
  readonly next: string;
}

export interface LegRule {
  readonly id: string;
  /** What it means, in a few words: `Answered, but no ACK`. */
  readonly title: string;
  readonly rfc: string;
  /** Bits of Symptom, any of which makes the leg worth looking at: a healthy leg has none and costs nothing. */
  readonly symptoms: number;
  check(leg: LegFacts): readonly Found[];
}
