// Calls as `report --json` lists them (INTERFACES): the legs of kind call that belong together, by Call-ID, with the links between them.

import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { groupOf } from './call-groups.ts';
import type { Report } from './report.ts';
import { isCallKind } from './report-leg.ts';
import { callIdText } from './summary.ts';

/** The calls of `legs`: whole, also where one of their legs is not among those. */
export function callRows(sources: CallSources, legs: readonly Leg[]): Report[] {
  const { store, links } = sources;
  links.refresh(true);
  const rows: Report[] = [];
  const seen = new Set<number>();
  for (const leg of legs) {
    if (!isCallKind(leg)) continue;
    const together = links.legsOf(leg.index);
    if (seen.has(together[0])) continue;
    seen.add(together[0]);
    const isTied = together.length > 1 || links.linksOf(leg.index).length > 0;
    rows.push(isTied ? callRow(sources, leg) : singleRow(callIdText(store, leg)));
  }
  return rows;
}

/** How many calls the legs of a capture are. */
export function countCalls({ store, links }: CallSources): number {
  links.refresh(true);
  let count = store.legs.reduce((n, leg) => n + Number(isCallKind(leg)), 0);
  for (const legs of links.several()) {
    const calls = legs.reduce((n, index) => n + Number(isCallKind(store.legs[index])), 0);
    if (calls > 1) count -= calls - 1;
  }
  return count;
}

function singleRow(callId: string): Report {
  return { id: callId, legs: [callId], links: [] };
}

function callRow(sources: CallSources, leg: Leg): Report {
  const { store } = sources;
  const group = groupOf(sources, leg);
  const legs = group.callIds.filter((_, i) => isCallKind(store.legs[store.indexOf(group.legs[i], store.legs.length)]));
  return {
    id: group.id,
    legs,
    links: group.links.map(({ from: _from, to: _to, fromCallId, toCallId, ...link }) => ({
      from: fromCallId,
      to: toCallId,
      ...link,
    })),
  };
}
