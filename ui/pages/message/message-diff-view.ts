// Two messages side by side, and which ones to put there. Takes the shown message, the other one as asked for, and the ladder's rows;
// says compare-change with the number of another message, or undefined, and merge-toggle.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { LadderRow, MessageDetail } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { clock } from '../../base/format.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine, visibleLine, visibleText } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { messageTexts } from '../../texts-message.ts';
import { icon } from '../../widgets/icon.ts';
import { type Partner, partnersOf } from './diff-partners.ts';
import { diffStyles } from './message-diff.styles.ts';
import { type DiffRow, type DiffSection, diffMessages, MAX_ROWS } from './message-diff.ts';
import type { DiffSpan } from './span-diff.ts';

const words = messageTexts.diff;

@customElement('message-diff')
export class MessageDiff extends LitElement {
  static override styles = [shared, diffStyles];

  @property({ attribute: false }) message: MessageDetail | undefined;
  /** Undefined while none is chosen. */
  @property({ attribute: false }) other: Asked<MessageDetail> | undefined;
  @property({ attribute: false }) rows: readonly LadderRow[] = [];
  /** The call has legs that the ladder does not show. */
  @property({ type: Boolean }) folded = false;
  @state() private isShort = true;
  @state() private hidesNoise = false;

  override render(): TemplateResult | typeof nothing {
    const { message, other } = this;
    if (message === undefined) return nothing;
    return html`${this.renderChoice(message)}${
      other === undefined
        ? nothing
        : other.value === undefined
          ? renderWaiting(other)
          : this.renderDiff(other.value, message)
    }`;
  }

  private renderChoice(message: MessageDetail): TemplateResult {
    const partners = partnersOf(this.rows, message.index);
    return html`<div class="tools">
      <p>${partners.length === 0 ? words.nothing : words.choose}</p>
      ${partners.length === 0 ? nothing : html`<ul class="partners">${partners.map(partner => this.renderPartner(partner))}</ul>`}
      ${this.folded ? html`<button class="button" @click=${() => emit(this, 'merge-toggle', undefined)}>${words.otherLegs}</button>` : nothing}
      ${partners.length === 0 ? nothing : html`<p class="quiet">${words.chooseHint}</p>`}
    </div>`;
  }

  private renderPartner({ reason, message }: Partner): TemplateResult {
    const isChosen = this.other?.value?.index === message.index;
    return html`<li><button class="button" aria-current=${isChosen ? 'true' : nothing} @click=${() => emit(this, 'compare-change', message.index)}>
      <span>${words.reasons[reason]} <span class="quiet traffic">${shortLine(message.label, 40)} ${words.number(indexOf(message.index))}</span></span></button></li>`;
  }

  private renderDiff(left: MessageDetail, right: MessageDetail): TemplateResult {
    const sections = diffMessages(left, right);
    const rows = sections.flatMap(section => section.rows);
    const shown = sections.map(section => ({ ...section, rows: section.rows.filter(row => this.isShown(row)) }));
    const hidden = rows.filter(row => !this.isShown(row));
    const noise = hidden.filter(row => row.isNoise && row.kind !== 'same').length;
    const isSame = left.raw === right.raw && left.rawBase64 === right.rawBase64;
    return html`<div class="tools">
        ${this.renderToggle(words.onlyDifferences, '', this.isShort, isOn => {
          this.isShort = isOn;
        })}
        ${this.renderToggle(words.hideNoise, words.hideNoiseHint, this.hidesNoise, isOn => {
          this.hidesNoise = isOn;
        })}
        <span class="quiet" role="status">${words.hidden(hidden.length - noise, noise)}</span>
        <button class="button" @click=${() => emit(this, 'compare-change', undefined)}>${icon('close')}${words.stop}</button>
      </div>
      ${isSame ? html`<p class="calm">${icon('check')}${words.same}</p>` : shown.every(section => section.rows.length === 0) ? html`<p class="calm">${icon('check')}${words.equal}</p>` : nothing}
      ${keyed(`${left.id} ${right.id}`, renderTable(left, right, shown))}
      <p class="note">${words.note}</p>`;
  }

  private isShown(row: DiffRow): boolean {
    if (row.kind === 'same') return !this.isShort;
    return !(row.isNoise && this.hidesNoise);
  }

  private renderToggle(title: string, hint: string, isOn: boolean, set: (isOn: boolean) => void): TemplateResult {
    const onChange = (event: Event): void => set(event.target instanceof HTMLInputElement && event.target.checked);
    return html`<label title=${hint}><input type="checkbox" .checked=${isOn} @change=${onChange}>${title}</label>`;
  }
}

function renderWaiting({ problem }: Asked<MessageDetail>): TemplateResult {
  return problem === undefined
    ? html`<p class="note" role="status">${words.loading}</p>`
    : html`<div class="note" role="alert"><b>${words.refused}</b><p class="traffic">${problem.message} ${problem.hint}</p><code>${problem.code}</code></div>`;
}

function renderTable(left: MessageDetail, right: MessageDetail, sections: readonly DiffSection[]): TemplateResult {
  const filled = sections.filter(section => section.rows.length > 0);
  return html`<table role="table" aria-label=${words.table}>
    <thead role="rowgroup"><tr role="row"><th class="sign" role="columnheader"></th><th class="name" role="columnheader"></th>${renderHead('l', words.left, left)}${renderHead('r', words.right, right)}</tr></thead>
    <tbody role="rowgroup">${filled.map(
      section => html`<tr role="row"><th class="section" role="columnheader" colspan="4">${words.sections[section.kind]}${section.title === '' ? '' : ` ${visibleLine(section.title)}`}</th></tr>
        ${section.rows.slice(0, MAX_ROWS).map(renderRow)}
        ${section.rows.length > MAX_ROWS ? html`<tr role="row"><td class="none" role="cell">${words.more(section.rows.length - MAX_ROWS)}</td></tr>` : nothing}`,
    )}</tbody></table>`;
}

function renderHead(side: 'l' | 'r', title: string, message: MessageDetail): TemplateResult {
  return html`<th class=${side} role="columnheader"><span class="traffic">${words.number(indexOf(message.index))} ${shortLine(message.startLine, 80)}</span>
    <small>${title} · ${clock(message.time, 6)} · ${message.source} → ${message.destination}</small></th>`;
}

function renderRow(row: DiffRow): TemplateResult {
  return html`<tr role="row" class="${row.kind} ${row.isNoise ? 'noise' : ''}">
    <td class="sign" role="cell"><span aria-hidden="true">${words.signs[row.kind]}</span><span class="hidden-text">${words.kinds[row.kind]}</span></td>
    <th class="name" role="rowheader">${visibleLine(row.name)}</th>
    <td class="l" role="cell">${renderSide(row.left, '− ')}</td><td class="r" role="cell">${renderSide(row.right, '+ ')}</td>
  </tr>`;
}

function renderSide(spans: readonly DiffSpan[], sign: string): TemplateResult {
  if (spans.length === 0) return html`<span class="none">${words.missing}</span>`;
  return html`<span class="side" aria-hidden="true">${sign}</span>${spans.map(span => (span.isChanged ? html`<mark>${visibleText(span.text)}</mark>` : visibleText(span.text)))}`;
}
