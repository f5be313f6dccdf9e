// The line above a ladder: who called whom, how it ended, how long each part took. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { CallSummary } from '../../../server/wire/types.ts';
import { count, dateTime, duration } from '../../base/format.ts';
import { codeInk } from '../../base/response-class.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import type { FilterTerm } from '../../filter/terms.ts';
import { texts } from '../../texts.ts';
import { MEANING } from '../calls/meaning.ts';
import { atLeast, is } from '../terms.ts';
import { moveAmongValues } from '../value-button.ts';

/** State, parties and figures of a leg; absent times are left out, not shown as dashes. Each value can be filtered by. */
export function callHeader(call: CallSummary): TemplateResult {
  const fields = texts.call.fields;
  const { values } = texts.call;
  return html`<div role="group" aria-label=${values.all} @keydown=${moveAmongValues}><div class="title">
      <span class="state ink-${MEANING[call.state]}"><value-button first .label=${values.state} .term=${is('state', call.state)}>${texts.states[call.state]}</value-button>${
        call.statusCode > 0
          ? html` <span class=${codeInk(call.statusCode)}><value-button .label=${fields.code} .term=${is('code', call.statusCode)}>${call.statusCode}</value-button></span>`
          : nothing
      }</span>
      <h1>${partyView(values.from, 'from', call.fromUser, call.from)}<span class="to" aria-label=${texts.call.between}>→</span>${partyView(values.to, 'to', call.toUser, call.to)}</h1>
      <span class="quiet"><value-button .label=${values.method} .term=${is('firstMethod', call.method)}>${shortLine(call.method, 20)}</value-button>${
        call.kind === 'call'
          ? nothing
          : html` · <value-button .label=${values.kind} .term=${is('kind', call.kind)}>${texts.kinds[call.kind]}</value-button>`
      }</span>
      ${call.flags.map(flag => html`<span class="flag" title=${texts.flags[flag][1]}><value-button .label=${values.flag} .term=${is('flag', flag)}>${texts.flags[flag][0]}</value-button></span>`)}
    </div>
    <dl class="figures">
      ${figure(fields.start, dateTime(call.startTime), undefined, true)}
      ${time(fields.pdd, 'pdd', call.pdd)}${time(fields.setup, 'setupTime', call.setupTime)}${time(fields.ring, 'ringDuration', call.ringDuration)}
      ${time(fields.talk, 'talkTime', call.talkTime)}${time(fields.bye, 'disconnectDelay', call.disconnectDelay)}
      ${figure(fields.messages, count(call.messages), is('messages', call.messages))}
      ${call.retransmissions > 0 ? figure(fields.retransmissions, count(call.retransmissions), is('retransmissions', call.retransmissions)) : nothing}
      ${call.duplicates > 0 ? figure(fields.duplicates, count(call.duplicates), is('duplicates', call.duplicates)) : nothing}
      ${call.dialogs > 1 ? figure(fields.dialogs, count(call.dialogs), is('dialogs', call.dialogs)) : nothing}
      ${figure(fields.transport, call.transport, is('transport', call.transport))}
      ${figure(fields.callId, shortLine(call.callId, 120) || '–', call.callId === '' ? undefined : is('callId', call.callId), true)}
    </dl></div>`;
}

/** Its user or number; who has none is meant as a whole. */
function partyView(label: string, field: 'from' | 'to', user: string, whole: string): TemplateResult {
  const shown = shortLine(user || whole, 60) || '–';
  const term = user !== '' ? is(`${field}User`, user) : whole !== '' ? is(field, whole) : undefined;
  return html`<span class="traffic" title=${visibleLine(whole.slice(0, 1000))}>${valueView(label, shown, term)}</span>`;
}

function valueView(label: string, shown: string, term: FilterTerm | undefined): TemplateResult | string {
  return term === undefined ? shown : html`<value-button .label=${label} .term=${term}>${shown}</value-button>`;
}

function time(title: string, field: string, value: number | undefined): TemplateResult | typeof nothing {
  return value === undefined ? nothing : figure(title, duration(value), atLeast(field, value, 0, 'ms'));
}

function figure(title: string, value: string, term: FilterTerm | undefined, isMono = false): TemplateResult {
  return html`<div><dt>${title}</dt><dd class="traffic ${isMono ? 'mono' : 'number'}">${valueView(title, value, term)}</dd></div>`;
}
