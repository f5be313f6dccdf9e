// Which legs are one call, as the world is told: legs by number and Call-ID, links with the messages that show them (SEMANTICS §5).

import type { FoundLink } from '../links/found-link.ts';
import type { CallGroup, LegLink } from '../model/call.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { callIdText } from './summary.ts';

/** The call of a leg: of itself alone when nothing ties it to another. */
export function groupOf({ store, links }: CallSources, leg: Leg): CallGroup {
  links.refresh(true);
  return describe(store, links.legsOf(leg.index), index => links.linksOf(index));
}

/** Calls of more than one leg, in the order of their first legs. */
export function groupsOf({ store, links }: CallSources): CallGroup[] {
  links.refresh(true);
  const several = [...links.several()].sort((a, b) => a[0] - b[0]);
  return several.map(legs => describe(store, legs, index => links.linksOf(index)));
}

function describe(
  store: CallStore,
  legs: readonly number[],
  linksOf: (leg: number) => readonly FoundLink[],
): CallGroup {
  const links = new Set(legs.flatMap(linksOf));
  const callIds = legs.map(index => callIdText(store, store.legs[index]));
  return {
    id: callIds[0],
    legs: legs.map(index => store.numberOf(index)),
    callIds,
    links: Array.from(links, link => describeLink(store, link)),
  };
}

export function describeLink(store: CallStore, link: FoundLink): LegLink {
  const { from, to, evidence, reason, score, detail, cut, joins } = link;
  return {
    from: store.numberOf(from),
    to: store.numberOf(to),
    fromCallId: callIdText(store, store.legs[from]),
    toCallId: callIdText(store, store.legs[to]),
    reason,
    score,
    detail,
    evidence: evidence.map(row => store.numberOf(row)),
    cut,
    joins,
  };
}
