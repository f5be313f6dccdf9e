// Asks for the key figures of the overview: at once when its reader asks something else, and again while the capture grows, at most
// once a second and never more than a fifth of the time. One question at a time. Takes the store and the Api; dispatches what comes.

import type { Millis } from '../../server/wire/types.ts';
import { wantedKpi } from '../state/kpi-question.ts';
import type { KpiKey } from '../state/overview.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

/** Between two answers about the same. */
const REFRESH_MS: Millis = 1000;
/** After an answer that took t, the next question waits 4·t. */
const PAUSE_FACTOR = 4;

export class KpiSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'kpi'>;
  private readonly wait: (run: () => void, ms: number) => void;
  private readonly now: () => Millis;
  private isBusy = false;
  private isGrown = false;
  private isWaiting = false;
  private notBefore: Millis = 0;

  constructor(store: Store, api: Pick<Api, 'kpi'>, wait: (run: () => void, ms: number) => void, now: () => Millis) {
    this.store = store;
    this.api = api;
    this.wait = wait;
    this.now = now;
  }

  /** Asks when the page wants something that is neither here nor on its way. */
  sync(): void {
    const wanted = wantedKpi(this.store.state);
    const { asked } = this.store.state.overview;
    if (wanted === undefined || this.isBusy) return;
    if (asked?.view !== wanted.view) this.ask(wanted);
    else if (this.isGrown || asked.query !== wanted.query) this.askLater(wanted);
  }

  /** The capture has grown. */
  refresh(): void {
    this.isGrown = true;
    this.sync();
  }

  private askLater(wanted: KpiKey): void {
    const pause = this.notBefore - this.now();
    if (pause <= 0) this.ask(wanted);
    else if (!this.isWaiting) {
      this.isWaiting = true;
      this.wait(() => {
        this.isWaiting = false;
        this.sync();
      }, pause);
    }
  }

  private ask(key: KpiKey): void {
    this.isBusy = true;
    this.isGrown = false;
    const since = this.now();
    this.store.dispatch({ type: 'kpi-asked', key });
    const done = (): void => {
      this.isBusy = false;
      this.notBefore = this.now() + Math.max(REFRESH_MS, PAUSE_FACTOR * (this.now() - since));
    };
    this.api.kpi(key.query).then(
      report => {
        done();
        this.store.dispatch({ type: 'kpi', key, report });
        this.sync();
      },
      (error: unknown) => {
        done();
        this.store.dispatch({ type: 'kpi-refused', key, problem: problemOf(error) });
        this.sync();
      },
    );
  }
}
