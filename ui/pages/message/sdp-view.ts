// A session description as tables, and what its answer changed. View functions; traffic in text nodes alone.

import { html, nothing, type TemplateResult } from 'lit';
import type { MediaLine } from '../../../server/wire/types.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { messageTexts } from '../../texts-message.ts';
import { type AnswerChange, answerChanges } from './answer-changes.ts';
import { type SdpField, type SdpMedium, sdpModel } from './sdp-model.ts';

const words = messageTexts.sdp;
const VALUE_LIMIT = 600;

export interface SdpInput {
  readonly text: string;
  /** What is wrong with it, by RFC 8866. */
  readonly problems: readonly string[];
  /** Offer and answer side by side, when this is an answer whose offer was seen. */
  readonly lines: readonly MediaLine[];
  readonly areKeysShown: boolean;
  readonly onShowKeys: () => void;
}

export function sdpView(input: SdpInput): TemplateResult {
  const model = sdpModel(input.text);
  return html`${fieldsView(model.session)}
    ${model.media.map((medium, at) => mediumView(input, medium, input.lines[at]))}
    ${model.omitted > 0 ? html`<p class="note">${words.linesOmitted(model.omitted)}</p>` : nothing}
    ${input.problems.length === 0 ? nothing : html`<ul class="problems">${input.problems.map(problem => html`<li class="traffic">⚑ ${visibleLine(problem)}</li>`)}</ul>`}`;
}

function mediumView(input: SdpInput, medium: SdpMedium, line: MediaLine | undefined): TemplateResult {
  const changes = line === undefined ? [] : answerChanges(line);
  return html`<div class="medium ${medium.port === '0' ? 'refused' : ''}">
    <h4 class="traffic">${visibleLine(medium.media)} <span class="mono">${addressText(medium)}</span> <small>${visibleLine(medium.protocol)}</small>
      <span class="badge">${visibleLine(medium.direction)}</span>${medium.mid === '' ? nothing : html` <span class="badge">mid ${shortLine(medium.mid, 40)}</span>`}${medium.port === '0' ? html` <span class="badge">${words.refused}</span>` : nothing}</h4>
    ${line?.answerer === undefined ? nothing : html`<ul class="changes">${changes.length === 0 ? html`<li>${words.asOffered}</li>` : changes.map(change => html`<li class="traffic">${shortLine(changeText(change), 400)}</li>`)}</ul>`}
    ${codecsView(medium)}
    ${cryptosView(input, medium)}
    ${candidatesView(medium)}
    ${fieldsView(medium.fields)}
  </div>`;
}

function addressText({ address, port }: SdpMedium): string {
  return visibleLine(`${address.includes(':') ? `[${address}]` : address}:${port}`);
}

function codecsView({ codecs }: SdpMedium): TemplateResult | typeof nothing {
  if (codecs.length === 0) return nothing;
  const hasFeedback = codecs.some(codec => codec.feedback !== '');
  return html`<div class="wide"><table><thead><tr><th>${words.type}</th><th>${words.codec}</th><th>${words.rate}</th><th>${words.fmtp}</th>${hasFeedback ? html`<th>rtcp-fb</th>` : nothing}</tr></thead>
    <tbody>${codecs.map(
      codec =>
        html`<tr><td>${visibleLine(codec.payloadType)}</td><td>${visibleLine(codec.name === '' ? words.unknown : codec.name)}</td><td>${visibleLine(codec.rate)}</td><td>${shortLine(codec.fmtp, VALUE_LIMIT)}</td>${hasFeedback ? html`<td>${shortLine(codec.feedback, VALUE_LIMIT)}</td>` : nothing}</tr>`,
    )}</tbody></table></div>`;
}

/** A key lies in the open in the signalling; on a screen that others see it does not need to. */
function cryptosView(input: SdpInput, { cryptos }: SdpMedium): TemplateResult | typeof nothing {
  if (cryptos.length === 0) return nothing;
  return html`<div class="wide"><table><caption>${words.keys}</caption><thead><tr><th>${words.tag}</th><th>${words.suite}</th><th>${words.key}</th><th>${words.parameters}</th></tr></thead>
    <tbody>${cryptos.map(
      crypto => html`<tr><td>${visibleLine(crypto.tag)}</td><td>${visibleLine(crypto.suite)}</td>
        <td>${input.areKeysShown ? shortLine(crypto.key, VALUE_LIMIT) : html`<button class="link" @click=${input.onShowKeys}>${words.showKey}</button>`}</td><td>${shortLine(crypto.parameters, VALUE_LIMIT)}</td></tr>`,
    )}</tbody></table></div>`;
}

function candidatesView({ candidates, candidatesOmitted }: SdpMedium): TemplateResult | typeof nothing {
  if (candidates.length === 0) return nothing;
  return html`<div class="wide"><table><caption>${words.candidates}</caption><thead><tr><th>${words.kind}</th><th>${words.for}</th><th>${words.transport}</th><th>${words.address}</th><th>${words.related}</th><th>${words.priority}</th></tr></thead>
    <tbody>${candidates.map(each => html`<tr>${[each.type, each.component, each.transport, each.address, each.related, each.priority].map(cell => html`<td>${shortLine(cell, 100)}</td>`)}</tr>`)}</tbody></table></div>
    ${candidatesOmitted > 0 ? html`<p class="note">${words.candidatesOmitted(candidatesOmitted)}</p>` : nothing}`;
}

export function fieldsView(fields: readonly SdpField[]): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<dl>${fields.map(({ name, value }) => html`<dt class="traffic">${shortLine(name, 80)}</dt><dd class="traffic">${value === '' ? words.set : shortLine(value, VALUE_LIMIT)}</dd>`)}</dl>`;
}

function changeText(change: AnswerChange): string {
  switch (change.kind) {
    case 'refused':
      return words.changes.refused;
    case 'codecs':
      return words.changes.codecs(change.left, change.dropped);
    case 'added':
      return words.changes.added(change.codecs);
    case 'order':
      return words.changes.order;
    case 'direction':
      return words.changes.direction(change.from, change.to);
    case 'ptime':
      return words.changes.ptime(change.from, change.to);
  }
}
