// One RTP stream: its figures, its course over time, the keys pressed in it, and what its ends told by RTCP.
// Takes a StreamDetail as asked; gives panel-close and call-open.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Micros, StreamDetail, Waveform } from '../../../server/wire/types.ts';
import { emit } from '../../base/emit.ts';
import { byteCount, count, dateTime, duration, offset } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked } from '../../state/app-state.ts';
import { shared } from '../../styles/shared.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemStyles } from '../problem.styles.ts';
import { problemView } from '../problem.ts';
import { lossText, qualityOf } from './columns.ts';
import { streamPanelStyles } from './stream-panel.styles.ts';
import './media-course.ts';

const words = texts.streams;

@customElement('stream-panel')
export class StreamPanel extends LitElement {
  static override styles = [shared, streamPanelStyles, problemStyles];

  @property({ attribute: false }) asked: Asked<StreamDetail> | undefined;
  @property({ attribute: false }) sound: Asked<Waveform> | undefined;
  /** The stream that answers it, when one was seen. */
  @property({ attribute: false }) reverse: Asked<StreamDetail> | undefined;

  override render(): TemplateResult {
    const stream = this.asked?.value;
    return html`<header>
        <h2 class="mono">${stream === undefined ? words.stream : `${stream.source} → ${stream.destination}`}</h2>
        <button class="icon-button" title=${texts.close} aria-label=${texts.close} @click=${() => emit(this, 'panel-close', undefined)}>${icon('close')}</button>
      </header>
      ${stream === undefined ? this.renderWaiting() : this.renderStream(stream)}`;
  }

  private renderStream(stream: StreamDetail): TemplateResult {
    const openCall = (): void => emit(this, 'call-open', stream.leg);
    return html`<div class="body">
    <p class="about">
      <b class="ink-${qualityOf(stream)}">${stream.mos === undefined ? words.noMos : words.mosIs(stream.mos)}</b>
      ${stream.leg === undefined ? html`<span>${words.orphan}</span>` : html`<button class="button" @click=${openCall}>${icon('calls')}${words.toCall}</button>`}
    </p>
    <media-course .sound=${this.sound} .forward=${this.asked} .reverse=${this.reverse}></media-course>
    ${renderFigures(stream)}
    ${renderDtmf(stream)}
    ${renderRtcp(stream)}
    ${renderMosInputs(stream)}
  </div>`;
  }

  private renderWaiting(): TemplateResult {
    const problem = this.asked?.problem;
    return problem === undefined
      ? html`<p class="waiting" role="status">${words.loading}</p>`
      : problemView(words.refused, problem);
  }
}

function renderFigures(stream: StreamDetail): TemplateResult {
  const f = words.fields;
  return html`<dl>
    ${figure(f.ssrc, `0x${stream.ssrc.toString(16).padStart(8, '0')}`)}
    ${figure(f.codec, stream.payloadTypes.map(each => `${shortLine(each.codec, 40)} (${each.payloadType}) ${count(each.packets)}`).join(', '))}
    ${figure(f.protected, stream.encrypted ? words.encrypted : words.plain)}
    ${figure(f.start, dateTime(stream.startTime))}
    ${figure(f.duration, duration((stream.endTime - stream.startTime) / 1000))}
    ${figure(f.packets, `${count(stream.packets)} · ${byteCount(stream.bytes)}`)}
    ${figure(f.lost, `${count(stream.lost)} · ${lossText(stream)}`)}
    ${figure(f.bursts, words.burstsOf(stream.bursts, stream.longestLoss))}
    ${figure(f.reordered, `${count(stream.reordered)} · ${count(stream.duplicates)}`)}
    ${figure(f.jitter, words.jitterOf(stream.jitterMean, stream.jitterMax))}
    ${figure(f.delta, words.jitterOf(stream.deltaMean, stream.deltaMax))}
    ${stream.clockSkewPpm === undefined ? nothing : figure(f.skew, `${Math.round(stream.clockSkewPpm)} ppm`)}
    ${stream.restarts === 0 ? nothing : figure(f.restarts, count(stream.restarts))}
    ${figure(f.tiedBy, words.tiedBy[stream.tiedBy])}
  </dl>`;
}

function renderDtmf(stream: StreamDetail): TemplateResult | typeof nothing {
  if (stream.dtmfEvents.length === 0) return nothing;
  const since = (time: Micros): string => offset(time - stream.startTime);
  return html`<h3>${words.dtmfTitle}</h3>
    <ol class="keys">${stream.dtmfEvents.slice(0, 200).map(event => html`<li><kbd>${shortLine(event.digit, 12)}</kbd><span class="mono">${since(event.time)}</span><small>${duration(event.duration)} · ${words.ways[event.way]}</small></li>`)}</ol>`;
}

function renderRtcp(stream: StreamDetail): TemplateResult {
  const { rtcp } = stream;
  if (rtcp === undefined) return html`<h3>${words.rtcpTitle}</h3><p class="quiet">${words.noRtcp}</p>`;
  const f = words.rtcp;
  const optional = (title: string, value: string | undefined): TemplateResult | typeof nothing =>
    value === undefined ? nothing : figure(title, value);
  return html`<h3>${words.rtcpTitle}</h3><dl>
    ${figure(f.reports, `${count(rtcp.senderReports)} SR · ${count(rtcp.receiverReports)} RR`)}
    ${optional(f.sent, rtcp.packetsSent === undefined ? undefined : count(rtcp.packetsSent))}
    ${optional(f.fractionLost, rtcp.fractionLost === undefined ? undefined : `${(rtcp.fractionLost * 100).toFixed(1)} %`)}
    ${optional(f.cumulativeLost, rtcp.cumulativeLost === undefined ? undefined : count(rtcp.cumulativeLost))}
    ${optional(f.jitter, rtcp.jitter === undefined ? undefined : duration(rtcp.jitter))}
    ${optional(f.roundTrip, rtcp.roundTrip === undefined ? undefined : words.jitterOf(rtcp.roundTrip, rtcp.roundTripMax ?? rtcp.roundTrip))}
    ${optional(f.xrMos, rtcp.xr?.mosLq === undefined ? undefined : `${rtcp.xr.mosLq.toFixed(1)} LQ · ${rtcp.xr.mosCq?.toFixed(1) ?? '–'} CQ`)}
    ${optional(f.xrLoss, rtcp.xr === undefined ? undefined : `${(rtcp.xr.lossRate * 100).toFixed(1)} % · ${(rtcp.xr.discardRate * 100).toFixed(1)} %`)}
  </dl>`;
}

/** An estimate is shown with what it was made of. */
function renderMosInputs(stream: StreamDetail): TemplateResult | typeof nothing {
  const inputs = stream.mosInputs;
  if (inputs === undefined) return nothing;
  const f = words.inputs;
  return html`<h3>${words.mosTitle}</h3><p class="quiet">${words.mosNote}</p><dl>
    ${figure(f.codec, shortLine(inputs.codec, 40))}${figure('Ie · Bpl', `${inputs.ie} · ${inputs.bpl}`)}
    ${figure(f.loss, `${inputs.lossPercent.toFixed(2)} %`)}${figure(f.burstRatio, inputs.burstRatio.toFixed(2))}
    ${figure(f.delay, duration(inputs.delay))}${figure(f.buffer, duration(inputs.jitterBuffer))}${figure('R', inputs.r.toFixed(1))}
  </dl>`;
}

function figure(title: string, value: string): TemplateResult {
  return html`<div><dt>${title}</dt><dd class="traffic number">${value}</dd></div>`;
}
