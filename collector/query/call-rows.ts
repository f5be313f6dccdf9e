// The list with one row a call: legs that belong together (SEMANTICS §5) stand under the first of them, folded or not.
// A filter lets a call through when it lets one of its legs through; calls sort by their first leg.

import type { CallLinks } from '../links/call-links.ts';
import type { LegOfCall, ListCounts } from '../model/report.ts';

/** Legs handled between two looks at the clock. */
const STEP = 4096;

/** The calls of `chosen` legs (undefined: of all), each by its first leg, in the order of the capture. */
export function* firstLegs(
  links: CallLinks,
  chosen: Uint32Array | undefined,
  legs: number,
): Generator<undefined, Uint32Array> {
  const count = chosen?.length ?? legs;
  const isIn = new Uint8Array(legs);
  let calls = 0;
  for (let at = 0; at < count; at++) {
    if (at % STEP === 0) yield;
    const first = links.legsOf(chosen === undefined ? at : chosen[at])[0];
    // A leg that came while this runs belongs to the next question.
    if (first >= legs || isIn[first] === 1) continue;
    isIn[first] = 1;
    calls++;
  }
  const firsts = new Uint32Array(calls);
  let at = 0;
  for (let leg = 0; leg < legs; leg++) {
    if (leg % STEP === 0) yield;
    if (isIn[leg] === 1) firsts[at++] = leg;
  }
  return firsts;
}

/** Calls that the filter let through, all there are, and the legs of those that were let through. */
export function countCalls(links: CallLinks, firsts: Uint32Array, legs: number): ListCounts {
  let further = 0;
  let furtherHere = 0;
  const here = new Set<number>();
  for (const call of links.several()) {
    further += call.length - 1;
    here.add(call[0]);
  }
  for (const first of firsts) if (here.has(first)) furtherHere += links.legsOf(first).length - 1;
  return { calls: firsts.length, allCalls: legs - further, legs: firsts.length + furtherHere };
}

/** Rows of the list: `calls` by their first legs, and below those that are unfolded their further legs. */
export function withFurtherLegs(links: CallLinks, calls: Uint32Array, unfolded: ReadonlySet<number>): Uint32Array {
  if (unfolded.size === 0) return calls;
  const rows: number[] = [];
  for (const first of calls) {
    rows.push(first);
    if (!unfolded.has(first)) continue;
    for (const leg of links.legsOf(first)) if (leg !== first) rows.push(leg);
  }
  return Uint32Array.from(rows);
}

/** What a row of this list says about its place: the number of legs is in `legsOfCall` anyway. */
export function placeInCall(
  links: CallLinks,
  leg: number,
  unfolded: ReadonlySet<number>,
): { readonly isUnfolded?: boolean; readonly under?: LegOfCall } {
  const legs = links.legsOf(leg);
  if (legs[0] === leg) return unfolded.has(leg) && legs.length > 1 ? { isUnfolded: true } : {};
  // The link that ties it to the legs above: the surest of those that join.
  const [link] = links
    .linksOf(leg)
    .filter(each => each.joins && (each.from === leg ? each.to : each.from) < leg)
    .sort((a, b) => b.score - a.score);
  return { under: link === undefined ? {} : { reason: link.reason, score: link.score, detail: link.detail } };
}
