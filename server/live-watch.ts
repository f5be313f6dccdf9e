// What a page watches, and what of it is out of date: the state behind one `watch` message. Takes announcements, marks what is due.

import type { ClientMessage } from './wire/protocol.ts';
import type { ListAnswer, Millis } from './wire/types.ts';

type CallsRequest = Extract<ClientMessage, { view: 'calls' }>;
type CallRequest = Extract<ClientMessage, { view: 'call' }>;

export interface CallsWatch {
  readonly view: 'calls';
  readonly request: CallsRequest;
  /** The snapshot or rows of it are out of date. */
  due: boolean;
  /** Legs that changed since the last list was asked; undefined: any may have. */
  changed: Set<number> | undefined;
  /** What the page has; undefined before the snapshot. */
  shown: ListAnswer | undefined;
  notBefore: Millis;
}

export interface CallWatch {
  readonly view: 'call';
  readonly request: CallRequest;
  due: boolean;
  notBefore: Millis;
}

export interface CapturesWatch {
  readonly view: 'captures';
  readonly seq: number;
  due: boolean;
}

export type Watch = CallsWatch | CallWatch | CapturesWatch;

export function startWatch(message: Exclude<ClientMessage, { type: 'unwatch' }>): Watch {
  switch (message.view) {
    case 'calls':
      return { view: 'calls', request: message, due: true, changed: undefined, shown: undefined, notBefore: 0 };
    case 'call':
      return { view: 'call', request: message, due: true, notBefore: 0 };
    case 'captures':
      return { view: 'captures', seq: message.seq, due: true };
    default:
      return assertNever(message);
  }
}

export function noteCalls(watch: CallsWatch, legs: readonly number[] | undefined): void {
  // A wrong filter stays wrong however the capture grows.
  if (watch.shown?.error !== undefined) return;
  watch.due = true;
  if (legs === undefined) watch.changed = undefined;
  else for (const leg of legs) watch.changed?.add(leg);
}

export function noteCall(watch: CallWatch, legs: readonly number[] | undefined): void {
  if (legs === undefined) {
    watch.due = true;
  } else if (legs.includes(watch.request.leg)) {
    watch.due = true;
    watch.notBefore = 0;
  }
}

function assertNever(value: never): never {
  throw new Error(`a watch of ${JSON.stringify(value)}`);
}
