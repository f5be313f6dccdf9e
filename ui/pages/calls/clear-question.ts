// Whether calls are to be cleared: asked in place, because it cannot be undone. A view function.

import { html, type TemplateResult } from 'lit';
import { texts } from '../../texts.ts';

/** `rows` would leave the list. The answer that does it has the id `clear-yes`, so that a page can put the focus there. */
export function clearQuestion(rows: number, yes: () => void, no: () => void): TemplateResult {
  return html`<div class="ask" role="group" aria-label=${texts.clear.question(rows)}>
    <p><b>${texts.clear.question(rows)}</b> ${texts.clear.lead}</p>
    <button class="button primary" id="clear-yes" @click=${yes}>${texts.clear.yes}</button>
    <button class="button" @click=${no}>${texts.clear.no}</button>
  </div>`;
}
