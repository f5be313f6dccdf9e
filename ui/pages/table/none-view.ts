// What a table says that has no row: that none was found is known only once all is read, of all times, and of a capture that holds SIP.
// A view function; events leave from `host`.

import { html, type TemplateResult } from 'lit';
import type { AppState } from '../../state/app-state.ts';
import { ALL_TIME } from '../../state/time-range.ts';
import { openCapture } from '../../state/watch.ts';
import { texts } from '../../texts.ts';
import { go } from '../page.ts';

export interface NoneWords {
  readonly noneTitle: string;
  readonly none: string;
}

/** `isOfSip`: without a SIP message there can be no row. */
export function noneView(state: AppState, host: EventTarget, words: NoneWords, isOfSip = true): TemplateResult {
  const progress = openCapture(state)?.progress;
  if (progress?.state === 'loading') return html`<h2>${texts.table.readingTitle}</h2><p>${texts.table.reading}</p>`;
  if (progress?.messages === 0 && isOfSip) {
    const { emptyTitle, emptyLead, emptyAction } = texts.calls;
    return html`<h2>${emptyTitle}</h2><p>${emptyLead(progress.frames)}</p><button class="button" @click=${() => go(host, { page: 'capture' })}>${emptyAction}</button>`;
  }
  if (state.route.range.kind !== 'all') {
    const { rangeTitle, range } = texts.table;
    return html`<h2>${rangeTitle}</h2><p>${range}</p><button class="button" @click=${() => go(host, { range: ALL_TIME, row: undefined })}>${texts.overview.showAll}</button>`;
  }
  return html`<h2>${words.noneTitle}</h2><p>${words.none}</p>`;
}
