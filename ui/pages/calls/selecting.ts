// Selecting rows of the list, and what is done with those that are selected. Takes the store, gives `navigate`.

import type { CallSummary } from '../../../server/wire/types.ts';
import { rowAt } from '../../state/list.ts';
import { MERGE_LIMIT } from '../../state/route.ts';
import { NO_SELECTION, ranged, type Selection, toggled } from '../../state/selection.ts';
import type { Store } from '../../state/store.ts';
import { currentCapture } from '../../state/watch.ts';
import { adjust, go } from '../page.ts';

export class Selecting {
  private readonly page: EventTarget;
  private readonly store: () => Store;
  /** Brings a row into view. */
  private readonly show: (row: number) => void;
  private asked: { readonly legs: Selection['legs']; readonly isSelected: (row: CallSummary) => boolean } | undefined;

  constructor(page: EventTarget, store: () => Store, show: (row: number) => void) {
    this.page = page;
    this.store = store;
    this.show = show;
  }

  get selection(): Selection {
    return this.store().state.selection;
  }

  /** Whether a row is selected; the same function as long as the selection is the same. */
  get isSelected(): (row: CallSummary) => boolean {
    const { legs } = this.selection;
    if (this.asked?.legs !== legs) this.asked = { legs, isSelected: row => legs.has(row.index) };
    return this.asked.isSelected;
  }

  toggle(row: number): boolean {
    this.set(toggled(this.selection, this.rowAt, row));
    return true;
  }

  /** Everything from the row where the last selection began, else from the cursor, to `row`. */
  range(row: number): void {
    const cursor = this.store().state.route.row ?? row;
    this.set(ranged(this.selection, this.rowAt, cursor, row));
    adjust(this.page, { row });
  }

  /** From the cursor on, a row further down, or up; false when there is none. */
  extend(step: 1 | -1): boolean {
    const { list, route } = this.store().state;
    const row = Math.min(list.total - 1, Math.max(0, (route.row ?? (step > 0 ? -1 : list.total)) + step));
    if (row < 0) return false;
    this.range(row);
    this.show(row);
    return true;
  }

  clear(): boolean {
    if (this.selection.legs.size === 0) return false;
    this.set(NO_SELECTION);
    return true;
  }

  /** One ladder of all that are selected, in the order of the capture; false when nothing is. */
  open(): boolean {
    const { legs } = this.selection;
    const [leg, ...beside] = [...legs].sort((a, b) => a - b).slice(0, MERGE_LIMIT);
    if (leg === undefined) return false;
    const capture = currentCapture(this.store().state);
    go(this.page, { page: 'call', capture, leg, message: undefined, beside, isMerged: beside.length > 0 });
    return true;
  }

  private readonly rowAt = (index: number) => rowAt(this.store().state.list, index);

  private set(selection: Selection): void {
    this.store().dispatch({ type: 'select', selection });
  }
}
