// Key figures of calls and registrations (SEMANTICS §4; RFC 6076, ITU-T E.425). Plain and JSON-safe. Ratios are 0..1; null where
// nothing could be counted, for 0 of 0 is neither good nor bad.

import type { CallCharts, MosFigures } from './call-charts.ts';
import type { FilterError } from './report.ts';
import type { Micros, Millis } from './time.ts';

/** By what figures can be told apart. `direction` is the pair of source and destination host. */
export const KPI_GROUPS = ['source', 'destination', 'direction', 'code', 'transport'] as const;
export type KpiGroup = (typeof KPI_GROUPS)[number];

export interface KpiQuery {
  /** Attempts whose first INVITE (or REGISTER) came in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Length of a bucket, µs; none: no buckets. */
  readonly bucket?: Micros;
  /** By whose clock buckets of a minute or more begin, a name of the IANA data base; UTC without it. */
  readonly zone?: string;
  readonly group?: KpiGroup;
  /** Filter expression over legs; empty means all. */
  readonly filter?: string;
  /** Of each call only its first leg: a B2BUA counts once. */
  readonly firstLegOnly?: boolean;
}

/** Nearest rank: the smallest value that at least p per cent of the values do not exceed (a value that occurred). */
export interface Percentiles {
  readonly count: number;
  readonly p50: Millis | null;
  readonly p95: Millis | null;
  readonly p99: Millis | null;
}

export interface CallFigures {
  /** Attempts with a final outcome: what ratios are of. */
  readonly attempts: number;
  /** Attempts without one yet; in no ratio. */
  readonly inProgress: number;
  readonly answered: number;
  /** Ended by a 3xx. */
  readonly redirected: number;
  /** Answered, ended by a BYE, and neither ACK nor the answer to the BYE missed. */
  readonly completed: number;
  /** Answered and not over: in no SCR, as nobody knows yet how they end. */
  readonly sessionsUp: number;
  /** Session establishment ratio: answered / (attempts − redirected) (RFC 6076 §4.6). */
  readonly ser: number | null;
  /** Session establishment effectiveness ratio: (2xx, 480, 486, 600, 603) / (attempts − redirected) (§4.7). */
  readonly seer: number | null;
  /** Ineffective session attempts: (408, 500, 503, 504, timeout) / attempts (§4.8). */
  readonly isa: number | null;
  /** Session completion ratio: completed / (attempts − sessionsUp) (§4.9). */
  readonly scr: number | null;
  /** Answer seizure ratio: answered / attempts (E.425). */
  readonly asr: number | null;
  /** Network effectiveness ratio: (2xx, 480, 486, 600, 603, 487 after an 18x) / attempts (E.425). */
  readonly ner: number | null;
  /** Session request delay of answered attempts: first 18x, or 2xx when none, after the first INVITE (§4.3.1). */
  readonly srd: Percentiles;
  /** The same of failed ones: final failure after the first INVITE (§4.3.2). */
  readonly srdFailed: Percentiles;
  /** Session disconnect delay: final response to the BYE after the BYE (§4.4). */
  readonly sdd: Percentiles;
  /** Session duration: BYE after the answer (§4.5). */
  readonly sdt: Percentiles;
  /** Mean of `sdt`: average call duration. */
  readonly acd: Millis | null;
  /** Post dial delay: first 18x, or 2xx when none, after the first INVITE, of every attempt that got so far. */
  readonly pdd: Percentiles;
  /** Attempts a second, those in progress included; null without a duration. */
  readonly attemptsPerSecond: number | null;
}

export interface RegistrationFigures {
  /** REGISTER, challenge and REGISTER again are one. */
  readonly attempts: number;
  readonly inProgress: number;
  readonly succeeded: number;
  /** 4xx other than 401, 402, 407, 423; 5xx, 6xx, timeout. */
  readonly ineffective: number;
  /** Ineffective registration attempts: ineffective / attempts (§4.2). */
  readonly ira: number | null;
  /** Registration request delay: 2xx after the first REGISTER (§4.1). */
  readonly rrd: Percentiles;
}

/** Most calls at one moment, from their first INVITE to BYE, failure or timeout; and since when. */
export interface Concurrency {
  readonly peak: number;
  readonly peakTime?: Micros;
}

export interface KpiFigures {
  readonly calls: CallFigures;
  readonly registrations: RegistrationFigures;
  readonly concurrent: Concurrency;
}

export interface TrafficFigures {
  /** SIP messages, retransmissions included, copies of other capture points not. */
  readonly messages: number;
  readonly retransmissions: number;
  readonly messagesPerSecond: number | null;
  /** retransmissions / messages */
  readonly retransmissionRatio: number | null;
}

export interface KpiBucket extends KpiFigures {
  readonly time: Micros;
  /** Where the next one begins: the day on which the clock is changed has 23 or 25 hours. */
  readonly end: Micros;
  readonly traffic: TrafficFigures;
}

export interface KpiGroupFigures extends KpiFigures {
  /** Address, `address → address`, code, `timeout`, `in progress` or transport. */
  readonly name: string;
  /** Filter expression that picks the legs of this group; absent where the language has none. */
  readonly filter?: string;
}

/** Figures of the range before, as long as the one asked for. */
export interface PreviousFigures extends KpiFigures {
  readonly from: Micros;
  readonly to: Micros;
  /** The capture reaches back to `from`. When not, these are figures of less time than the others. */
  readonly isCovered: boolean;
  readonly traffic: TrafficFigures;
  readonly mos?: MosFigures;
}

export interface KpiReport extends KpiFigures {
  /** What rates are over: the range asked for, else from the first message to the last. Absent in an empty capture. */
  readonly from?: Micros;
  readonly to?: Micros;
  readonly traffic: TrafficFigures;
  /** Legs of kind call whose opening INVITE was not seen: no attempts. */
  readonly lateStarts: number;
  /** Only first legs of calls were counted. */
  readonly firstLegOnly: boolean;
  readonly percentileMethod: 'nearest-rank';
  /** Length of a bucket, µs: longer than asked for when there would be more than 1,500. */
  readonly bucket?: Micros;
  readonly buckets?: readonly KpiBucket[];
  readonly group?: KpiGroup;
  /** Most attempts first, at most 1,000. */
  readonly groups?: readonly KpiGroupFigures[];
  readonly groupsOmitted?: number;
  /** Of the range before, when it was asked for and the range has both ends. */
  readonly previous?: PreviousFigures;
  /** Calls counted for charts, when they were asked for. */
  readonly charts?: CallCharts;
}

export type KpiAnswer = KpiReport | { readonly error: FilterError };
