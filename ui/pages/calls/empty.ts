// What stands in place of rows: each case says what is so, why, and what to do next. Undefined when there are rows.

import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureInfo } from '../../../server/wire/protocol.ts';
import { emit } from '../../base/emit.ts';
import { sentence } from '../../base/format.ts';
import { isLive } from '../../health-pill.ts';
import type { AppState, Problem } from '../../state/app-state.ts';
import { isListPending } from '../../state/list.ts';
import { ALL_TIME } from '../../state/time-range.ts';
import { openCapture } from '../../state/watch.ts';
import { texts } from '../../texts.ts';
import { type IconName, icon } from '../../widgets/icon.ts';
import { adjust, go } from '../page.ts';

/** A button that leads on. */
interface Step {
  readonly text: string;
  readonly run: () => void;
}

/** The empty, waiting or failed state of the list; events leave from `host`. */
export function emptyView(state: AppState, host: EventTarget): TemplateResult | undefined {
  const { list } = state;
  const absent = absentView(state, host);
  const capture = openCapture(state);
  if (absent !== undefined || capture === undefined) return absent;
  if (capture.progress.error !== undefined && list.total === 0)
    return problemView(texts.calls.failedTitle, capture.progress.error);
  if (list.error !== undefined && list.total === 0) {
    return view('search', texts.calls.unreadableTitle, '', clearFilter(host));
  }
  if (list.key === undefined || list.total > 0 || isListPending(list)) return undefined;
  const { filter, range } = state.route;
  const hasRange = range.kind !== 'all';
  if (list.all > 0 || filter !== '' || hasRange) {
    const steps = [...(filter === '' ? [] : [clearFilter(host)]), ...(hasRange ? [showAllTime(host)] : [])];
    return view(
      'search',
      texts.calls.noMatchTitle,
      texts.calls.noMatchLead(list.all, filter !== '', hasRange),
      ...steps,
    );
  }
  if (capture.progress.state === 'loading') return view('calls', texts.calls.waitingTitle, '');
  if (isLive(capture)) return liveView(capture, host);
  return view('capture', texts.calls.emptyTitle, texts.calls.emptyLead(capture.progress.frames), {
    text: texts.calls.emptyAction,
    run: () => go(host, { page: 'capture' }),
  });
}

/** What every page says that has no capture to speak of: none is open, none of that name, none that could be read. */
export function absentView(state: AppState, host: EventTarget): TemplateResult | undefined {
  const { captures } = state;
  if (captures === undefined) return unreachableView(state);
  if (captures.length === 0) return dropView(host);
  const capture = openCapture(state);
  if (capture === undefined) return unknownView(state, host);
  const { error, messages } = capture.progress;
  return error === undefined || messages > 0 ? undefined : problemView(texts.calls.failedTitle, error);
}

/** Whether there is such a thing to say: asked before it is drawn. */
export function isAbsent(state: AppState): boolean {
  const { captures, capturesProblem } = state;
  if (captures === undefined) return capturesProblem !== undefined;
  const progress = openCapture(state)?.progress;
  return progress === undefined || (progress.error !== undefined && progress.messages === 0);
}

/** The server has not said what is open; undefined while that is only a matter of waiting. */
export function unreachableView(state: AppState): TemplateResult | undefined {
  const problem = state.capturesProblem;
  return problem === undefined ? undefined : problemView(texts.calls.unreachableTitle, problem);
}

function clearFilter(host: EventTarget): Step {
  return { text: texts.calls.clearFilter, run: () => adjust(host, { filter: '', row: undefined }) };
}

function showAllTime(host: EventTarget): Step {
  return { text: texts.overview.showAll, run: () => adjust(host, { range: ALL_TIME, row: undefined }) };
}

/** Nothing is open: the four ways to begin. */
function dropView(host: EventTarget): TemplateResult {
  const words = texts.calls;
  const record = (): void => go(host, { page: 'capture', part: 'record' });
  return html`<section class="empty drop" tabindex="-1"><div>
    ${icon('upload')}
    <h1>${words.noneTitle}</h1>
    <p>${words.noneLead}</p>
    <div class="steps">
      <button class="button primary" @click=${() => emit(host, 'choose-file', undefined)}>${icon('upload')}${words.choose}</button>
      <button class="button" @click=${record}>${icon('record')}${words.record}</button>
    </div>
    <p class="hint">${words.noneHep} <button class="link" @click=${record}>${words.noneHepAction}</button></p>
    <dl class="hint">
      <dt>${words.noneCommand}</dt><dd><code>${words.command}</code></dd>
      <dt>${words.noneLive}</dt><dd><code>${words.liveCommand}</code></dd>
    </dl>
  </div></section>`;
}

/** The address names a capture that is not open. */
export function unknownView(state: AppState, host: EventTarget): TemplateResult {
  const id = state.route.capture ?? '';
  return view('capture', texts.captures.unknown(id.slice(0, 80)), texts.captures.unknownHint, {
    text: texts.captures.first,
    run: () => go(host, { capture: undefined, row: undefined }),
  });
}

/** Recording, and nothing yet: what has come so far tells where to look. */
function liveView(capture: CaptureInfo, host: EventTarget): TemplateResult {
  const { frames } = capture.progress;
  return view(
    'capture',
    texts.calls.listeningTitle,
    frames === 0 ? texts.calls.listeningNothing : texts.calls.listeningLead(frames),
    {
      text: texts.calls.emptyAction,
      run: () => go(host, { page: 'capture', part: 'counters' }),
    },
  );
}

/** An error in the server's words: what, what next, code. */
function problemView(title: string, problem: Problem): TemplateResult {
  return html`<section class="empty" tabindex="-1" role="alert"><div>
    ${icon('warning')}
    <h1>${title}</h1>
    <p class="traffic">${sentence(problem.message)}</p>
    ${problem.hint === '' ? nothing : html`<p class="traffic">${problem.hint}</p>`}
    <code>${problem.code}</code>
  </div></section>`;
}

function view(name: IconName, title: string, lead: string, ...steps: readonly Step[]): TemplateResult {
  return html`<section class="empty" tabindex="-1"><div>
    ${icon(name)}
    <h1>${title}</h1>
    ${lead === '' ? nothing : html`<p>${lead}</p>`}
    ${steps.map(({ text, run }) => html`<button class="button" @click=${run}>${text}</button> `)}
  </div></section>`;
}
