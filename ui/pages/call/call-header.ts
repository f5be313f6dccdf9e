// The line above a ladder: who called whom, how it ended, how long each part took. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { CallSummary } from '../../../server/wire/types.ts';
import { count, dateTime, duration } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { MEANING } from '../calls/meaning.ts';

/** State, parties and figures of a leg; absent times are left out, not shown as dashes. */
export function callHeader(call: CallSummary): TemplateResult {
  const fields = texts.call.fields;
  return html`<div class="title">
      <span class="state m-${MEANING[call.state]}">${texts.states[call.state]}${call.statusCode > 0 ? ` ${call.statusCode}` : ''}</span>
      <h1><span class="traffic" title=${visibleLine(call.from.slice(0, 1000))}>${shortLine(call.fromUser || call.from, 60) || '–'}</span><span class="to" aria-label=${texts.call.between}>→</span><span class="traffic" title=${visibleLine(call.to.slice(0, 1000))}>${shortLine(call.toUser || call.to, 60) || '–'}</span></h1>
      <span class="quiet">${[shortLine(call.method, 20), call.kind === 'call' ? '' : texts.kinds[call.kind]].filter(Boolean).join(' · ')}</span>
      ${call.flags.map(flag => html`<span class="flag" title=${texts.flags[flag][1]}>${texts.flags[flag][0]}</span>`)}
    </div>
    <dl class="figures">
      ${figure(fields.start, dateTime(call.startTime), true)}
      ${time(fields.pdd, call.pdd)}${time(fields.setup, call.setupTime)}${time(fields.ring, call.ringDuration)}
      ${time(fields.talk, call.talkTime)}${time(fields.bye, call.disconnectDelay)}
      ${figure(fields.messages, count(call.messages))}
      ${call.retransmissions > 0 ? figure(fields.retransmissions, count(call.retransmissions)) : nothing}
      ${call.duplicates > 0 ? figure(fields.duplicates, count(call.duplicates)) : nothing}
      ${call.dialogs > 1 ? figure(fields.dialogs, count(call.dialogs)) : nothing}
      ${figure(fields.transport, call.transport)}
      ${figure(fields.callId, shortLine(call.callId, 120) || '–', true)}
    </dl>`;
}

function time(title: string, value: number | undefined): TemplateResult | typeof nothing {
  return value === undefined ? nothing : figure(title, duration(value));
}

function figure(title: string, value: string, isMono = false): TemplateResult {
  return html`<div><dt>${title}</dt><dd class="traffic ${isMono ? 'mono' : 'number'}">${value}</dd></div>`;
}
