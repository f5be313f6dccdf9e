// How the legs that a filter lets through spread over the values of a field: what facets beside the list show, and what the filter
// box completes from. Plain and JSON-safe.

import type { FilterError } from './report.ts';
import type { Micros } from './time.ts';

export interface FacetQuery {
  /** Filter expression over legs; empty means all. */
  readonly filter?: string;
  /** Legs that began in [from, to). */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Fields of the filter language: `state`, `header["X-Tenant"]`; `header` alone gives the names of headers. */
  readonly fields: readonly string[];
  /** Only values that hold this text, in any case. */
  readonly text?: string;
  /** Values a field. */
  readonly limit: number;
}

export interface FacetValue {
  readonly value: string;
  /** Legs that have it. */
  readonly count: number;
}

export interface Facet {
  /** As it was asked for. */
  readonly field: string;
  /** The most frequent first; values that the filter names are there even when they are rarer. */
  readonly values: readonly FacetValue[];
  /** Different values that were found (those that hold the text, when one is given). */
  readonly distinct: number;
  /** Legs without a value. */
  readonly none: number;
  /** Legs of which a value was left out: it was too long to be listed, or there were too many different ones. */
  readonly omitted: number;
  /** Legs that were counted, and how many there are to count: fields that are read from messages take several questions. */
  readonly counted: number;
  readonly legs: number;
}

/** Each facet is counted as if the filter said nothing about its own field. */
export interface FacetReport {
  /** Legs that the whole filter lets through. */
  readonly total: number;
  readonly all: number;
  readonly facets: readonly Facet[];
}

export type FacetAnswer =
  | FacetReport
  /** The filter cannot be read. */
  | { readonly error: FilterError }
  /** There is no such field, or its values cannot be listed. */
  | { readonly unknownField: string };
