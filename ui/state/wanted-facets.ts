// What the page wants to know beside a filter, worked out from the state (net/filter-session.ts asks): facets while the panel is open,
// values while the filter box completes one; both of the range of time that is looked at. Pure.

import type { AppState } from './app-state.ts';
import { FACET_FIELDS, FACET_VALUES, FACET_VALUES_MORE } from './filtering.ts';
import type { TimeBounds } from './time-range.ts';
import { currentBounds, generationOf, openCapture } from './watch.ts';

/** The filter that the list shows: one that cannot be read keeps the rows of the last one that could. */
export function shownFilter({ route, list }: AppState): string {
  return list.error === undefined ? route.filter : (list.key?.filter ?? '');
}

export interface FacetQuestion {
  /** What is counted in; all of it when empty. */
  readonly bounds: TimeBounds;
  readonly capture: string;
  readonly filter: string;
  readonly fields: readonly string[];
  readonly limit: number;
}

/** Facets that the page shows now; undefined where it shows none. One question for short facets, one for each long one. */
export function wantedFacets(
  state: AppState,
): { readonly id: string; readonly questions: readonly FacetQuestion[] } | undefined {
  const { filtering, route } = state;
  const capture = openCapture(state)?.id;
  if (route.page !== 'calls' || !filtering.isPanelOpen || capture === undefined) return undefined;
  const of = { capture, bounds: currentBounds(state), filter: shownFilter(state) };
  const open = FACET_FIELDS.filter(field => filtering.openFacets.includes(field));
  const long = open.filter(field => filtering.longFacets.includes(field));
  const short = open.filter(field => !long.includes(field));
  const questions = [
    ...(short.length > 0 ? [{ ...of, fields: short, limit: FACET_VALUES }] : []),
    ...(long.length > 0 ? [{ ...of, fields: long, limit: FACET_VALUES_MORE }] : []),
  ];
  return { id: JSON.stringify([generationOf(state, capture), questions]), questions };
}

/** Values that the filter box waits for. */
export function wantedValues(
  state: AppState,
): { readonly id: string; readonly question: FacetQuestion & { readonly text: string } } | undefined {
  const { question } = state.filtering;
  const capture = openCapture(state)?.id;
  if (question === undefined || capture === undefined) return undefined;
  const asked = {
    capture,
    bounds: currentBounds(state),
    filter: '',
    fields: [question.field],
    text: question.text.slice(0, 200),
    limit: VALUES_OFFERED,
  };
  return { id: JSON.stringify([generationOf(state, capture), asked]), question: asked };
}

/** Values that the filter box offers. */
const VALUES_OFFERED = 50;
