// What went between which hosts, counted over the whole capture: what rules about servers, scanners, capture points and clocks ask.
// Hosts are IP addresses without port. All of it comes from columns; `query/traffic-index.ts` keeps it up to date, message by message.

import type { Micros } from '../model/time.ts';

/** What one IP address sent. Messages are numbers for evidence, -1 when there is none. */
export interface HostFacts {
  readonly address: string;
  readonly firstRequest: number;
  /** First final response. */
  readonly firstFinal: number;
  /** Final responses, and those that say the server could not: 500, 502, 503, 504. */
  readonly finals: number;
  readonly serverErrors: number;
  /** The minute with most of them. */
  readonly worstMinute: ErrorMinute;
  readonly first503: number;
  readonly count503: number;
}

/** By the clock: from second 0 of a minute on. */
export interface ErrorMinute {
  readonly start: Micros;
  readonly serverErrors: number;
  /** All final responses in it. Costs a look through all messages, as `messages` may: to be asked when the errors are enough. */
  readonly finals: number;
  /** The first 50 of the server errors. */
  readonly messages: readonly number[];
}

/** Requests from one host to another but ACK, and what came back. Retransmissions and duplicates do not count. */
export interface PairFacts {
  readonly source: string;
  readonly destination: string;
  readonly requests: number;
  /** ACKs that answer an INVITE of this pair: proof that a response to it was received. */
  readonly acks: number;
  /** To those requests, from whatever host. */
  readonly responses: number;
  /** Responses whose request was not captured. */
  readonly orphanResponses: number;
  readonly firstRequest: number;
  readonly firstResponse: number;
  /** Of the latest of these requests and responses, and the longest time without one; repetitions count. */
  readonly lastTime: Micros;
  readonly longestQuiet: Micros;
  /** Out-of-dialog OPTIONS in order; the latest 5000. */
  probes(): readonly ProbeFacts[];
}

/** One OPTIONS that asks whether a host is there. */
export interface ProbeFacts {
  readonly message: number;
  readonly time: Micros;
  /** 0 while there is no final response. */
  readonly finalCode: number;
  /** Its timer passed. */
  readonly timerExpired: boolean;
}

/** One capture point: an interface, a file, a HEP agent. */
export interface PointFacts {
  readonly name: string;
  readonly messages: number;
  /** Captured again by the same point, as mirror ports do. */
  readonly ownDuplicates: number;
  readonly firstOwnDuplicates: readonly number[];
  /** Messages whose time an agent took; µs that the capture's clock was ahead of it, at least and at most. */
  readonly foreignTimes: number;
  readonly lagMin: Micros;
  readonly lagMax: Micros;
  readonly firstForeign: number;
}

/** Messages that two points captured both. */
export interface CopyFacts {
  readonly first: string;
  readonly second: string;
  readonly copies: number;
  /** µs that the second point's times are later, at least and at most. */
  readonly lateMin: Micros;
  readonly lateMax: Micros;
  readonly example: readonly number[];
}

export interface TrafficFacts {
  /** Hosts that answered with 500, 502, 503 or 504, those first that did it most often. */
  readonly failing: readonly HostFacts[];
  /** Those that gave most final responses; behind them those that only asked. */
  busiest(limit: number): readonly HostFacts[];
  /** Who asked whom; empty in a capture where every request is answered and nobody sends OPTIONS: then it is not worth finding out. */
  readonly pairs: readonly PairFacts[];
  /** The pair of these IP addresses; undefined when the first never asked the second anything. */
  pairOf(source: string, destination: string): PairFacts | undefined;
  readonly points: readonly PointFacts[];
  readonly copies: readonly CopyFacts[];
  readonly messages: number;
  readonly requests: number;
  readonly responses: number;
  /** Cut by the snap length; with bytes of their TCP stream missing. */
  readonly truncated: number;
  readonly firstTruncated: number;
  readonly holes: number;
  readonly firstHole: number;
  /** Frames of the capture that kept a NAT open: CRLF on a SIP port, STUN. */
  readonly keepAlives: number;
  /** How often a pair of hosts or an address of record was beyond the limits. */
  readonly refused: number;
}
