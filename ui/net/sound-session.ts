// Asks for the outline of what can be heard where somebody looks at it: a call whose media are open, a stream beside its table.
// Takes the store and the Api; dispatches what comes back. The sound itself is fetched by the player.

import { wantedSound } from '../state/sound.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

export class SoundSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'waveform'>;

  constructor(store: Store, api: Pick<Api, 'waveform'>) {
    this.store = store;
    this.api = api;
  }

  sync(): void {
    const { state } = this.store;
    const id = wantedSound(state);
    if (id === undefined || state.sound?.id === id) return;
    this.store.dispatch({ type: 'sound-asked', id });
    this.api.waveform(id).then(
      value => this.store.dispatch({ type: 'sound', id, value }),
      (error: unknown) => this.store.dispatch({ type: 'sound-refused', id, problem: problemOf(error) }),
    );
  }
}
