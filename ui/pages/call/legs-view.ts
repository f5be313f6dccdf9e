// The legs that belong to this call, each with the reasons why and how far to trust them; cut and join by hand. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { CallGroup, LegLink } from '../../../server/wire/types.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';

const words = texts.callPanels;

export interface LegsInput {
  readonly group: CallGroup | undefined;
  /** Number of the leg that is shown. */
  readonly leg: number;
  readonly isMerged: boolean;
  readonly isBusy: boolean;
  readonly onLeg: (leg: number) => void;
  readonly onMerge: () => void;
  readonly onLink: (link: LegLink, action: 'cut' | 'reset') => void;
  readonly onMessage: (index: number) => void;
}

export function legsView(input: LegsInput): TemplateResult {
  const { group } = input;
  const links = group?.links ?? [];
  if (group === undefined || (group.legs.length < 2 && links.length === 0))
    return html`<p class="calm">${words.alone}</p>`;
  return html`
    ${group.legs.length < 2 ? nothing : html`<p><button class="button" aria-pressed=${input.isMerged} @click=${input.onMerge}>${icon('link')}${input.isMerged ? words.unmerge : words.merge}</button></p>`}
    <ol class="legs">${group.legs.map((leg, at) => renderLeg(input, leg, group.callIds[at] ?? ''))}</ol>
    <div class="wide"><table class="links"><tbody>${links.map(link => renderLink(input, link))}</tbody></table></div>`;
}

function renderLeg(input: LegsInput, leg: number, callId: string): TemplateResult {
  return html`<li>${
    leg === input.leg
      ? html`<b class="mono traffic">${shortLine(callId, 120)}</b> <small class="tag">${words.thisLeg}</small>`
      : html`<button class="message-link mono traffic" @click=${() => input.onLeg(leg)}>${shortLine(callId, 120)}</button>`
  }</li>`;
}

function renderLink(input: LegsInput, link: LegLink): TemplateResult {
  const isManual = link.reason === 'manual';
  return html`<tr class=${link.cut ? 'was-cut' : ''}>
    <td class="mono traffic">${shortLine(link.fromCallId, 60)}<br />${shortLine(link.toCallId, 60)}</td>
    <td><b>${words.reasons[link.reason]}</b><br /><span class="traffic">${shortLine(link.detail, 200)}</span></td>
    <td class="end">${words.score(link.score)}</td>
    <td>${link.evidence.slice(0, 4).map(index => html`<button class="message-link mono" @click=${() => input.onMessage(index)}>#${indexOf(index)}</button> `)}</td>
    <td>${link.cut ? html`<small class="tag">${words.wasCut}</small> ` : nothing}<button class="button small" ?disabled=${input.isBusy}
      @click=${() => input.onLink(link, link.cut || isManual ? 'reset' : 'cut')}>${link.cut ? words.uncut : words.cut}</button></td>
  </tr>`;
}
