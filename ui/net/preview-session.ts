// Asks for the call under the cursor while the preview is open. The cursor runs; only where it rests something is asked, and what was
// asked for a row that was left is cancelled.

import { wantedPreview } from '../state/preview.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';

/** The cursor rests when it has not moved for so long. */
const REST_MS = 120;

export class PreviewSession {
  private readonly store: Store;
  private readonly api: Pick<Api, 'call' | 'message'>;
  private readonly wait: (run: () => void, ms: number) => void;
  private wanted: string | undefined;
  private ticket = 0;
  private running: AbortController | undefined;

  constructor(store: Store, api: Pick<Api, 'call' | 'message'>, wait: (run: () => void, ms: number) => void) {
    this.store = store;
    this.api = api;
    this.wait = wait;
  }

  sync(): void {
    const wanted = wantedPreview(this.store.state);
    const key = wanted && `${wanted.id} ${wanted.version}`;
    if (key === this.wanted) return;
    this.wanted = key;
    this.ticket += 1;
    this.running?.abort();
    this.running = undefined;
    if (wanted === undefined) return;
    const { ticket } = this;
    this.wait(() => {
      if (ticket === this.ticket) void this.ask(wanted.id);
    }, REST_MS);
  }

  private async ask(id: string): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.store.dispatch({ type: 'preview-asked', id });
    try {
      const call = await this.api.call(id, running.signal);
      if (running.signal.aborted) return;
      this.store.dispatch({ type: 'preview', id, call, message: undefined });
      const first = call.ladder.rows.find(row => row.type === 'message');
      if (first === undefined) return;
      const capture = id.slice(0, id.lastIndexOf(':'));
      const message = await this.api.message(`${capture}:${first.index}`, running.signal);
      if (!running.signal.aborted) this.store.dispatch({ type: 'preview', id, call, message });
    } catch (error) {
      if (!running.signal.aborted) this.store.dispatch({ type: 'preview-refused', id, problem: problemOf(error) });
    }
  }
}
