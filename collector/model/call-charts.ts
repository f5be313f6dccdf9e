// Calls counted for charts: by state, code, delay, talk time, MOS and host, and by state over time. Plain and JSON-safe. What is counted
// are the rows of the list (legs of kind `call` that begin in the range), so every slice names the
// filter that shows exactly them.

import type { FilterError } from './report.ts';
import type { Micros } from './time.ts';

export interface CallChartsQuery {
  /** Legs that begin in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Length of a bucket, µs; none: no buckets. */
  readonly bucket?: Micros;
  /** By whose clock buckets of a minute or more begin, a name of the IANA data base; UTC without it. */
  readonly zone?: string;
  /** Filter expression over legs; empty means all. */
  readonly filter?: string;
}

/** Some of the calls. */
export interface ChartSlice {
  readonly name: string;
  readonly count: number;
  /** Filter expression that picks these calls, joined by `and` to `CallCharts.filter` and to the one asked for. */
  readonly filter: string;
}

/** Calls whose value lies in [low, high). */
export interface ChartBin extends ChartSlice {
  /** ms, or MOS. */
  readonly low: number;
  /** Absent: no upper end. */
  readonly high?: number;
}

/** Values of the calls that have one. */
export interface Histogram {
  readonly count: number;
  readonly bins: readonly ChartBin[];
}

/** Of each call the estimate for its worst RTP stream (ITU-T G.107); nearest rank. */
export interface MosFigures {
  readonly count: number;
  readonly p50: number | null;
  /** 5 per cent of the calls are not better than this. */
  readonly p5: number | null;
}

export interface HostSlice extends ChartSlice {
  /** Attempts (SEMANTICS §4) in these calls with a final outcome, and those answered. */
  readonly attempts: number;
  readonly answered: number;
  /** answered / attempts; null without one. */
  readonly asr: number | null;
  /** Calls in state `failed` or `timeout`. */
  readonly failed: number;
}

export interface CallChartsBucket {
  readonly time: Micros;
  /** Where the next one begins. */
  readonly end: Micros;
  readonly calls: number;
  /** In the order of `CallCharts.states`. */
  readonly states: readonly number[];
  readonly mos: MosFigures;
}

export interface CallCharts {
  readonly calls: number;
  /** Filter expression of all of them, beside the one asked for. */
  readonly filter: string;
  /** Groups of states; together they are all the calls. */
  readonly states: readonly ChartSlice[];
  /** Final codes, most frequent first; at most 100. */
  readonly codes: readonly ChartSlice[];
  readonly codesOmitted: number;
  readonly pdd: Histogram;
  readonly disconnectDelay: Histogram;
  readonly talkTime: Histogram;
  readonly mosBins: Histogram;
  readonly mos: MosFigures;
  /** Hosts that sent the first request, and those it went to; most calls first, at most 50. */
  readonly sources: readonly HostSlice[];
  readonly sourcesOmitted: number;
  readonly destinations: readonly HostSlice[];
  readonly destinationsOmitted: number;
  /** Length of a bucket, µs: longer than asked for when there would be more than 1,500. */
  readonly bucket?: Micros;
  readonly buckets?: readonly CallChartsBucket[];
}

export type CallChartsAnswer = CallCharts | { readonly error: FilterError };
