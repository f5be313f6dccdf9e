// Which sound the page shows: that of a call, or of one stream. Pure.

import type { AppState } from './app-state.ts';
import { currentCapture } from './watch.ts';

/** `calls/demo:7`, `streams/demo:3`: what stands behind `/api/`; undefined where nothing is listened to. */
export function wantedSound(state: AppState): string | undefined {
  const { route, call } = state;
  const capture = currentCapture(state);
  if (route.page === 'streams' && route.item !== undefined && capture !== undefined)
    return `streams/${capture}:${route.item}`;
  const id = `${route.capture}:${route.leg}`;
  const hasStreams = call?.id === id && (call.value?.streams.length ?? 0) > 0;
  return route.page === 'call' && route.panel === 'media' && hasStreams ? `calls/${id}` : undefined;
}

/** Where the sound itself is: a WAV file. */
export function soundUrl(id: string): string {
  const [kind, ...rest] = id.split('/');
  return `/api/${kind}/${encodeURIComponent(rest.join('/'))}/audio`;
}
