// Capture health: every counter of a capture, every frame that became neither SIP nor media by reason, every source.
// Reads the store; the views below take plain data.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CaptureHealth, SourceReport } from '../../../server/wire/types.ts';
import { byteCount, count, dateTime, timeSpan } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { StoreController } from '../../controllers/store-controller.ts';
import type { Store } from '../../state/store.ts';
import { currentCapture } from '../../state/watch.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { emptyStyles } from '../calls/empty.styles.ts';
import { emptyView } from '../calls/empty.ts';
import { captureStyles } from './capture-page.styles.ts';

const words = texts.health;

@customElement('capture-page')
export class CapturePage extends LitElement {
  static override styles = [shared, captureStyles, emptyStyles];

  @property({ attribute: false }) store!: Store;

  constructor() {
    super();
    new StoreController(this, () => this.store);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const id = currentCapture(state);
    const asked = state.health?.id === id ? state.health : undefined;
    if (asked?.value !== undefined) return healthView(asked.value);
    if (asked?.problem !== undefined) {
      return html`<section class="notice" role="alert"><h1>${words.title}</h1><p class="traffic">${asked.problem.message}</p><p class="traffic">${asked.problem.hint}</p><code>${asked.problem.code}</code></section>`;
    }
    if (id !== undefined) return html`<section class="notice" role="status"><p>${words.loading}</p></section>`;
    return html`${emptyView(state, this) ?? nothing}`;
  }
}

/** The whole page for one capture. */
export function healthView(health: CaptureHealth): TemplateResult {
  return html`<div class="sheet">
    <h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    <dl class="tiles">${countersOf(health).map(
      ([title, value, isWarning]) =>
        html`<div class=${isWarning && value > 0 ? 'warn' : ''}><dt>${title}</dt><dd>${count(value)}</dd></div>`,
    )}</dl>
    ${notDecodedView(health)} ${shedView(health)}
    <h2>${words.sourcesTitle}</h2>
    ${health.sources.map(sourceView)}
  </div>`;
}

function countersOf(health: CaptureHealth): readonly (readonly [string, number, boolean])[] {
  const titles = words.counters;
  return [
    [titles.frames, health.frames, false],
    [titles.sipMessages, health.sipMessages, false],
    [titles.mediaPackets, health.mediaPackets, false],
    [titles.retransmissions, health.retransmissions, false],
    [titles.duplicates, health.duplicates, false],
    [titles.malformed, health.malformed, true],
    [titles.truncatedFrames, health.truncatedFrames, true],
  ];
}

function notDecodedView(health: CaptureHealth): TemplateResult {
  const total = health.notDecoded.reduce((sum, each) => sum + each.count, 0);
  const reasons = [...health.notDecoded].sort((a, b) => b.count - a.count);
  return html`<h2>${words.notDecodedTitle} <small class="number">${count(total)}</small></h2>
    ${
      reasons.length === 0
        ? html`<p class="fine">${icon('check')} ${words.notDecodedNone}</p>`
        : html`<div class="scroll"><table>
            <thead><tr><th>${words.reason}</th><th class="end">${words.frames}</th><th>${words.share}</th><th>${words.samples}</th></tr></thead>
            <tbody>${reasons.map(
              each => html`<tr>
                <td>${visibleLine(each.reason)}</td>
                <td class="end number">${count(each.count)}</td>
                <td class="share"><meter max=${Math.max(1, health.frames)} value=${each.count} aria-label=${words.share}></meter> ${share(each.count, health.frames)}</td>
                <td class="samples mono">${each.samples.map(
                  sample =>
                    html`<span title="${dateTime(sample.time)}\n${sample.source}">${words.frame(sample.frameNumber)}</span>`,
                )}</td>
              </tr>`,
            )}</tbody></table></div>`
    }`;
}

function shedView(health: CaptureHealth): TemplateResult | typeof nothing {
  const names = Object.entries(health.shed);
  if (names.length === 0) return nothing;
  return html`<h2>${words.shedTitle}</h2><p class="lead">${words.shedLead}</p>
    <dl class="tiles">${names.map(([name, value]) => html`<div class="bad"><dt>${visibleLine(name)}</dt><dd>${count(value)}</dd></div>`)}</dl>`;
}

function sourceView(source: SourceReport): TemplateResult {
  return html`<article class=${source.truncated === undefined ? '' : 'warn'}>
    <h3 class="mono traffic">${shortLine(source.path, 400)}</h3>
    <dl class="facts">
      <div><dt>${words.format}</dt><dd>${source.format}</dd></div>
      <div><dt>${words.size}</dt><dd class="number">${byteCount(source.bytes)}</dd></div>
      <div><dt>${words.frames}</dt><dd class="number">${count(source.frames)}</dd></div>
      <div><dt>${words.links}</dt><dd>${source.linkTypes.map(visibleLine).join(', ') || '–'}</dd></div>
      <div><dt>${words.time}</dt><dd class="number">${source.start === undefined || source.end === undefined ? '–' : timeSpan(source.start, source.end)}</dd></div>
      <div><dt>${words.state}</dt><dd class="traffic">${source.truncated === undefined ? words.whole : html`<b class="cut">${icon('warning')} ${visibleLine(source.truncated)}</b>`}</dd></div>
      ${source.notes.map(note => html`<div><dt>${words.note}</dt><dd class="traffic">${visibleLine(note)}</dd></div>`)}
    </dl>
  </article>`;
}

function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (part / whole) * 100;
  return value > 0 && value < 0.1 ? '< 0.1 %' : `${value.toFixed(1)} %`;
}
