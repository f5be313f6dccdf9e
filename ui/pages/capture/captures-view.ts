// What is open: one line a capture, with what it does, how much there is, and how to close it. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureInfo } from '../../../server/wire/protocol.ts';
import { byteCount, count } from '../../base/format.ts';
import { shortLine } from '../../base/visible-text.ts';
import { captureState, livesFirst } from '../../health-pill.ts';
import type { AppState } from '../../state/app-state.ts';
import { errandOf } from '../../state/errands.ts';
import { type Rate, sumOfRates } from '../../state/rates.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { problemView } from '../problem.ts';

const words = texts.capture;

export interface CapturesEvents {
  readonly choose: (id: string) => void;
  /** The question whether to close it is asked, or taken back. */
  readonly ask: (id: string | undefined) => void;
  readonly close: (id: string) => void;
}

/** `here` is the chosen one, `asking` the one that is about to be closed. */
export function capturesView(
  state: AppState,
  here: string | undefined,
  asking: string | undefined,
  events: CapturesEvents,
): TemplateResult {
  const captures = livesFirst(state.captures ?? []);
  if (captures.length === 0) return html`<p class="lead">${words.none}</p>`;
  return html`<div class="scroll"><table class="captures">
    <thead><tr><th>${words.columns.name}</th><th>${words.columns.state}</th><th class="end wide">${words.columns.frames}</th><th class="end wide">${words.columns.rate}</th><th class="end wide">${words.columns.size}</th><th><span class="hidden-text">${words.columns.acts}</span></th></tr></thead>
    <tbody>${captures.map(capture => rowView(state, capture, capture.id === here, capture.id === asking, events))}</tbody>
  </table></div>`;
}

function rowView(
  state: AppState,
  capture: CaptureInfo,
  isHere: boolean,
  isAsking: boolean,
  events: CapturesEvents,
): TemplateResult {
  const { pulse, text } = captureState(capture);
  const errand = errandOf(state, 'close', capture.id);
  const name = shortLine(capture.name, 80);
  return html`<tr class=${isHere ? 'here' : ''}>
      <td><button class="choose" aria-current=${isHere ? 'true' : 'false'} title=${capture.paths.join('\n')} aria-label=${words.show(name)}
        @click=${() => events.choose(capture.id)}><span class="traffic">${name}</span></button> <small class="badge">${words.origins[capture.origin]}</small></td>
      <td><span class="pulse ${pulse}"><i></i>${text}</span></td>
      <td class="end number wide">${count(capture.progress.frames)}</td>
      <td class="end number wide">${rateText(captureRate(state, capture))}</td>
      <td class="end number wide">${byteCount(capture.live?.spool.bytes ?? capture.progress.bytesTotal ?? capture.progress.bytesRead)}</td>
      <td class="end"><button class="icon-button" ?disabled=${errand.isBusy} title=${words.close(name)} aria-label=${words.close(name)}
        @click=${() => events.ask(isAsking ? undefined : capture.id)}>${icon('close')}</button></td>
    </tr>
    ${
      isAsking
        ? html`<tr class="question"><td colspan="6"><div class="ask" role="group" aria-label=${words.closeQuestion(name)}>
            <p><b class="traffic">${words.closeQuestion(name)}</b> ${capture.live === undefined ? words.closeOther : words.closeLive}</p>
            <button class="button primary" id="close-yes" @click=${() => events.close(capture.id)}>${words.closeYes}</button>
            <button class="button" @click=${() => events.ask(undefined)}>${words.closeNo}</button>
          </div></td></tr>`
        : nothing
    }
    ${errand.problem === undefined ? nothing : html`<tr><td colspan="6">${problemView(texts.refused, errand.problem)}</td></tr>`}`;
}

/** Frames a second of everything a recorder listens to; undefined for what is not recorded. */
export function captureRate(state: AppState, capture: CaptureInfo): Rate | undefined {
  if (capture.live?.recorder !== 'recording') return undefined;
  return sumOfRates(
    state.rates.get(capture.id),
    capture.live.inputs.map(input => input.name),
  );
}

function rateText(rate: Rate | undefined): string {
  return rate === undefined
    ? words.noRate
    : `${words.framesPerSecond(rate.frames)} · ${byteCount(Math.round(rate.bytes))}/s`;
}
