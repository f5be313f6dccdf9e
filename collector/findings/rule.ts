// What a rule is: one file, one id, one pure function of the facts.

import type { Confidence, FindingCover, Severity } from '../model/finding.ts';
import type { Micros } from '../model/time.ts';
import type { LegFacts } from './facts.ts';
import type { TraceFacts } from './trace-facts.ts';

/** What a rule found; `run.ts` makes a Finding of it. Texts may carry values from the wire as they are. */
export interface Found {
  readonly severity: Severity;
  /** A function when it has to read messages: it is asked only when somebody reads the sentence, not when findings are counted. */
  readonly message: string | (() => string);
  /** Indexes of the messages that prove it; a function as `message` is where many legs are spoken of, which then have a `time`. */
  readonly evidence: readonly number[] | (() => readonly number[]);
  /** Ids of streams that prove it. */
  readonly streams?: readonly string[];
  /** When it happened; default: when the first message of the evidence was sent. */
  readonly time?: Micros;
  /** When it is another section than the rule's own. */
  readonly rfc?: string;
  readonly confidence: Confidence;
  readonly unknown?: string;
  readonly next: string;
}

interface RuleWords {
  /** Kebab-case; its page is docs/findings/<id>.md. */
  readonly id: string;
  /** What it means, in a few words: `Answered, but no ACK`. */
  readonly title: string;
  readonly rfc: string;
}

/** A rule about one leg, whatever its kind: a call, a registration, a subscription … */
export interface LegRule extends RuleWords {
  /** Bits of Symptom, any of which makes the leg worth looking at: a healthy leg has none and costs nothing. */
  readonly symptoms: number;
  check(leg: LegFacts): readonly Found[];
}

/** What a rule about the whole trace found; it may be about a leg, or several of which it names the first. */
export interface TraceFound extends Found {
  readonly leg?: number;
  readonly callId?: string;
  /** What it stands for of the findings about legs. */
  readonly covers?: FindingCover;
}

/** A rule about the whole trace, or about several legs together: a host, a registration over many Call-IDs, a call of two legs. */
export interface TraceRule extends RuleWords {
  check(trace: TraceFacts): readonly TraceFound[];
}
