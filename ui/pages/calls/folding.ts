// One row a call: its legs unfold below it. Takes the store and how the cursor is moved.

import type { CallSummary } from '../../../server/wire/types.ts';
import type { ListState } from '../../state/app-state.ts';
import { rowAt } from '../../state/list.ts';
import type { Store } from '../../state/store.ts';
import { texts } from '../../texts.ts';
import type { Fold } from '../../widgets/data-table.ts';

export class Folding {
  private readonly store: () => Store;
  private readonly moveTo: (row: number) => boolean;

  constructor(store: () => Store, moveTo: (row: number) => boolean) {
    this.store = store;
    this.moveTo = moveTo;
  }

  /** How the rows of the list fold now; in a list of legs none does. */
  get foldOf(): (row: CallSummary) => Fold | undefined {
    return this.store().state.route.isGrouped ? foldOf : noFold;
  }

  /** Unfolds the call under the cursor or folds it; from a leg, folding goes to its call first. */
  fold(isUnfolded: boolean): boolean {
    const { list, route } = this.store().state;
    const at = route.row ?? -1;
    const row = rowAt(list, at);
    if (!route.isGrouped || row === undefined) return false;
    if (row.under !== undefined) return isUnfolded ? false : this.moveTo(callAbove(list, at));
    if ((row.legsOfCall ?? 1) > 1) this.store().dispatch({ type: 'unfold', leg: row.index, isUnfolded });
    return true;
  }

  /** What its button does. */
  turn(at: number): void {
    const row = rowAt(this.store().state.list, at);
    if (row === undefined) return;
    this.store().dispatch({ type: 'unfold', leg: row.index, isUnfolded: row.isUnfolded !== true });
  }
}

export function foldLabel(row: CallSummary): string {
  return row.isUnfolded === true ? texts.grouped.fold : texts.grouped.unfold(row.legsOfCall ?? 1);
}

function noFold(): undefined {
  return undefined;
}

function foldOf(row: CallSummary): Fold | undefined {
  if (row.under !== undefined) return 'under';
  if ((row.legsOfCall ?? 1) < 2) return undefined;
  return row.isUnfolded === true ? 'unfolded' : 'folded';
}

/** Index of the call above a leg; the leg itself while that row is not here. */
function callAbove(list: ListState, at: number): number {
  for (let above = at - 1; above >= 0; above -= 1) {
    const row = rowAt(list, above);
    if (row === undefined) break;
    if (row.under === undefined) return above;
  }
  return at;
}
