// What all pages share: how they ask to go somewhere, and how keys reach them. Pages never touch the address bar.

import { emit } from '../base/emit.ts';
import type { Command } from '../commands.ts';
import type { Route } from '../state/route.ts';

/** Detail of the event `navigate`. */
export interface Navigation {
  readonly to: Partial<Route>;
  /** Takes the place of the current entry of the history: for what nobody wants to step back through. */
  readonly isReplacing: boolean;
}

/** A page that keys can move. */
export interface Page {
  /** Does what a key asks for; false when the page has nothing to do for it. */
  run(command: Command): boolean;
}

export function isPage(element: Element | null | undefined): element is Element & Page {
  return element !== null && element !== undefined && 'run' in element && typeof element.run === 'function';
}

/** A new place. */
export function go(from: EventTarget, to: Partial<Route>): void {
  emit<Navigation>(from, 'navigate', { to, isReplacing: false });
}

/** The same place, seen a little differently. */
export function adjust(from: EventTarget, to: Partial<Route>): void {
  emit<Navigation>(from, 'navigate', { to, isReplacing: true });
}
