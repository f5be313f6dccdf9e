// Keeps the store and the server in line: what the state wants is asked for, what comes back is dispatched.
// The state says what is wanted (state/watch.ts); here is only the asking.

import type { ClientMessage, ServerMessage } from '../../server/wire/protocol.ts';
import type { Store } from '../state/store.ts';
import { currentCapture, hasHoles, type Watch, wantedWatch } from '../state/watch.ts';
import { type Api, problemOf } from './api.ts';
import type { Live } from './live.ts';

/** A changing call or a loading capture is asked for again at most this often. */
const REFRESH_MS = 500;
/** The server's code for a capture that is not open. */
const NO_CAPTURE = 'SIPA_NO_CAPTURE';

export class Session {
  private readonly store: Store;
  private readonly api: Api;
  private readonly live: Pick<Live, 'watch'>;
  private readonly wait: (run: () => void, ms: number) => void;
  private seq = 0;
  private watched: Watch | undefined;
  /** The list's length at the last question, so that holes are asked for once per length. */
  private askedTotal = -1;
  private answeredSeq = 0;
  private isCapturesAsked = false;
  private readonly refreshing = new Set<string>();

  constructor(store: Store, api: Api, live: Pick<Live, 'watch'>, wait: (run: () => void, ms: number) => void) {
    this.store = store;
    this.api = api;
    this.live = live;
    this.wait = wait;
  }

  /** Begins; returns what ends it. */
  start(): () => void {
    const stop = this.store.subscribe(() => this.sync());
    this.askCaptures();
    this.sync();
    return stop;
  }

  onMessage(message: ServerMessage): void {
    if (message.type === 'calls' || message.type === 'calls-delta')
      this.answeredSeq = Math.max(this.answeredSeq, message.seq);
    // The capture was closed meanwhile: the page says so once it knows which are open.
    if (message.type === 'error' && message.code === NO_CAPTURE) {
      this.askCaptures();
      return;
    }
    this.store.dispatch({ type: 'received', message });
    if (message.type === 'progress') this.onProgress(message.capture);
    if (message.type === 'call-changed')
      this.refresh(`call ${message.capture}:${message.leg}`, () => this.askCall(true));
  }

  onConnection(connection: 'open' | 'lost'): void {
    const wasLost = this.store.state.connection === 'lost';
    this.store.dispatch({ type: 'connection', connection });
    // A restarted server may have other captures.
    if (connection === 'open' && wasLost) this.askCaptures();
  }

  private sync(): void {
    this.syncWatch();
    this.askCall(false);
    this.askMessage();
    this.askHealth(false);
  }

  private syncWatch(): void {
    const { state } = this.store;
    const wanted = wantedWatch(state);
    if (wanted === undefined) return;
    const isAnswered = this.answeredSeq === this.seq;
    const isGrown = wanted.view === 'calls' && isAnswered && this.askedTotal !== state.list.total && hasHoles(state);
    if (isSameWatch(this.watched, wanted) && !isGrown) return;
    this.watched = wanted;
    this.askedTotal = state.list.total;
    this.seq += 1;
    this.live.watch(watchMessage(wanted, this.seq));
    if (wanted.view === 'calls')
      this.store.dispatch({ type: 'list-asked', key: wanted.key, window: wanted.window, seq: this.seq });
  }

  private onProgress(capture: string): void {
    const { state } = this.store;
    if (state.captures !== undefined && !state.captures.some(known => known.id === capture)) this.askCaptures();
    if (state.route.page === 'capture' && currentCapture(state) === capture)
      this.refresh(`health ${capture}`, () => this.askHealth(true));
  }

  private askCaptures(): void {
    if (this.isCapturesAsked) return;
    this.isCapturesAsked = true;
    const done = () => {
      this.isCapturesAsked = false;
    };
    this.api.captures().then(
      captures => {
        done();
        this.store.dispatch({ type: 'captures', captures });
        // The first rows need not wait for a frame.
        this.sync();
      },
      (error: unknown) => {
        done();
        this.store.dispatch({ type: 'captures-refused', problem: problemOf(error) });
      },
    );
  }

  private askCall(isAgain: boolean): void {
    const { route, call } = this.store.state;
    if (route.page !== 'call' || route.capture === undefined || route.leg === undefined) return;
    const id = `${route.capture}:${route.leg}`;
    if (call?.id === id && !isAgain) return;
    this.store.dispatch({ type: 'call-asked', id });
    this.api.call(id).then(
      value => this.store.dispatch({ type: 'call', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'call-refused', id, problem: problemOf(error) }),
    );
  }

  private askMessage(): void {
    const { route, messages } = this.store.state;
    if (route.page !== 'call' || route.capture === undefined || route.message === undefined) return;
    const id = `${route.capture}:${route.message}`;
    if (messages.has(id)) return;
    this.store.dispatch({ type: 'message-asked', id });
    this.api.message(id).then(
      value => this.store.dispatch({ type: 'message', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'message-refused', id, problem: problemOf(error) }),
    );
  }

  private askHealth(isAgain: boolean): void {
    const { state } = this.store;
    const id = currentCapture(state);
    if (state.route.page !== 'capture' || id === undefined) return;
    if (state.health?.id === id && !isAgain) return;
    this.store.dispatch({ type: 'health-asked', id });
    this.api.health(id).then(
      value => this.store.dispatch({ type: 'health', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'health-refused', id, problem: problemOf(error) }),
    );
  }

  /** Runs `ask` once after REFRESH_MS, however often it is called until then. */
  private refresh(name: string, ask: () => void): void {
    if (this.refreshing.has(name)) return;
    this.refreshing.add(name);
    this.wait(() => {
      this.refreshing.delete(name);
      ask();
    }, REFRESH_MS);
  }
}

function watchMessage(watch: Watch, seq: number): ClientMessage {
  if (watch.view === 'call') return { type: 'watch', view: 'call', capture: watch.capture, leg: watch.leg, seq };
  return { type: 'watch', view: 'calls', ...watch.key, window: watch.window, seq };
}

function isSameWatch(a: Watch | undefined, b: Watch): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
