// What the page knows beside a filter: the fields of the language, how the calls spread over values, values for completion. Pure.

import type { Facet, FacetReport, FilterFieldHelp } from '../../server/wire/types.ts';
import type { SavedFilter } from '../filter/saved-filters.ts';
import { type FieldNames, PLAIN_NAMES } from '../filter/terms.ts';
import type { Asked, Problem } from './app-state.ts';

/** Facets of the panel, in its order: fields of the filter language. Those that messages are read for are closed at first. */
export const FACET_FIELDS = [
  'state',
  'firstMethod',
  'kind',
  'code',
  'finding',
  'flag',
  'source',
  'destination',
  'transport',
  'fromUser',
  'toUser',
  'codec',
  'ua',
] as const;
export type FacetName = (typeof FACET_FIELDS)[number];

/** Open until somebody closes them. */
const OPEN_AT_FIRST: readonly FacetName[] = ['state', 'firstMethod', 'code', 'finding', 'source', 'destination'];
/** Name under which this browser keeps whether the facets are open. */
export const KEPT_PANEL = 'facets.panel';
/** Values of a facet; after "more". */
export const FACET_VALUES = 6;
export const FACET_VALUES_MORE = 100;

/** Values of one field that the filter box completes from. */
export interface ValueQuestion {
  readonly field: string;
  /** What is typed of the value. */
  readonly text: string;
}

export interface Filtering {
  /** Undefined until the server has named them. */
  readonly fields: readonly FilterFieldHelp[] | undefined;
  readonly isPanelOpen: boolean;
  readonly openFacets: readonly FacetName[];
  /** Facets that show many values. */
  readonly longFacets: readonly FacetName[];
  readonly facets: Asked<FacetReport> | undefined;
  readonly question: ValueQuestion | undefined;
  readonly values: Asked<Facet> | undefined;
  /** Filters with names, as this browser keeps them. */
  readonly saved: readonly SavedFilter[];
}

export const START_FILTERING: Filtering = {
  fields: undefined,
  isPanelOpen: false,
  openFacets: OPEN_AT_FIRST,
  longFacets: [],
  facets: undefined,
  question: undefined,
  values: undefined,
  saved: [],
};

export type FilteringChange =
  | { readonly kind: 'fields'; readonly fields: readonly FilterFieldHelp[] }
  | { readonly kind: 'saved'; readonly saved: readonly SavedFilter[] }
  | { readonly kind: 'panel'; readonly isOpen: boolean }
  | { readonly kind: 'facet-open'; readonly facet: FacetName; readonly isOpen: boolean }
  | { readonly kind: 'facet-long'; readonly facet: FacetName; readonly isLong: boolean }
  | { readonly kind: 'facets-asked'; readonly id: string }
  | { readonly kind: 'facets'; readonly id: string; readonly value: FacetReport }
  | { readonly kind: 'facets-refused'; readonly id: string; readonly problem: Problem }
  | { readonly kind: 'question'; readonly question: ValueQuestion | undefined }
  | { readonly kind: 'values-asked'; readonly id: string }
  | { readonly kind: 'values'; readonly id: string; readonly value: Facet | undefined }
  | { readonly kind: 'values-refused'; readonly id: string; readonly problem: Problem };

export function onFiltering(before: Filtering, change: FilteringChange): Filtering {
  switch (change.kind) {
    case 'fields':
      return { ...before, fields: change.fields };
    case 'saved':
      return { ...before, saved: change.saved };
    case 'panel':
      return { ...before, isPanelOpen: change.isOpen };
    case 'facet-open':
      return { ...before, openFacets: withName(before.openFacets, change.facet, change.isOpen) };
    case 'facet-long':
      return { ...before, longFacets: withName(before.longFacets, change.facet, change.isLong) };
    case 'facets-asked':
      // What is shown stays until the answer is here: rows that vanish for a moment make the panel jump.
      return { ...before, facets: { id: change.id, value: before.facets?.value, problem: undefined } };
    case 'facets':
      return before.facets?.id === change.id
        ? { ...before, facets: { id: change.id, value: change.value, problem: undefined } }
        : before;
    case 'facets-refused':
      return before.facets?.id === change.id
        ? { ...before, facets: { ...before.facets, problem: change.problem } }
        : before;
    case 'question':
      return { ...before, question: change.question };
    case 'values-asked':
      return { ...before, values: { id: change.id, value: before.values?.value, problem: undefined } };
    case 'values':
      return before.values?.id === change.id
        ? { ...before, values: { id: change.id, value: change.value, problem: undefined } }
        : before;
    case 'values-refused':
      return before.values?.id === change.id
        ? { ...before, values: { id: change.id, value: undefined, problem: change.problem } }
        : before;
    default:
      return change satisfies never;
  }
}

/** Names of fields as the server knows them; as they are written until it has told. */
export function fieldNamesOf(fields: readonly FilterFieldHelp[] | undefined): FieldNames {
  if (fields === undefined) return PLAIN_NAMES;
  const byName = new Map(
    fields.flatMap(field => [field.name, ...field.aliases].map(name => [name.toLowerCase(), field] as const)),
  );
  return {
    nameOf: written => byName.get(written.toLowerCase())?.name ?? written.toLowerCase(),
    isAnyCase: name => byName.get(name.toLowerCase())?.values !== undefined,
  };
}

function withName(names: readonly FacetName[], name: FacetName, isIn: boolean): readonly FacetName[] {
  const others = names.filter(each => each !== name);
  return isIn ? [...others, name] : others;
}
