// The live socket: opens, comes back by itself with back-off, and says again what is watched after each opening.
// Takes one message to keep sent; gives parsed ServerMessages and the connection's state.

import type { ClientMessage, ServerMessage } from '../../server/wire/protocol.ts';
import { backoff } from './backoff.ts';

/** What of a WebSocket is used; a test hands in its own. */
export interface Socket {
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  send(text: string): void;
}

export interface LiveOptions {
  readonly connect: () => Socket;
  readonly wait: (run: () => void, ms: number) => void;
  readonly random: () => number;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onConnection: (connection: 'open' | 'lost') => void;
}

export class Live {
  private readonly options: LiveOptions;
  private socket: Socket | undefined;
  private isOpen = false;
  private attempt = 0;
  private watched: ClientMessage | undefined;

  constructor(options: LiveOptions) {
    this.options = options;
  }

  open(): void {
    const socket = this.options.connect();
    this.socket = socket;
    socket.addEventListener('open', () => {
      this.isOpen = true;
      this.attempt = 0;
      this.options.onConnection('open');
      if (this.watched !== undefined) socket.send(JSON.stringify(this.watched));
    });
    socket.addEventListener('message', event => {
      if (typeof event.data === 'string') this.options.onMessage(JSON.parse(event.data) as ServerMessage);
    });
    socket.addEventListener('close', () => this.comeBack());
  }

  /** Replaces what is watched, now and after every reconnect. */
  watch(message: ClientMessage): void {
    this.watched = message;
    if (this.isOpen) this.socket?.send(JSON.stringify(message));
  }

  private comeBack(): void {
    this.isOpen = false;
    this.options.onConnection('lost');
    this.options.wait(() => this.open(), backoff(this.attempt, this.options.random()));
    this.attempt += 1;
  }
}

/** Where the live socket of this page's server is. */
export function liveAddress(location: { readonly protocol: string; readonly host: string }): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/live`;
}
