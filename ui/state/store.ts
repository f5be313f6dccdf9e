// Holds the state. An action is reduced at once. Who asks the server hears of it when the turn ends, so that questions leave before
// anything is drawn; who draws hears of it once an animation frame. Both hear once, however many actions came.

import type { Action } from './actions.ts';
import type { AppState } from './app-state.ts';
import { reduce } from './reduce.ts';

export type Listener = () => void;
/** Runs its argument later: before the next frame is painted, or at the end of the turn. */
export type Schedule = (run: () => void) => void;

export class Store {
  private current: AppState;
  private readonly drawers: Listeners;
  private readonly askers: Listeners;

  constructor(start: AppState, beforeFrame: Schedule) {
    this.current = start;
    this.drawers = new Listeners(beforeFrame);
    this.askers = new Listeners(run => queueMicrotask(run));
  }

  get state(): AppState {
    return this.current;
  }

  dispatch(action: Action): void {
    const next = reduce(this.current, action);
    if (next === this.current) return;
    this.current = next;
    this.askers.tellLater();
    this.drawers.tellLater();
  }

  /** Calls `listener` before the frame after a change; returns what undoes it. */
  subscribe(listener: Listener): () => void {
    return this.drawers.add(listener);
  }

  /** Calls `listener` at the end of the turn of a change, for questions; returns what undoes it. */
  subscribeAsker(listener: Listener): () => void {
    return this.askers.add(listener);
  }
}

class Listeners {
  private readonly schedule: Schedule;
  private readonly listeners = new Set<Listener>();
  private isScheduled = false;

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  add(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tellLater(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.schedule(() => {
      this.isScheduled = false;
      for (const listener of this.listeners) listener();
    });
  }
}

/** Before the next frame; a hidden page paints none, so there a timer stands in and the page stays current. */
export function beforeNextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 100);
  else requestAnimationFrame(run);
}
