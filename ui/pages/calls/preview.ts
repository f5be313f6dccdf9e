// A call in short beside the list: its ladder, what went wrong, how it began. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Finding, MessageDetail } from '../../../server/wire/types.ts';
import { shortLine, visibleText } from '../../base/visible-text.ts';
import { shapeLadder } from '../../ladder/shape.ts';
import type { Asked, ShownCall } from '../../state/app-state.ts';
import { START_VIEW } from '../../state/ladder-view.ts';
import type { PreviewValue } from '../../state/preview.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { SEVERITY_INKS } from '../findings/columns.ts';
import { problemView } from '../problem.ts';
import { MEANING } from './meaning.ts';
import '../../ladder/call-ladder.ts';

const FINDINGS = 4;
const LINES = 14;
const LINE_LIMIT = 300;

export interface PreviewInput {
  readonly asked: Asked<PreviewValue> | undefined;
  readonly onOpen: () => void;
  readonly onMessage: (index: number) => void;
  readonly onClose: () => void;
}

export function previewView(input: PreviewInput): TemplateResult {
  const { asked } = input;
  if (asked?.problem !== undefined) return problemView(texts.call.refused, asked.problem);
  const value = asked?.value;
  if (value === undefined)
    return html`<p class="preview-empty">${asked === undefined ? texts.preview.none : texts.call.loading}</p>`;
  const { call, message } = value;
  return html`<header class="preview-head">
      <b class="state ink-${MEANING[call.call.state]}">${texts.states[call.call.state]}</b>
      <span class="traffic parties">${shortLine(call.call.fromUser || call.call.from, 60)} → ${shortLine(call.call.toUser || call.call.to, 60)}</span>
      <span class="space"></span>
      <button class="button small" @click=${input.onOpen}>${texts.preview.open}</button>
      <button class="icon-button" title=${texts.preview.close} aria-label=${texts.preview.close} @click=${input.onClose}>${icon('close')}</button>
    </header>
    <div class="preview-body"><div class="preview-panes">
      <call-ladder .ladder=${guard([call.ladder], () => shapeLadder(call.ladder, START_VIEW))} .timeMode=${'relative'} @message-select=${(event: CustomEvent<number>) => input.onMessage(event.detail)}></call-ladder>
      <div class="preview-facts" data-scrolls tabindex="0" aria-label=${texts.preview.facts}>${renderFindings(call)}${renderMessage(message)}</div>
    </div></div>`;
}

function renderFindings({ findings }: ShownCall): TemplateResult {
  if (findings.length === 0) return html`<p class="quiet">${texts.findings.healthy}</p>`;
  const more = findings.length - FINDINGS;
  return html`<ul class="preview-findings">${findings.slice(0, FINDINGS).map(renderFinding)}</ul>
    ${more > 0 ? html`<p class="quiet">${texts.findings.more(more)}</p>` : nothing}`;
}

function renderFinding(finding: Finding): TemplateResult {
  return html`<li><b class=${SEVERITY_INKS[finding.severity]}>${texts.findings.severities[finding.severity]}</b>
    <span class="traffic">${shortLine(finding.message, LINE_LIMIT)}</span></li>`;
}

function renderMessage(message: MessageDetail | undefined): TemplateResult | typeof nothing {
  if (message === undefined) return nothing;
  const lines = message.raw.slice(0, LINES * LINE_LIMIT).split(/\r?\n/, LINES);
  return html`<pre class="mono traffic">${lines.map(line => `${visibleText(line.slice(0, LINE_LIMIT))}\n`)}</pre>`;
}
