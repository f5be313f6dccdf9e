// Keeps the tables beside the list of calls in line with the server: what is on screen is asked for, and asked for again when the
// capture has grown. Takes the store and the Api; dispatches what comes back.

import type { Store } from '../state/store.ts';
import { isSameTable, TABLE_BLOCK, type TableKey, type TableName, tableOfPage, wantedBlocks } from '../state/tables.ts';
import { currentBounds, currentCapture, generationOf } from '../state/watch.ts';
import { type Api, problemOf } from './api.ts';

export class TableSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'table' | 'stream' | 'registration'>;

  constructor(store: Store, api: Pick<Api, 'table' | 'stream' | 'registration'>) {
    this.store = store;
    this.api = api;
  }

  /** Asks for what the page of now shows and does not have. */
  sync(): void {
    const { state } = this.store;
    const name = tableOfPage(state.route.page);
    const capture = currentCapture(state);
    if (name === undefined || capture === undefined) return;
    if (!(state.captures?.some(known => known.id === capture) ?? false)) return;
    const { find, order } = state.route;
    const key = { capture, generation: generationOf(state, capture), find, order, ...currentBounds(state) };
    const table = state.tables[name];
    if (!isSameTable(table.key, key)) this.ask(name, key, Math.floor((state.route.row ?? 0) / TABLE_BLOCK));
    else for (const block of wantedBlocks(table)) this.ask(name, key, block);
    this.askItem(name, capture, false);
  }

  /** The capture has grown: what is on screen may be old. */
  refresh(): void {
    const { state } = this.store;
    const name = tableOfPage(state.route.page);
    if (name === undefined) return;
    this.store.dispatch({ type: 'table-stale', name });
    this.sync();
    const capture = currentCapture(state);
    if (capture !== undefined) this.askItem(name, capture, true);
  }

  private ask(name: TableName, key: TableKey, block: number): void {
    this.store.dispatch({ type: 'table-asked', name, key, block });
    this.api.table(name, key, block * TABLE_BLOCK, TABLE_BLOCK).then(
      answer => this.store.dispatch({ type: 'table', name, key, block, answer }),
      (error: unknown) => this.store.dispatch({ type: 'table-refused', name, key, block, problem: problemOf(error) }),
    );
  }

  /** The row that is open beside the table. */
  private askItem(name: TableName, capture: string, isAgain: boolean): void {
    const { state } = this.store;
    const id = `${capture}:${state.route.item}`;
    if (state.route.item === undefined) return;
    if (name === 'streams' && (isAgain || state.stream?.id !== id)) this.askStream(id);
    if (name === 'registrations' && (isAgain || state.registration?.id !== id)) this.askRegistration(id);
  }

  private askRegistration(id: string): void {
    this.store.dispatch({ type: 'registration-asked', id });
    this.api.registration(id).then(
      value => this.store.dispatch({ type: 'registration', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'registration-refused', id, problem: problemOf(error) }),
    );
  }

  private askStream(id: string): void {
    this.store.dispatch({ type: 'stream-asked', id });
    this.api.stream(id).then(
      value => this.store.dispatch({ type: 'stream', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'stream-refused', id, problem: problemOf(error) }),
    );
  }
}
