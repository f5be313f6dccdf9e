// Redraws an element when the store has changed, and stops when the element leaves the page.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What of a store is needed to hear of changes. */
export interface Watchable {
  subscribe(listener: () => void): () => void;
}

export class StoreController implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly store: () => Watchable;
  private undo: (() => void) | undefined;

  /** `store` is asked when the element is connected: properties are set by then. */
  constructor(host: ReactiveControllerHost, store: () => Watchable) {
    this.host = host;
    this.store = store;
    host.addController(this);
  }

  hostConnected(): void {
    this.undo = this.store().subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.undo?.();
    this.undo = undefined;
  }
}
