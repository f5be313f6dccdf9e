// Who opened legs, and what became of them: what a scan looks like from afar. From columns and the To of the first message.

import type { Micros } from '../model/time.ts';

/** All legs that one IP address opened. Only addresses of which something came to nothing, or that sent nothing but OPTIONS. */
export interface SourceFacts {
  readonly address: string;
  readonly legs: number;
  /** Ended in a refusal that a wrong name or password gets: 401 and 407 that nothing followed, 403, 404, 410, 484, 604 … */
  readonly refused: number;
  /** Answered with 2xx. */
  readonly accepted: number;
  /** It sent nothing but OPTIONS, as who looks for servers does. */
  readonly asksOnly: boolean;
  /** Nothing came back. */
  readonly unanswered: number;
  /** Different users (To) among the refused and the unanswered: counted up to 1000. */
  readonly targets: number;
  /** Most refusals about one user. */
  readonly mostAboutOne: number;
  readonly oneTarget: string;
  readonly firstTime: Micros;
  readonly lastTime: Micros;
  /** First messages of the refused and unanswered legs, at most 50. */
  readonly messages: readonly number[];
  /** The first request that it sent. */
  readonly firstRequest: number;
}
