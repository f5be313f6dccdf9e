// The address of the list as a file: what is selected, else all rows of the filter, in the columns that somebody
// chose, else in all that need no message. Pure.

import type { Micros } from '../../../server/wire/types.ts';
import { readLayout } from '../../base/column-layout.ts';
import type { AppState } from '../../state/app-state.ts';
import { currentCapture } from '../../state/watch.ts';

export function exportLink(state: AppState, format: 'csv' | 'json'): string {
  const { route, selection } = state;
  const query = new URLSearchParams({ format });
  const columns = readLayout(route.columns).map(({ id }) => id);
  if (columns.length > 0) query.set('columns', columns.join(','));
  const capture = currentCapture(state);
  if (capture !== undefined) query.set('capture', capture);
  if (route.sort !== '') query.set('sort', route.sort);
  const { from, to } = state.list.key ?? {};
  // What is selected is meant, whatever the filter is by now.
  if (selection.legs.size > 0) query.set('legs', [...selection.legs].join(','));
  else {
    if (route.filter !== '') query.set('filter', route.filter);
    if (from !== undefined) setTime(query, 'from', from);
    if (to !== undefined) setTime(query, 'to', to);
  }
  return `/api/calls/export?${query}`;
}

/** As the API takes times: with all six digits. A capture can claim a time that no date has; it narrows nothing then. */
function setTime(query: URLSearchParams, name: 'from' | 'to', time: Micros): void {
  const date = new Date(Math.floor(time / 1000));
  if (Number.isNaN(date.getTime())) return;
  const micros = String(((time % 1000) + 1000) % 1000).padStart(3, '0');
  query.set(name, date.toISOString().replace('Z', `${micros}Z`));
}
