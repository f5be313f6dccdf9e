// Does what the user asks of the server: record, stop, clear, close, keys. Takes an order; the state says how it stands,
// and what came of it. The session hears of the rest from the server.

import type { StartLive } from '../../server/wire/protocol.ts';
import { withAlias } from '../base/alias-lines.ts';
import { download } from '../base/download.ts';
import { aboutOf, type CaptureVerb, type ErrandOrder, errandName } from '../state/errands.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf, RefusedError } from './api.ts';

const NO_KEYS = 'No new key was found in it.';
const NO_KEYS_HINT =
  'Lines of a key log begin with CLIENT_RANDOM or CLIENT_HANDSHAKE_TRAFFIC_SECRET. These may be known already.';

/** What came of an order; why it was refused is in the state. */
export interface Outcome {
  readonly isDone: boolean;
  /** Id of the capture that was started. */
  readonly started?: string | undefined;
}

export class Control {
  private readonly store: Store;
  private readonly api: Api;
  private readonly save: (blob: Blob, name: string) => void;

  /** `save` gives a file to the user. */
  constructor(store: Store, api: Api, save: (blob: Blob, name: string) => void = download) {
    this.store = store;
    this.save = save;
    this.api = api;
  }

  /** Resolves when the server has answered, whatever it said. */
  async run(order: ErrandOrder): Promise<Outcome> {
    const name = errandName(order.verb, aboutOf(order));
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
        return this.addKeys(order.capture, order.text);
      case 'link':
        await this.api.link(order.capture, order.from, order.to, order.action);
        await this.reloadCall();
        return undefined;
      case 'aliases':
        this.store.dispatch({ type: 'aliases', value: await this.api.aliases() });
        return undefined;
      case 'save-aliases':
        return this.saveAliases(order.text, order.version);
      case 'name-host':
        return this.nameHosts(order.hosts, order.name);
      case 'save-packets':
        this.save(await this.api.packets(order.call, order.isWhole, order.hasMedia), order.name);
        return undefined;
      case 'interfaces':
        this.store.dispatch({ type: 'interfaces', value: await this.api.interfaces() });
        return undefined;
      default:
        return this.command(order.verb, order.capture);
    }
  }

  /** The call on the page belongs with other legs now. */
  private async reloadCall(): Promise<void> {
    const id = this.store.state.call?.id;
    if (id !== undefined) this.store.dispatch({ type: 'call', id, value: await this.api.call(id) });
    const merged = this.store.state.parts.merged?.id;
    if (merged === undefined) return;
    this.store.dispatch({ type: 'part', name: 'merged', id: merged, value: await this.api.part('merged', merged) });
  }

  private async saveAliases(text: string, version: string): Promise<undefined> {
    this.store.dispatch({ type: 'aliases', value: await this.api.saveAliases(text, version) });
    await this.reloadCall();
  }

  /** The list is read right before: what others have named meanwhile stays. */
  private async nameHosts(hosts: readonly string[], name: string): Promise<undefined> {
    const { text, version } = await this.api.aliases();
    return this.saveAliases(
      hosts.reduce((changed, host) => withAlias(changed, host, name), text),
      version,
    );
  }

  private async record(plan: StartLive): Promise<string> {
    const capture = await this.api.startLive(plan);
    this.store.dispatch({ type: 'capture-added', capture });
    return capture.id;
  }

  /** A file without keys is a mistake that its user should hear of, though the server takes it. */
  private async addKeys(capture: string, text: string): Promise<undefined> {
    if ((await this.api.addKeys(capture, text)) > 0) return undefined;
    throw new RefusedError({ code: 'SIPSCOPE_NO_KEYS', message: NO_KEYS, hint: NO_KEYS_HINT });
  }

  /** The list of captures is asked for at once: not every page is told of it. */
  private async command(verb: CaptureVerb, capture: string): Promise<undefined> {
    await this.api[verb](capture);
    this.store.dispatch({ type: 'captures', captures: await this.api.captures() });
    return undefined;
  }
}
