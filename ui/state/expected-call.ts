// A call that was opened from the list, as far as the list knows it: its head and its place are drawn while the rest is read. Pure.

import type { LadderDiagram } from '../../server/wire/types.ts';
import type { AppState, ShownCall } from './app-state.ts';
import { rowAt } from './list.ts';

/** One for all, so that what is made of it is made once. */
const NOTHING_READ: LadderDiagram = { hosts: [], rows: [], omitted: 0 };

/** Undefined where the list does not know it, as after a link; and of all legs in one ladder, which is not the ladder of this one. */
export function expectedCall({ route, list }: AppState): ShownCall | undefined {
  if (route.isMerged || route.row === undefined || list.key?.capture !== route.capture) return undefined;
  const call = rowAt(list, route.row);
  if (call === undefined || call.index !== route.leg) return undefined;
  return { call, ladder: NOTHING_READ, transitions: [], dialogs: [], streams: [], findings: [] };
}
