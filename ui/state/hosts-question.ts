// What the page of hosts asks for: what is one host, and the range. Pure.

import type { AppState } from './app-state.ts';
import type { HostsKey } from './hosts.ts';
import { isoTime, rangeText } from './time-range.ts';
import { currentBounds, generationOf, openCapture } from './watch.ts';

/** What the page of hosts wants to know; undefined on other pages and without an open capture. */
export function wantedHosts(state: AppState): HostsKey | undefined {
  const capture = openCapture(state);
  if (state.route.page !== 'hosts' || capture === undefined) return undefined;
  const { hostsBy, range } = state.route;
  const { from, to } = currentBounds(state);
  const query = new URLSearchParams({ capture: capture.id, by: hostsBy });
  if (from !== undefined) query.set('from', isoTime(from));
  if (to !== undefined) query.set('to', isoTime(to));
  const view = JSON.stringify([capture.id, generationOf(state, capture.id), hostsBy, rangeText(range)]);
  return { view, query: query.toString() };
}
