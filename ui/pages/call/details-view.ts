// How the state of a leg came about, step by step, and its dialogs. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { Micros } from '../../../server/wire/types.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { ShownCall } from '../../state/app-state.ts';
import { texts } from '../../texts.ts';

const words = texts.callPanels;

/** `clock` writes a time of the call. */
export function detailsView(
  detail: ShownCall,
  clock: (time: Micros) => string,
  onMessage: (index: number) => void,
): TemplateResult {
  return html`<h3>${words.transitions}</h3>
    <ol class="steps">${detail.transitions.map(
      step => html`<li><span class="mono quiet">${clock(step.time)}</span> <b>${texts.states[step.state]}</b>
        ${step.message < 0 ? html`<span class="quiet">${words.byTimer}</span>` : html`<button class="message-link mono" @click=${() => onMessage(step.message)}>#${indexOf(step.message)}</button>`}</li>`,
    )}</ol>
    ${
      detail.dialogs.length === 0
        ? nothing
        : html`<h3>${words.dialogs}</h3>
      <ul class="steps">${detail.dialogs.map(
        dialog => html`<li><span class="mono quiet">${clock(dialog.startTime)}</span> <b>${dialog.state}</b>
        <span class="mono traffic">${shortLine(dialog.localTag, 60)} ⇄ ${shortLine(dialog.remoteTag, 60)}</span></li>`,
      )}</ul>`
    }`;
}
