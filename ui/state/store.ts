// Holds the state. An action is reduced at once; listeners hear of it once an animation frame, however many came.

import type { Action } from './actions.ts';
import type { AppState } from './app-state.ts';
import { reduce } from './reduce.ts';

export type Listener = () => void;
/** Runs its argument before the next frame is painted. */
export type Schedule = (run: () => void) => void;

export class Store {
  private current: AppState;
  private readonly listeners = new Set<Listener>();
  private readonly schedule: Schedule;
  private isScheduled = false;

  constructor(start: AppState, schedule: Schedule) {
    this.current = start;
    this.schedule = schedule;
  }

  get state(): AppState {
    return this.current;
  }

  dispatch(action: Action): void {
    const next = reduce(this.current, action);
    if (next === this.current) return;
    this.current = next;
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.schedule(() => this.tell());
  }

  /** Calls `listener` after changes; returns what undoes it. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    this.isScheduled = false;
    for (const listener of this.listeners) listener();
  }
}

/** Before the next frame; a hidden page paints none, so there a timer stands in and the page stays current. */
export function beforeNextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}
