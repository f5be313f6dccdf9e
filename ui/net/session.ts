// Keeps the store and the server in line: what the state wants is asked for, what comes back is dispatched.
// The state says what is wanted (state/watch.ts); here is only the asking.

import type { CaptureInfo, ClientMessage, ServerMessage } from '../../server/wire/protocol.ts';
import type { CaptureHealth, Millis } from '../../server/wire/types.ts';
import type { Store } from '../state/store.ts';
import { tableOfPage } from '../state/tables.ts';
import { currentCapture, frameKey, hasHoles, isExpired, openCapture, type Watch, wantedWatch } from '../state/watch.ts';
import { type Api, problemOf } from './api.ts';
import { FilterSession } from './filter-session.ts';
import { hostsSession } from './hosts-session.ts';
import { kpiSession } from './kpi-session.ts';
import type { Live } from './live.ts';
import type { PacedQuestion, QuestionKey } from './paced-question.ts';
import { PartSession } from './part-session.ts';
import { PreviewSession } from './preview-session.ts';
import { TableSession } from './table-session.ts';

/** A changing call or a loading capture is asked for again at most this often. */
const REFRESH_MS = 500;
/** While something is recorded the page looks this often whether counters stand still. */
const PULSE_MS = 1000;
/** A page that is not told of recorders asks for them every so many pulses. */
const PULSES_PER_LOOK = 3;
/** The server's code for a capture that is not open. */
const NO_CAPTURE = 'SIPA_NO_CAPTURE';

export class Session {
  private readonly store: Store;
  private readonly api: Api;
  private readonly live: Pick<Live, 'watch'>;
  private readonly wait: (run: () => void, ms: number) => void;
  private readonly now: () => Millis;
  private seq = 0;
  private watched: Watch | undefined;
  /** The list's length at the last question, so that holes are asked for once per length. */
  private askedTotal = -1;
  private answeredSeq = 0;
  /** The watch whose `call-changed` came last. */
  private toldSeq = -1;
  /** The call that was asked for last, when its capture had been read to its end by then. */
  private wholeCall: string | undefined;
  private isCapturesAsked = false;
  private isInterfacesAsked = false;
  private isPulsing = false;
  private pulses = 0;
  private readonly refreshing = new Set<string>();
  private readonly tables: TableSession;
  private readonly parts: PartSession;
  private readonly filtering: FilterSession;
  /** What a page shows of the whole capture: key figures, hosts. */
  private readonly paced: readonly Pick<PacedQuestion<QuestionKey, unknown>, 'sync' | 'refresh'>[];
  private readonly preview: PreviewSession;

  constructor(
    store: Store,
    api: Api,
    live: Pick<Live, 'watch'>,
    wait: (run: () => void, ms: number) => void,
    now: () => Millis = () => performance.now(),
  ) {
    this.store = store;
    this.api = api;
    this.live = live;
    this.wait = wait;
    this.now = now;
    this.tables = new TableSession(store, api);
    this.parts = new PartSession(store, api, wait);
    this.filtering = new FilterSession(store, api, wait, now);
    this.paced = [kpiSession(store, api, wait, now), hostsSession(store, api, wait, now)];
    this.preview = new PreviewSession(store, api, wait);
  }

  /** Begins; returns what ends it. */
  start(): () => void {
    const stop = this.store.subscribeAsker(() => this.sync());
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
    if (message.type === 'captures') this.countInputs(message.captures);
    if (message.type === 'call-changed') this.onCallChanged(message);
  }

