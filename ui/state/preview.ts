// The preview of the call under the cursor: where it stands, and which call it shows. Pure.

import type { MessageDetail } from '../../server/wire/types.ts';
import type { AppState, ShownCall } from './app-state.ts';
import { rowAt } from './list.ts';
import { currentCapture } from './watch.ts';

export const PREVIEW_PLACES = ['off', 'below', 'right'] as const;
export type PreviewPlace = (typeof PREVIEW_PLACES)[number];

export interface PreviewValue {
  readonly call: ShownCall;
  /** Its first message, once that is here too. */
  readonly message: MessageDetail | undefined;
}

/** Id of the call under the cursor, and what moves when it changes; undefined when nothing is previewed. */
export function wantedPreview(state: AppState): { readonly id: string; readonly version: string } | undefined {
  const { route, list, previewPlace } = state;
  if (route.page !== 'calls' || previewPlace === 'off' || route.row === undefined) return undefined;
  const row = rowAt(list, route.row);
  const capture = currentCapture(state);
  if (row === undefined || capture === undefined) return undefined;
  return { id: `${capture}:${row.index}`, version: `${row.messages} ${row.state}` };
}

/** What `v` leads to. */
export function nextPreviewPlace(place: PreviewPlace): PreviewPlace {
  return PREVIEW_PLACES[(PREVIEW_PLACES.indexOf(place) + 1) % PREVIEW_PLACES.length] ?? 'off';
}

export function readPreviewPlace(text: string | undefined): PreviewPlace {
  return PREVIEW_PLACES.find(place => place === text) ?? 'off';
}
