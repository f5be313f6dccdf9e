// A live capture: its recorder, where the frames come from, and how full the spool is. View functions: plain data in.

import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureInfo, LiveInfo } from '../../../server/wire/protocol.ts';
import { byteCount, count } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { isClearable } from '../../health-pill.ts';
import type { AppState } from '../../state/app-state.ts';
import { errandOf } from '../../state/errands.ts';
import type { Source } from '../../state/sources.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';
import { clearQuestion } from '../calls/clear-question.ts';
import { problemView } from '../problem.ts';

const words = texts.live;
const CELL = 60;
/** Agents name themselves, so there can be thousands. */
const SOURCE_LIMIT = 200;
const MEBIBYTE = 1024 * 1024;

export interface LiveEvents {
  readonly stop: () => void;
  readonly start: () => void;
  readonly askClear: (isAsked: boolean) => void;
  readonly clear: () => void;
}

/** What is recorded and what can be done about it. */
export function recorderView(
  state: AppState,
  capture: CaptureInfo,
  live: LiveInfo,
  isAskingClear: boolean,
  events: LiveEvents,
): TemplateResult {
  const isRunning = live.recorder === 'recording' || live.recorder === 'starting';
  const errands = (['stop', 'start', 'clear'] as const).map(verb => errandOf(state, verb, capture.id));
  const isBusy = errands.some(errand => errand.isBusy);
  const problems = errands.map(errand => errand.problem).filter(problem => problem !== undefined);
  return html`
    <div class="toolbar">
      <p class="grow" role="status">${words.states[live.recorder]}</p>
      ${
        isRunning
          ? html`<button class="button" ?disabled=${isBusy} @click=${events.stop}>${icon('stop')}${words.stop}</button>`
          : html`<button class="button primary" ?disabled=${isBusy} @click=${events.start}>${icon('record')}${words.start}</button>`
      }
      <button class="button" ?disabled=${isBusy || capture.progress.legs === 0 || !isClearable(capture)} aria-expanded=${isAskingClear} @click=${() => events.askClear(!isAskingClear)}>${icon('clear')}${words.clear}</button>
    </div>
    ${isAskingClear ? clearQuestion(capture.progress.legs, events.clear, () => events.askClear(false)) : nothing}
    ${live.problem === undefined ? nothing : problemView(words.states[live.recorder], live.problem)}
    ${problems.map(problem => problemView(texts.refused, problem))}
    ${planView(live)}`;
}

function planView({ plan }: LiveInfo): TemplateResult {
  const facts = words.facts;
  const fact = (title: string, value: string, isMono = false): TemplateResult =>
    html`<div><dt>${title}</dt><dd class="traffic ${isMono ? 'mono' : ''}">${value}</dd></div>`;
  return html`<dl class="facts">
    ${plan.interfaces.length === 0 ? nothing : fact(facts.interfaces, plan.interfaces.map(name => shortLine(name, CELL)).join(', '), true)}
    ${plan.hep.length === 0 ? nothing : fact(facts.hep, plan.hep.map(line => shortLine(line, CELL)).join(', '), true)}
    ${plan.filter === '' ? fact(facts.filter, words.everything) : fact(facts.filter, visibleLine(plan.filter.slice(0, 1000)), true)}
    ${plan.interfaces.length === 0 ? nothing : html`${fact(facts.engine, plan.engine)}${fact(facts.buffer, words.mebibytes(Math.round(plan.bufferBytes / MEBIBYTE)))}${fact(facts.promiscuous, plan.promiscuous ? words.yes : words.no)}`}
  </dl>`;
}

interface SourceColumn {
  readonly title: string;
  readonly hint?: string;
  readonly level?: (source: Source) => string;
  readonly cell: (source: Source) => unknown;
}

const { columns: titles, hints } = words;
const RATES: readonly SourceColumn[] = [
  { title: titles.frameRate, cell: ({ rate }) => (rate === undefined ? words.unknown : perSecond(rate.frames)) },
  {
    title: titles.byteRate,
    cell: ({ rate }) => (rate === undefined ? words.unknown : `${byteCount(Math.round(rate.bytes))}/s`),
  },
];
const LOSSES: readonly SourceColumn[] = [
  {
    title: titles.kernel,
    hint: hints.kernel,
    level: source => lossClass(source.kernelDrops),
    cell: source => optional(source.kernelDrops),
  },
  {
    title: titles.interface,
    hint: hints.interface,
    level: source => lossClass(source.interfaceDrops),
    cell: source => optional(source.interfaceDrops),
  },
  { title: titles.refused, hint: hints.refused, cell: refusedView },
];

