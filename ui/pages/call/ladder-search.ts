// Searching in a ladder: what was found of it, in words too, and the way from match to match. Takes the store and the ladder that is
// shown; asks for a text once nobody has typed for a moment.

import type { ShownLadder } from '../../ladder/shown.ts';
import { partOf } from '../../state/parts.ts';
import type { Store } from '../../state/store.ts';
import { texts } from '../../texts.ts';
import { adjust } from '../page.ts';

const FIND_MS = 200;
const NOTHING: ReadonlySet<number> = new Set();

export interface Hits {
  /** Messages that were found. */
  readonly set: ReadonlySet<number>;
  /** Rows that they stand in, from above. */
  readonly rows: readonly number[];
}

export class LadderSearch {
  private readonly page: EventTarget;
  private readonly store: () => Store;
  private readonly shown: () => ShownLadder;
  private asking: ReturnType<typeof setTimeout> | undefined;

  constructor(page: EventTarget, store: () => Store, shown: () => ShownLadder) {
    this.page = page;
    this.store = store;
    this.shown = shown;
  }

  get hits(): Hits {
    const { state } = this.store();
    const found = partOf(state, 'found')?.value;
    if (found === undefined || state.route.find === '') return { set: NOTHING, rows: [] };
    const set = new Set(found.messages);
    const rows = this.shown().rows.flatMap((row, at) =>
      row.type === 'message' && (row.folded ?? [row.index]).some(index => set.has(index)) ? [at] : [],
    );
    return { set, rows };
  }

  /** `3 of 12`; `at` is the row that is selected. */
  said({ set, rows }: Hits, at: number): string {
    const { state } = this.store();
    const asked = partOf(state, 'found');
    if (state.route.find === '') return '';
    if (asked?.problem !== undefined) return asked.problem.message;
    if (asked?.value === undefined) return texts.ladder.findBusy;
    if (set.size === 0) return texts.ladder.findNone;
    return texts.ladder.findCount(rows.indexOf(at) + 1, rows.length, asked.value.isCut);
  }

  find(text: string): void {
    this.stop();
    this.asking = setTimeout(() => adjust(this.page, { find: text }), FIND_MS);
  }

  /** What is typed is not asked for any more. */
  stop(): void {
    clearTimeout(this.asking);
  }

  /** The row of the next match from row `at`, round the ends; undefined without any. */
  next(at: number, step: 1 | -1): number | undefined {
    const { rows } = this.hits;
    return step > 0 ? (rows.find(row => row > at) ?? rows[0]) : (rows.filter(row => row < at).at(-1) ?? rows.at(-1));
  }
}
