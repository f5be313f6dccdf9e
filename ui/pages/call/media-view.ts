// The media of a call: what was negotiated by offer and answer, and the RTP streams that were seen. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type {
  MediaLine,
  MediaSession,
  MediaSide,
  Micros,
  OfferAnswer,
  StreamDetail,
  StreamReport,
  Waveform,
} from '../../../server/wire/types.ts';
import { count, duration } from '../../base/format.ts';
import { indexOf } from '../../base/numbers.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { Asked, CallSessions, Problem } from '../../state/app-state.ts';
import { texts } from '../../texts.ts';
import { lossText, qualityOf } from '../streams/columns.ts';
import '../streams/media-course.ts';

const words = texts.callPanels;

export interface MediaInput {
  readonly streams: readonly StreamReport[];
  /** Writes a time of the call. */
  readonly clock: (time: Micros) => string;
  /** Its offers and answers; undefined until they are asked for. */
  readonly offers: Asked<CallSessions> | undefined;
  /** Undefined where there is nothing to hear. */
  readonly sound: Asked<Waveform> | undefined;
  /** The main stream and the one that answers it, with their course over time. */
  readonly forward: Asked<StreamDetail> | undefined;
  readonly reverse: Asked<StreamDetail> | undefined;
  readonly onMessage: (index: number) => void;
  readonly onStream: (index: number) => void;
}

export function mediaView(input: MediaInput): TemplateResult {
  const { streams, offers } = input;
  const sessions = offers?.value?.sessions ?? [];
  // Nothing is said to be missing before it was looked for.
  if (streams.length === 0 && offers?.value?.sessions.length === 0) return html`<p class="calm">${words.noMedia}</p>`;
  return html`${input.forward === undefined && input.sound === undefined ? nothing : html`<media-course reports .sound=${input.sound} .forward=${input.forward} .reverse=${input.reverse} .sessions=${sessions}></media-course>`}${streams.length === 0 ? html`<p class="calm">${words.noStreams}</p>` : renderStreams(input)}
    ${sessions.map((session, at) => renderSession(input, session, at, sessions.length))}${offers?.value === undefined ? renderAwaited(offers?.problem) : nothing}`;
}

function renderAwaited(problem: Problem | undefined): TemplateResult {
  if (problem === undefined) return html`<p class="calm" role="status">${words.offersLoading}</p>`;
  return html`<p class="calm" role="alert">${words.offersRefused}: ${problem.message} ${problem.hint}</p>`;
}

function renderStreams({ streams, onStream }: MediaInput): TemplateResult {
  const { columns } = texts.streams;
  return html`<div class="wide"><table>
    <thead><tr><th>${columns.source}</th><th>${columns.destination}</th><th>${columns.codec}</th><th class="end">${columns.duration}</th>
      <th class="end">${columns.packets}</th><th class="end">${columns.lost}</th><th class="end">${columns.jitter}</th><th class="end">${columns.mos}</th><th>${columns.dtmf}</th></tr></thead>
    <tbody>${streams.map(
      stream => html`<tr>
        <td class="mono"><button class="message-link" title=${words.openStream} @click=${() => onStream(stream.index)}>${stream.source}</button></td>
        <td class="mono">${stream.destination}</td>
        <td>${shortLine(stream.codec, 30)}${stream.encrypted ? html` <small class="tag">${texts.streams.encrypted}</small>` : nothing}</td>
        <td class="end">${duration((stream.endTime - stream.startTime) / 1000)}</td>
        <td class="end">${count(stream.packets)}</td>
        <td class="end">${lossText(stream)}</td>
        <td class="end">${duration(stream.jitterMax)}</td>
        <td class="end"><b class="ink-${qualityOf(stream)}">${stream.mos === undefined ? '–' : stream.mos.toFixed(2)}</b></td>
        <td class="mono traffic">${shortLine(stream.dtmf, 40)}</td>
      </tr>`,
    )}</tbody></table></div>`;
}

function renderSession(input: MediaInput, session: MediaSession, at: number, of: number): TemplateResult {
  const hold = words.hold[session.hold];
  return html`<h3>${words.negotiated}${of > 1 ? html` <span class="quiet">${words.dialog(at + 1)}</span>` : nothing}${hold === '' ? nothing : html` <small class="tag">${hold}</small>`}</h3>
    <div class="wide"><table class="offers"><tbody>${session.exchanges.map(exchange => renderExchange(input, exchange))}</tbody></table></div>
    ${session.problems.length === 0 ? nothing : html`<ul class="problems">${session.problems.map(problem => html`<li class="traffic">${shortLine(problem, 400)}</li>`)}</ul>`}`;
}

function renderExchange(input: MediaInput, exchange: OfferAnswer): TemplateResult {
  return html`<tr>
    <td class="mono quiet">${input.clock(exchange.offerTime)}</td>
    <td>${messageLink(input, exchange.offer, exchange.offerIn)} → ${
      exchange.answer === undefined
        ? renderNoAnswer(exchange)
        : messageLink(input, exchange.answer, exchange.answerIn ?? '')
    }</td>
    <td>${exchange.lines.map(line => html`<div class="traffic">${lineText(line)}</div>`)}</td>
    <td>${exchange.effects.map(effect => html`<small class="tag">${effect}</small> `)}</td>
  </tr>`;
}

function renderNoAnswer(exchange: OfferAnswer): TemplateResult {
  return html`<span class="ink-warn">${exchange.rejected === undefined ? words.unanswered : words.rejected(exchange.rejected)}</span>`;
}

function messageLink(input: MediaInput, index: number, title: string): TemplateResult {
  return html`<button class="message-link" title="#${indexOf(index)}" @click=${() => input.onMessage(index)}>${shortLine(title, 40)}</button>`;
}

/** `audio PCMU/8000 10.0.0.1:4000 sendrecv ⇄ 10.0.0.2:5000 sendrecv · SRTP (sdes)`. */
function lineText(line: MediaLine): string {
  const codecs =
    line.common.length > 0 ? line.common.join(' ') : line.offerer.codecs.map(codec => codec.name).join(' ');
  const ends =
    line.answerer === undefined ? sideText(line.offerer) : `${sideText(line.offerer)} ⇄ ${sideText(line.answerer)}`;
  const extras = [
    line.security === 'none' ? '' : `SRTP (${line.security})`,
    line.ice ? 'ICE' : '',
    line.rtcpMux ? 'rtcp-mux' : '',
    line.bundledWith === undefined ? '' : `bundled with ${line.bundledWith}`,
    line.change === 'kept' || line.change === 'added' ? '' : line.change,
  ].filter(text => text !== '');
  return shortLine([`${line.media} ${line.t38 ? 'T.38' : codecs}`, ends, ...extras].join(' · '), 400);
}

function sideText(side: MediaSide): string {
  const address = side.address.includes(':') ? `[${side.address}]` : side.address;
  return side.port === 0 ? 'off' : `${address}:${side.port} ${side.direction}`;
}
