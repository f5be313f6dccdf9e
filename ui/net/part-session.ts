// Asks for the parts of a call or stream that somebody looks at: what can be heard, who calls by whose word, all legs in one ladder.
// Takes the store and the Api; dispatches what comes back. The sound itself is fetched by the player.

import { PART_NAMES, type PartName } from '../state/app-state.ts';
import { wantedPart } from '../state/parts.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

/** Findings and legs of a call, its offers and answers, bindings of an address of record. */
const GROWING: readonly PartName[] = ['findings', 'merged', 'sessions', 'timeline'];

/** Nobody waits for these as for the ladder, whose drawing and whose server they would hold up. */
const LATER: readonly PartName[] = ['sessions'];
const LATER_MS = 250;

export class PartSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'part'>;

  private readonly wait: (run: () => void, ms: number) => void;
  /** What was put off, as long as it is. */
  private readonly putOff = new Map<PartName, string>();

  constructor(store: Store, api: Pick<Api, 'part'>, wait: (run: () => void, ms: number) => void = run => run()) {
    this.store = store;
    this.api = api;
    this.wait = wait;
  }

  /** Asks for what is wanted and not here. */
  sync(): void {
    for (const name of PART_NAMES) {
      const id = wantedPart(this.store.state, name);
      if (id === undefined || this.store.state.parts[name]?.id === id) continue;
      if (LATER.includes(name)) this.askLater(name, id);
      else this.ask(name, id);
    }
  }

  private askLater(name: PartName, id: string): void {
    if (this.putOff.get(name) === id) return;
    this.putOff.set(name, id);
    this.wait(() => {
      if (this.putOff.get(name) !== id) return;
      this.putOff.delete(name);
      const { state } = this.store;
      if (wantedPart(state, name) === id && state.parts[name]?.id !== id) this.ask(name, id);
    }, LATER_MS);
  }

  /** More was captured: what grows with it is asked for again, what is shown stays meanwhile. */
  refresh(): void {
    for (const name of GROWING) {
      const id = wantedPart(this.store.state, name);
      if (id !== undefined) this.ask(name, id);
    }
  }

  private ask(name: PartName, id: string): void {
    this.store.dispatch({ type: 'part-asked', name, id });
    this.api.part(name, id).then(
      value => this.store.dispatch({ type: 'part', name, id, value }),
      (error: unknown) => this.store.dispatch({ type: 'part-refused', name, id, problem: problemOf(error) }),
    );
  }
}
