// Several legs as one: the legs of a call, or any that somebody puts together, with one ladder for all of them.

import { withSeams } from '../ladder/seams.ts';
import type { MergedCall } from '../model/call.ts';
import type { Leg } from '../store/leg.ts';
import { type CallSources, ladderOf, streamsOf } from './call-detail.ts';
import { describeLink } from './call-groups.ts';
import { legNames } from './leg-names.ts';
import { sessionsOf } from './sessions.ts';
import { summarize } from './summary.ts';

/** Legs of one ladder; more are not drawn, and counted. */
export const MAX_MERGED_LEGS = 100;

export function mergeCall(sources: CallSources, wanted: readonly Leg[]): MergedCall {
  const { store, links } = sources;
  links.refresh(true);
  const legs = [...new Set(wanted)].sort((a, b) => a.index - b.index).slice(0, MAX_MERGED_LEGS);
  const shown = new Set(legs.map(leg => leg.index));
  const found = new Set(legs.flatMap(leg => links.linksOf(leg.index)));
  const between = [...found].filter(({ from, to }) => shown.has(from) && shown.has(to));
  const described = between.map(link => describeLink(store, link));
  const streams = legs.flatMap(leg => streamsOf(sources, leg));
  return {
    legs: legs.map(leg => ({
      ...summarize(store, leg, sources.captureId, links),
      ...legNames(store, sources.names, leg),
    })),
    legsOmitted: new Set(wanted).size - legs.length,
    links: described,
    ladder: withSeams(ladderOf(sources, legs, streams), described),
    streams,
    sessions: legs.flatMap(leg => sessionsOf(store, sources.bytes, leg)),
  };
}
