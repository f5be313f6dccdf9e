// All sockets of `/api/live`. Takes sockets, listens to the captures, and every 100 ms lets each client send what is due.
// Bounded: so many clients, so many bytes a message; a socket that stopped answering pings is ended.

import type { CaptureChange } from '../collector/index.ts';
import type { Captures } from './captures.ts';
import { noSuchCapture } from './errors.ts';
import { type AskList, LiveClient, type LiveSocket } from './live-client.ts';
import { LIMITS } from './wire/limits.ts';
import type { ListAnswer, ListQuery, Millis } from './wire/types.ts';

const TICK_EVERY: Millis = 100;
const PING_EVERY: Millis = 30_000;
/** How long a socket may take to say goodbye when the server stops. */
const GOODBYE_WITHIN: Millis = 200;

/** Close codes of RFC 6455 §7.4.1 and its registry. */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

/** What is needed of a WebSocket of `ws`. */
export interface HubSocket extends LiveSocket {
  on(event: 'message' | 'pong' | 'close' | 'error', listener: (data: unknown) => void): unknown;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

interface Connection {
  readonly socket: HubSocket;
  readonly client: LiveClient;
  /** It answered the latest ping, or none was sent yet. */
  alive: boolean;
}

export class Hub {
  readonly #captures: Captures;
  readonly #onFault: (error: Error) => void;
  readonly #connections = new Set<Connection>();
  readonly #stopListening: () => void;
  #ticker: NodeJS.Timeout | undefined;
  #pinger: NodeJS.Timeout | undefined;

  /** `onFault` hears of errors that are faults of ours; a page is told of all errors. */
  constructor(captures: Captures, onFault: (error: Error) => void) {
    this.#captures = captures;
    this.#onFault = onFault;
    this.#stopListening = captures.listen({
      onChange: (id, change) => this.#onChange(id, change),
      onList: () => this.#onList(),
    });
  }

  get clients(): number {
    return this.#connections.size;
  }

  accept(socket: HubSocket): void {
    if (this.#connections.size >= LIMITS.liveClients) {
      socket.close(TRY_AGAIN_LATER, `${LIMITS.liveClients} pages are connected already`);
      return;
    }
    const connection = { socket, client: new LiveClient(socket, this.#captures, this.#onFault), alive: true };
    this.#connections.add(connection);
    this.#startTimers();
    socket.on('message', data => connection.client.onMessage(String(data), this.#askNow));
    socket.on('pong', () => {
      connection.alive = true;
    });
    socket.on('close', () => this.#leave(connection));
    // `close` follows every error (too large a message, a broken frame), and that is the answer to it.
    socket.on('error', () => this.#leave(connection));
  }

  /** Says goodbye to all and ends who does not answer. */
  close(): void {
    this.#stopListening();
    const sockets = Array.from(this.#connections, connection => connection.socket);
    if (sockets.length === 0) return;
    for (const socket of sockets) socket.close(GOING_AWAY, 'sipscope stops');
    setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, GOODBYE_WITHIN);
  }

  #onChange(id: string, change: CaptureChange): void {
    for (const { client } of this.#connections) client.onChange(id, change);
  }

  #onList(): void {
    for (const { client } of this.#connections) client.onList();
  }

  #leave(connection: Connection): void {
    connection.client.leave();
    this.#connections.delete(connection);
    if (this.#connections.size > 0) return;
    clearInterval(this.#ticker);
    clearInterval(this.#pinger);
    this.#ticker = undefined;
    this.#pinger = undefined;
  }

  #startTimers(): void {
    this.#ticker ??= setInterval(() => this.#tick(), TICK_EVERY);
    this.#pinger ??= setInterval(() => this.#ping(), PING_EVERY);
  }

  #tick(): void {
    // All questions of a tick are asked before any change can come between them, so equal ones have equal answers.
    const answerByQuestion = new Map<string, Promise<ListAnswer>>();
    const askShared: AskList = (capture, query) => {
      const key = JSON.stringify([capture, query]);
      const answer = answerByQuestion.get(key) ?? this.#askNow(capture, query);
      answerByQuestion.set(key, answer);
      return answer;
    };
    for (const { client } of this.#connections) client.flush(askShared);
  }

  readonly #askNow = async (capture: string, query: ListQuery): Promise<ListAnswer> => {
    const handle = this.#captures.find(capture);
    if (handle === undefined) throw noSuchCapture(capture);
    return handle.list(query);
  };

  #ping(): void {
    for (const connection of this.#connections) {
      if (connection.alive) connection.socket.ping();
      else connection.socket.terminate();
      connection.alive = false;
    }
  }
}