  /**
   * A watch is answered at once, for the call may have changed between the question about it and the watch; not so in a file that was
   * read to its end before the question.
   */
  private onCallChanged({ capture, leg, seq }: Extract<ServerMessage, { type: 'call-changed' }>): void {
    const id = `${capture}:${leg}`;
    const isAnswer = seq !== this.toldSeq;
    this.toldSeq = seq;
    if (isAnswer && this.wholeCall === id) return;
    this.refresh(`call ${id}`, () => {
      this.askCall(true);
      this.parts.refresh();
    });
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
    this.askMessages();
    this.askHealth(false);
    this.askFrame();
    this.askInterfaces();
    this.tables.sync();
    this.parts.sync();
    this.filtering.sync();
    for (const question of this.paced) question.sync();
    this.preview.sync();
    this.pulse();
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
    if (currentCapture(state) === capture) this.filtering.refresh();
    if (state.route.page === 'capture' && currentCapture(state) === capture)
      this.refresh(`health ${capture}`, () => this.askHealth(true));
    if (currentCapture(state) === capture) for (const question of this.paced) question.refresh();
    if (tableOfPage(state.route.page) !== undefined && currentCapture(state) === capture)
      this.refresh(`table ${state.route.page}`, () => {
        this.tables.refresh();
        this.parts.refresh();
      });
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
        this.countInputs(captures);
      },
      (error: unknown) => {
        done();
        this.store.dispatch({ type: 'captures-refused', problem: problemOf(error) });
      },
    );
  }

  private askCall(isAgain: boolean): void {
    const { state } = this.store;
    const { route, call } = state;
    if (route.page !== 'call' || route.capture === undefined || route.leg === undefined) return;
    if (isExpired(state)) return;
    const id = `${route.capture}:${route.leg}`;
    if (call?.id === id && !isAgain) return;
    const capture = openCapture(state);
    this.wholeCall = capture?.live === undefined && capture?.progress.state === 'ready' ? id : undefined;
    this.store.dispatch({ type: 'call-asked', id });
    this.api.call(id).then(
      value => this.store.dispatch({ type: 'call', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'call-refused', id, problem: problemOf(error) }),
    );
  }

  /** The message that is shown, and the one it is compared with. */
  private askMessages(): void {
    const { route } = this.store.state;
    if (route.page !== 'call' || route.capture === undefined || isExpired(this.store.state)) return;
    for (const index of [route.message, route.compare])
      if (index !== undefined) this.askMessage(`${route.capture}:${index}`);
  }

  private askMessage(id: string): void {
    if (this.store.state.messages.has(id)) return;
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
      value => {
        this.store.dispatch({ type: 'health', id, value });
        this.countPoints(id, value);
      },
      (error: unknown) => this.store.dispatch({ type: 'health-refused', id, problem: problemOf(error) }),
    );
  }

  private askFrame(): void {
    const { state } = this.store;
    const { route } = state;
    const capture = currentCapture(state);
    if (route.page !== 'capture' || route.frame === undefined || capture === undefined) return;
    const id = frameKey(capture, route.frame);
    if (state.frame?.id === id) return;
    this.store.dispatch({ type: 'frame-asked', id });
    this.api.frame(capture, route.frame).then(
      value => this.store.dispatch({ type: 'frame', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'frame-refused', id, problem: problemOf(error) }),
    );
  }

  /** Once for each visit of the page: interfaces come and go. */
  private askInterfaces(): void {
    const isHere = this.store.state.route.page === 'capture';
    const isAsked = this.isInterfacesAsked;
    this.isInterfacesAsked = isHere;
    if (!isHere || isAsked) return;
    this.store.dispatch({ type: 'interfaces-asked' });
    this.api.interfaces().then(
      value => this.store.dispatch({ type: 'interfaces', value }),
      (error: unknown) => this.store.dispatch({ type: 'interfaces-refused', problem: problemOf(error) }),
    );
  }

  private countInputs(captures: readonly CaptureInfo[]): void {
    const at = this.now();
    for (const { id, live } of captures) {
      if (live !== undefined) this.store.dispatch({ type: 'counted', capture: id, at, counters: live.inputs });
    }
  }

  /** What the recorder counts itself is taken from it: it knows sooner. */
  private countPoints(capture: string, health: CaptureHealth): void {
    const inputs = this.store.state.captures?.find(known => known.id === capture)?.live?.inputs ?? [];
    const counters = health.points.filter(point => !inputs.some(input => input.name === point.name));
    this.store.dispatch({ type: 'counted', capture, at: this.now(), counters });
  }

  /** While something is recorded: notices counters that stand still, and recorders that are gone. */
  private pulse(): void {
    const { captures } = this.store.state;
    if (this.isPulsing || captures === undefined || !captures.some(capture => capture.live !== undefined)) return;
    this.isPulsing = true;
    this.wait(() => {
      this.isPulsing = false;
      this.pulses += 1;
      const { state } = this.store;
      this.countInputs(state.captures ?? []);
      const { health } = state;
      if (health?.value !== undefined) this.countPoints(health.id, health.value);
      const isTold = this.watched?.view === 'captures';
      if (!isTold && state.connection === 'open' && this.pulses % PULSES_PER_LOOK === 0) this.askCaptures();
      this.pulse();
    }, PULSE_MS);
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
  if (watch.view === 'captures') return { type: 'watch', view: 'captures', seq };
  if (watch.view === 'call') return { type: 'watch', view: 'call', capture: watch.capture, leg: watch.leg, seq };
  const { capture, filter, sort, columns, calls, from, to } = watch.key;
  const reads = columns === '' ? {} : { columns: columns.split(',') };
  const [, ...unfolded] = calls.split(' ');
  const grouping = calls === '' ? {} : { calls: { unfolded: unfolded.map(Number) } };
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const { window } = watch;
  return { type: 'watch', view: 'calls', capture, filter, sort, ...range, window, ...reads, ...grouping, seq };
}

function isSameWatch(a: Watch | undefined, b: Watch): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
