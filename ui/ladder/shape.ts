// From what the server draws to what the page shows: hosts grouped, moved, hidden; messages filtered; retransmissions folded. Pure.
// Promises: what is left out is counted.

import type { LadderDiagram, LadderRow, MediaSession } from '../../server/wire/types.ts';
import type { LadderView } from '../state/ladder-view.ts';
import { arrangeHosts } from './arrange-hosts.ts';
import { filterRows, joinGaps } from './filter-rows.ts';
import { foldRepeats } from './fold-repeats.ts';
import { groupHosts } from './group-hosts.ts';
import type { ShownLadder, ShownMessage, ShownRow } from './shown.ts';
import { unfoldCopies } from './unfold-copies.ts';

/** Messages whose retransmissions, and whose sightings at other capture points, are shown one by one. */
export interface Unfolded {
  readonly repeats: ReadonlySet<number>;
  readonly copies: ReadonlySet<number>;
}

const NOTHING_UNFOLDED: Unfolded = { repeats: new Set(), copies: new Set() };
const NO_EFFECTS: ReadonlyMap<number, readonly string[]> = new Map();

export function shapeLadder(
  diagram: LadderDiagram,
  view: LadderView,
  unfolded: Unfolded = NOTHING_UNFOLDED,
  effects: ReadonlyMap<number, readonly string[]> = NO_EFFECTS,
): ShownLadder {
  const grouped = groupHosts(diagram, view.hosts, view.isNamed);
  const filtered = filterRows(grouped.rows, view);
  const arranged = arrangeHosts({ hosts: grouped.hosts, rows: filtered }, view.columns, view.hide);
  // Between two silences there may have been nothing but what is folded by now.
  const folded = joinGaps(foldRepeats(arranged.rows, diagram.rows, view.isUnfolded, unfolded.repeats));
  const all = diagram.rows.filter(row => row.type === 'message');
  const methods = new Map<string, number>();
  for (const { method } of all) methods.set(method, (methods.get(method) ?? 0) + 1);
  return {
    hosts: arranged.hosts,
    hidden: arranged.hidden,
    rows: unfoldCopies(effects.size === 0 ? folded : folded.map(row => withEffects(row, effects)), unfolded.copies),
    ...(diagram.legs !== undefined && { legs: diagram.legs }),
    omitted: diagram.omitted,
    messages: all.length,
    shown: countMessages(arranged.rows),
    behindHosts: arranged.behindHosts,
    start: all[0]?.time,
    methods,
  };
}

/** What an SDP did, by the message that offered it: `hold`, `resume`, `T.38`. */
export function effectsOf(sessions: readonly MediaSession[]): ReadonlyMap<number, readonly string[]> {
  const effects = new Map<number, readonly string[]>();
  for (const { exchanges } of sessions)
    for (const { offer, effects: words } of exchanges) {
      // That it was refused is told by the response, and a refresh changes nothing.
      const told = words.filter(word => !/^(?:refused|no change)/.test(word));
      if (told.length > 0) effects.set(offer, told);
    }
  return effects;
}

/** Where the message `index` stands, alone or folded with others; -1 when it is not shown. */
export function rowOfMessage(rows: readonly ShownRow[], index: number | undefined): number {
  if (index === undefined) return -1;
  return rows.findIndex(row => row.type === 'message' && stands(row, index));
}

/** True when `index` is the row's message, or folded into it. */
export function stands(row: ShownMessage, index: number): boolean {
  return row.index === index || row.folded?.includes(index) === true;
}

function withEffects(row: ShownRow, effects: ReadonlyMap<number, readonly string[]>): ShownRow {
  const words = row.type === 'message' ? effects.get(row.index) : undefined;
  return row.type !== 'message' || words === undefined ? row : { ...row, effects: words };
}

function countMessages(rows: readonly LadderRow[]): number {
  let count = 0;
  for (const row of rows) if (row.type === 'message') count += 1;
  return count;
}
