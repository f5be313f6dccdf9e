// Lists that are made at question time: registrations, subscriptions, messages … Plain and JSON-safe.

import type { Micros } from './time.ts';

/** How a list of registrations, subscriptions … is asked for. */
export interface RowQuery {
  /** Text that a row must hold somewhere, in any case; absent or empty means all. */
  readonly text?: string;
  readonly state?: string;
  /** Registrations: only those of which a REGISTER began in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Key of a row, with `-` in front for descending; absent or empty means in order of appearance. */
  readonly sort?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface RowAnswer<Row> {
  readonly rows: readonly Row[];
  readonly offset: number;
  /** Rows that match, and all there are. */
  readonly total: number;
  readonly all: number;
  /** Rows by state, of all. */
  readonly states: Readonly<Record<string, number>>;
  /** What a limit refused to keep. */
  readonly omitted: number;
  /** Messages whose bytes were not there any more: what they said is missing. */
  readonly unreadable: number;
}
