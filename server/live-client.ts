// One socket of `/api/live`: what its page watches, what of that is out of date, and when it may be told. Takes the page's messages
// and what the captures announce; sends the latest state, never a backlog. Every socket is assumed slow.

import { Compile } from 'typebox/compile';
import type { CaptureChange } from '../collector/index.ts';
import type { Captures } from './captures.ts';
import { noSuchCapture, toApiError } from './errors.ts';
import { type CallsWatch, type CallWatch, noteCall, noteCalls, startWatch, type Watch } from './live-watch.ts';
import type { ClientMessage, ServerMessage } from './wire/protocol.ts';
import { ClientMessageSchema } from './wire/schema.ts';
import type { CallSummary, ListAnswer, ListQuery, Millis } from './wire/types.ts';

/** A socket with more than this still to send is left alone until it has caught up. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
/** After a list that took t, the next one waits 4·t: a costly filter over a growing capture uses a fifth of its thread. */
const LIST_PAUSE_FACTOR = 4;
/** When so much changed that nobody can say whether the watched call did, its page is told at most this often. */
const UNSURE_CALL_EVERY: Millis = 1000;

/** What is needed of a WebSocket. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
}

/** Asks a capture for a list. The hub shares one answer among all clients that ask the same within one tick. */
export type AskList = (capture: string, query: ListQuery) => Promise<ListAnswer>;

const clientMessage = Compile(ClientMessageSchema);

export class LiveClient {
  readonly #socket: LiveSocket;
  readonly #captures: Captures;
  readonly #onFault: (error: Error) => void;
  readonly #progressDue: Set<string>;
  #watch: Watch | undefined;
  #listing = false;
  #gone = false;

  /** A new client is told the progress of every open capture. `onFault` hears of errors that are faults of ours. */
  constructor(socket: LiveSocket, captures: Captures, onFault: (error: Error) => void) {
    this.#socket = socket;
    this.#onFault = onFault;
    this.#captures = captures;
    this.#progressDue = new Set(captures.infos().map(info => info.id));
  }

  /** A message of the page. A bad one is answered with an error and changes nothing. */
  onMessage(text: string, askList: AskList): void {
    const message = readClientMessage(text);
    if (message === undefined) {
      const hint =
        'Send {"type":"watch","view":"calls","capture":…,"filter":"","sort":"","window":{"offset":0,"limit":100},"seq":1}.';
      this.#send({ type: 'error', code: 'SIPA_BAD_MESSAGE', message: 'This is no message of /api/live.', hint });
      return;
    }
    this.#watch = message.type === 'unwatch' ? undefined : startWatch(message);
    this.flush(askList);
  }

  onChange(id: string, change: CaptureChange): void {
    this.#progressDue.add(id);
    const watch = this.#watch;
    if (watch === undefined || watch.view === 'captures' || watch.request.capture !== id) return;
    if (watch.view === 'calls') noteCalls(watch, change.legs);
    else noteCall(watch, change.legs);
  }

  onList(): void {
    const watch = this.#watch;
    if (watch === undefined) return;
    // A page that watches a capture which was closed is told so.
    if (watch.view === 'captures' || this.#captures.find(watch.request.capture) === undefined) watch.due = true;
  }

  /** The socket is closed: what is still on its way goes nowhere. */
  leave(): void {
    this.#gone = true;
    this.#watch = undefined;
  }

  /** Sends what is due, when the socket can take it. */
  flush(askList: AskList): void {
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) return;
    this.#sendProgress();
    const watch = this.#watch;
    if (watch === undefined || !watch.due) return;
    switch (watch.view) {
      case 'captures':
        watch.due = false;
        this.#send({ type: 'captures', seq: watch.seq, captures: this.#captures.infos() });
        break;
      case 'call':
        this.#sendCallChanged(watch);
        break;
      case 'calls':
        if (!this.#listing && performance.now() >= watch.notBefore) void this.#sendCalls(watch, askList);
        break;
      default:
        assertNever(watch);
    }
  }

  #sendProgress(): void {
    for (const capture of this.#progressDue) {
      const handle = this.#captures.find(capture);
      if (handle !== undefined) this.#send({ type: 'progress', capture, progress: handle.progress() });
    }
    this.#progressDue.clear();
  }

  #sendCallChanged(watch: CallWatch): void {
    const { seq, capture, leg } = watch.request;
    if (this.#captures.find(capture) === undefined) {
      this.#stopWatching(noSuchCapture(capture));
      return;
    }
    if (performance.now() < watch.notBefore) return;
    watch.due = false;
    watch.notBefore = performance.now() + UNSURE_CALL_EVERY;
    this.#send({ type: 'call-changed', seq, capture, leg });
  }

  async #sendCalls(watch: CallsWatch, askList: AskList): Promise<void> {
    const { capture, filter, sort, from, to, window, columns, calls } = watch.request;
    const changed = watch.changed;
    watch.due = false;
    watch.changed = new Set();
    const askedAt = performance.now();
    const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const { offset, limit } = window;
    const query = { filter, sort, offset, limit, ...range, ...(columns && { columns }), ...(calls && { calls }) };
    const answer = await this.#list(capture, query, askList);
    // Capture order without a filter is a slice: it costs nothing and is never held back.
    const isCostly = filter !== '' || sort !== '' || from !== undefined || to !== undefined || calls !== undefined;
    if (isCostly) watch.notBefore = performance.now() + LIST_PAUSE_FACTOR * (performance.now() - askedAt);
    // A watch that came meanwhile had to wait for this answer, which is not for it.
    if (this.#watch !== watch) this.flush(askList);
    else if (answer instanceof Error) this.#stopWatching(answer);
    else this.#sendAnswer(watch, answer, changed);
  }

  /** One list at a time: a page that watches anew ten times a second does not queue ten questions. */
  async #list(capture: string, query: ListQuery, askList: AskList): Promise<ListAnswer | Error> {
    this.#listing = true;
    try {
      return await askList(capture, query);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#listing = false;
    }
  }

  #sendAnswer(watch: CallsWatch, answer: ListAnswer, changed: ReadonlySet<number> | undefined): void {
    const { seq, capture } = watch.request;
    const shown = watch.shown;
    watch.shown = answer;
    if (shown === undefined || !sameOrder(shown.rows, answer.rows)) {
      this.#send({ type: 'calls', seq, capture, ...answer });
      return;
    }
    const { total, all, counts } = answer;
    const rows = changed === undefined ? answer.rows : answer.rows.filter(row => changed.has(row.index));
    if (rows.length === 0 && total === shown.total && all === shown.all && counts?.legs === shown.counts?.legs) return;
    this.#send({ type: 'calls-delta', seq, capture, rows, total, all, ...(counts && { counts }) });
  }

  #stopWatching(error: Error): void {
    const { status, code, message, hint } = toApiError(error);
    if (status === 500) this.#onFault(error);
    this.#watch = undefined;
    this.#send({ type: 'error', code, message, hint });
  }

  #send(message: ServerMessage): void {
    if (!this.#gone) this.#socket.send(JSON.stringify(message));
  }
}

function readClientMessage(text: string): ClientMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  return clientMessage.Check(message) ? message : undefined;
}

function sameOrder(before: readonly CallSummary[], after: readonly CallSummary[]): boolean {
  return before.length === after.length && before.every((row, at) => row.index === after[at]?.index);
}

function assertNever(value: never): never {
  throw new Error(`a watch of ${JSON.stringify(value)}`);
}
