// Does what the user asks of the server: record, stop, clear, close, keys. Takes an order; the state says how it stands,
// and what came of it. The session hears of the rest from the server.

import type { StartLive } from '../../server/wire/protocol.ts';
import { type CaptureVerb, type ErrandOrder, errandName } from '../state/errands.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

/** What came of an order; why it was refused is in the state. */
export interface Outcome {
  readonly isDone: boolean;
  /** Id of the capture that was started. */
  readonly started?: string | undefined;
}

export class Control {
  private readonly store: Store;
  private readonly api: Api;

  constructor(store: Store, api: Api) {
    this.store = store;
    this.api = api;
  }

  /** Resolves when the server has answered, whatever it said. */
  async run(order: ErrandOrder): Promise<Outcome> {
    const name = errandName(order.verb, 'capture' in order ? order.capture : '');
    if (this.store.state.errands.get(name)?.isBusy === true) return { isDone: false };
    this.store.dispatch({ type: 'errand', name });
    try {
      const started = await this.send(order);
      this.store.dispatch({ type: 'errand-done', name });
      return { isDone: true, started };
    } catch (error) {
      this.store.dispatch({ type: 'errand-refused', name, problem: problemOf(error) });
      return { isDone: false };
    }
  }

  /** Gives the id of a capture that was started. */
  private async send(order: ErrandOrder): Promise<string | undefined> {
    switch (order.verb) {
      case 'record':
        return this.record(order.plan);
      case 'keys':
        await this.api.addKeys(order.capture, order.text);
        return undefined;
      case 'interfaces':
        this.store.dispatch({ type: 'interfaces', value: await this.api.interfaces() });
        return undefined;
      default:
        return this.command(order.verb, order.capture);
    }
  }

  private async record(plan: StartLive): Promise<string> {
    const capture = await this.api.startLive(plan);
    this.store.dispatch({ type: 'capture-added', capture });
    return capture.id;
  }

  /** The list of captures is asked for at once: not every page is told of it. */
  private async command(verb: CaptureVerb, capture: string): Promise<undefined> {
    await this.api[verb](capture);
    this.store.dispatch({ type: 'captures', captures: await this.api.captures() });
    return undefined;
  }
}
