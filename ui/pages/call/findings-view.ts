// The findings of a call as cards: what happened, what proves it, what the capture cannot tell, what to look at next. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Micros } from '../../../server/wire/types.ts';
import { indexOf } from '../../base/numbers.ts';
import { visibleText } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { severityWord } from '../findings/columns.ts';
import { findingKeys } from './finding-keys.ts';

const words = texts.findings;
/** Links to messages under a card; the rest is told as a number. */
const EVIDENCE_SHOWN = 12;

export interface FindingsInput {
  readonly findings: readonly Finding[];
  /** Writes a time of the call. */
  readonly clock: (time: Micros) => string;
  /** Key of the finding whose arrows are lit. */
  readonly lit: string | undefined;
  readonly onLight: (key: string | undefined) => void;
  readonly onMessage: (index: number) => void;
}

export function findingsView(input: FindingsInput): TemplateResult {
  const { findings } = input;
  if (findings.length === 0) return html`<p class="calm">${icon('check')} ${words.healthy}</p>`;
  const keys = findingKeys(findings);
  return html`<ul class="cards">${findings.map((finding, at) => renderCard(input, finding, keys[at] ?? finding.rule))}</ul>`;
}

function renderCard(input: FindingsInput, finding: Finding, key: string): TemplateResult {
  const isLit = input.lit === key;
  return html`<li class="card s-${finding.severity} ${isLit ? 'is-lit' : ''}">
    <button class="light" aria-pressed=${isLit} title=${isLit ? words.unlight : words.light} @click=${() => input.onLight(isLit ? undefined : key)}>
      ${severityWord(finding.severity)}<span class="rule">${finding.partOf === undefined ? finding.rule : words.partOf(finding.rule, finding.partOf)}</span><span class="mono quiet">${input.clock(finding.time)}</span>
    </button>
    <p class="said traffic">${visibleText(finding.message)}</p>
    <p class="proof">${finding.evidence.slice(0, EVIDENCE_SHOWN).map(index => html`<button class="message-link mono" @click=${() => input.onMessage(index)}>#${indexOf(index)}</button>`)}${renderMore(finding)}
      <span class="quiet">${finding.rfc} · ${words.confidence.toLowerCase()}: ${words.confidences[finding.confidence]}</span></p>
    ${finding.unknown === '' ? nothing : html`<p class="traffic"><b>${words.unknown}:</b> ${visibleText(finding.unknown)}</p>`}
    <p class="traffic"><b>${words.next}:</b> ${visibleText(finding.next)}</p>
  </li>`;
}

function renderMore(finding: Finding): TemplateResult | typeof nothing {
  const more = finding.evidence.length + (finding.evidenceCut ?? 0) - EVIDENCE_SHOWN;
  return more > 0 ? html` <span class="quiet">${words.more(more)} ·</span>` : nothing;
}
