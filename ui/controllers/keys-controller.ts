// Hears keys for the whole page and turns them into commands, by the table in the host's hands. Typing is left alone.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isScrolling, isTyping, type KeyBinding, keyName, matchKey } from '../base/keys.ts';

/** A chord's second key must come within this time. */
const CHORD_MS = 1200;

export interface KeysOptions<Scope extends string, Command extends string> {
  readonly bindings: readonly KeyBinding<Scope, Command>[];
  /** The scopes that hold now, the nearest first. */
  readonly scopes: () => readonly Scope[];
  /** True when something was done, so the browser must not act too. */
  readonly run: (command: Command) => boolean;
}

export class KeysController<Scope extends string, Command extends string> implements ReactiveController {
  private readonly options: KeysOptions<Scope, Command>;
  private pending = '';
  private pendingSince = 0;

  constructor(host: ReactiveControllerHost, options: KeysOptions<Scope, Command>) {
    this.options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const name = keyName(event);
    if (name === undefined || event.defaultPrevented) return;
    // No letter comes of Ctrl and a key, so it means the page where text is typed, too.
    if (isTyping(event.composedPath()) && !name.startsWith('Ctrl-')) return;
    // Enter and Space belong to the button or link that has the focus.
    if ((name === 'Enter' || name === 'Space') && isPressable(event.composedPath()[0])) return;
    if (isScrolling(name, event.composedPath())) return;
    const pending = event.timeStamp - this.pendingSince < CHORD_MS ? this.pending : '';
    const match = matchKey(this.options.bindings, this.options.scopes(), pending, name);
    this.pending = match.kind === 'pending' ? match.pending : '';
    this.pendingSince = event.timeStamp;
    if (match.kind === 'command' && this.options.run(match.command)) event.preventDefault();
  };
}

function isPressable(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], summary, [role="tab"]');
}