/** One row for everything that frames come from. */
export function sourcesView(sources: readonly Source[], isLive: boolean): TemplateResult | typeof nothing {
  if (sources.length === 0) return nothing;
  // Files seldom say what was dropped before they were written.
  const isCounted =
    isLive || sources.some(source => source.kernelDrops !== undefined || source.interfaceDrops !== undefined);
  const columns: readonly SourceColumn[] = [
    { title: titles.frames, cell: source => count(source.frames) },
    ...(isLive ? RATES : []),
    { title: titles.sip, cell: source => optional(source.sipMessages) },
    ...(isCounted ? LOSSES : []),
    {
      title: titles.truncated,
      hint: hints.truncated,
      level: source => (source.truncated > 0 ? 'worry' : ''),
      cell: source => count(source.truncated),
    },
  ];
  return html`<div class="scroll"><table class="sources">
    <thead><tr><th>${words.source}</th>${columns.map(column => html`<th class="end" title=${column.hint ?? nothing}>${column.title}</th>`)}</tr></thead>
    <tbody>${sources.slice(0, SOURCE_LIMIT).map(source => sourceRow(source, columns))}</tbody>
  </table></div>
  ${sources.length > SOURCE_LIMIT ? html`<p class="lead">${words.further(sources.length - SOURCE_LIMIT)}</p>` : nothing}`;
}

function sourceRow(source: Source, columns: readonly SourceColumn[]): TemplateResult {
  return html`<tr>
      <th scope="row" class=${source.isAgent ? 'agent' : ''}><span class="mono traffic">${shortLine(source.name, CELL)}</span>
        <small class="badge">${source.isAgent ? words.agent : words.kinds[source.kind]}</small>
        ${source.hasApproximateTimes ? html`<small class="badge" title=${words.approximateHint}>${words.approximate}</small>` : nothing}</th>
      ${columns.map(column => html`<td class="end number ${column.level?.(source) ?? ''}">${column.cell(source)}</td>`)}
    </tr>
    ${source.problem === undefined ? nothing : html`<tr><td colspan=${columns.length + 1}>${problemView(source.name, source.problem)}</td></tr>`}`;
}

function refusedView({ refused }: Source): unknown {
  const reasons = Object.entries(refused);
  if (reasons.length === 0) return '0';
  return reasons.map(
    ([reason, number]) =>
      html`<div class="worry">${count(number)} <small>${visibleLine(reason.slice(0, CELL))}</small></div>`,
  );
}

/** How much of its limit the spool uses, and what had to go. */
export function spoolView(live: LiveInfo): TemplateResult {
  const { spool } = live;
  const used = words.spoolUse(byteCount(spool.bytes), byteCount(spool.limits.spoolBytes));
  return html`<h3>${words.spool}</h3>
    <div class="spool">
      <meter aria-label=${words.spool} aria-valuetext=${used} max=${Math.max(1, spool.limits.spoolBytes)} value=${spool.bytes}></meter>
      <b class="number">${used}</b>
      <span class="number">${words.segments(spool.segments)}</span>
      <span class="number quiet">${spool.deletedSegments === 0 ? words.nothingDeleted : words.deleted(spool.deletedSegments, byteCount(spool.deletedBytes))}</span>
      <span class="mono quiet traffic">${shortLine(spool.directory, 300)}</span>
    </div>
    ${spool.isDiskFull ? html`<p class="loss" role="alert">${icon('warning')} ${words.diskFull}</p>` : nothing}
    ${spool.lostFrames > 0 ? html`<p class="loss">${icon('warning')} ${words.lostToDisk(spool.lostFrames)}</p>` : nothing}`;
}

function perSecond(value: number): string {
  return value > 0 && value < 10 ? value.toFixed(1) : count(Math.round(value));
}

function optional(value: number | undefined): string {
  return value === undefined ? words.unknown : count(value);
}

function lossClass(value: number | undefined): string {
  return value !== undefined && value > 0 ? 'loss' : '';
}
