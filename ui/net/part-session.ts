// Asks for the parts of a call or stream that somebody looks at: what can be heard, who calls by whose word, all legs in one ladder.
// Takes the store and the Api; dispatches what comes back. The sound itself is fetched by the player.

import { PART_NAMES, type PartName } from '../state/app-state.ts';
import { wantedPart } from '../state/parts.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

/** Findings and legs of a call, its offers and answers, bindings of an address of record. */
const GROWING: readonly PartName[] = ['findings', 'merged', 'sessions', 'timeline'];

export class PartSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'part'>;

  constructor(store: Store, api: Pick<Api, 'part'>) {
    this.store = store;
    this.api = api;
  }

  /** Asks for what is wanted and not here. */
  sync(): void {
    for (const name of PART_NAMES) {
      const id = wantedPart(this.store.state, name);
      if (id !== undefined && this.store.state.parts[name]?.id !== id) this.ask(name, id);
    }
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
