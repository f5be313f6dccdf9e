// What an open capture can be asked about the meaning of its calls, beyond list, call and message. Arguments and answers are plain:
// they cross threads. A new question is one line here and one method in `collector/capture-answers.ts`.

import type { FindingList, FindingQuery } from './finding.ts';
import type { KpiAnswer, KpiQuery } from './kpi.ts';
import type { MediaSession } from './session.ts';
import type { StreamReport } from './stream.ts';

export interface Answers {
  /** RTP streams of a leg (by its number), or of all. */
  streams(query: { readonly leg?: number }): readonly StreamReport[];
  /** Offer and answer of a leg (by its number), per dialog; empty when there is no such leg. */
  sessions(leg: number): readonly MediaSession[];
  /** What went wrong, a window of it. */
  findings(query: FindingQuery): FindingList;
  /** Key figures of calls and registrations. */
  kpi(query: KpiQuery): Promise<KpiAnswer>;
}

export type AnswerName = keyof Answers;
export type AnswerArguments<Name extends AnswerName> = Parameters<Answers[Name]>;
export type Answer<Name extends AnswerName> = Awaited<ReturnType<Answers[Name]>>;
