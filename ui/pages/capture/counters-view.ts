// The counters of a capture: every frame that became neither SIP nor media by reason, by source, with frames to open. View
// functions: plain data in, one event out.

import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureHealth, SourceReport } from '../../../server/wire/types.ts';
import { byteCount, count, dateTime, timeSpan } from '../../base/format.ts';
import { shortLine, visibleLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { icon } from '../../widgets/icon.ts';

const words = texts.health;
/** Sources that have a column of their own; agents name themselves, so there can be thousands. */
const COLUMN_LIMIT = 8;

/** A spool can have hundreds of segments; the latest are the ones to look at. */
const FILE_LIMIT = 20;

export type OpenFrame = (id: string) => void;

/** All counters of one capture. */
export function countersView(health: CaptureHealth, open: OpenFrame): TemplateResult {
  return html`
    <p class="lead">${words.lead}</p>
    <dl class="tiles">${tilesOf(health).map(
      ([title, value, level]) =>
        html`<div class=${value > 0 ? level : ''}><dt>${title}</dt><dd>${count(value)}</dd></div>`,
    )}</dl>
    ${notDecodedView(health, open)} ${matrixView(health)} ${shedView(health)}
    ${
      health.sources.length === 0
        ? nothing
        : html`<h3>${words.sourcesTitle}</h3>${
            health.sources.length > FILE_LIMIT
              ? html`<p class="lead">${words.earlierFiles(health.sources.length - FILE_LIMIT)}</p>`
              : nothing
          }${health.sources.slice(-FILE_LIMIT).map(fileView)}`
    }`;
}

function tilesOf(health: CaptureHealth): readonly (readonly [string, number, '' | 'warn' | 'bad'])[] {
  const titles = words.counters;
  const tls = health.tls.connections;
  return [
    [titles.frames, health.frames, ''],
    [titles.sipMessages, health.sipMessages, ''],
    [titles.mediaPackets, health.mediaPackets, ''],
    [titles.retransmissions, health.retransmissions, ''],
    [titles.duplicates, health.duplicates, ''],
    [words.droppedTile, health.dropped, 'bad'],
    [titles.malformed, health.malformed, 'warn'],
    [titles.truncatedFrames, health.truncatedFrames, 'warn'],
    ...(tls === 0 ? [] : [[words.tlsTile, tls, ''] as const]),
  ];
}

function notDecodedView(health: CaptureHealth, open: OpenFrame): TemplateResult {
  const total = health.notDecoded.reduce((sum, each) => sum + each.count, 0);
  const reasons = [...health.notDecoded].sort((a, b) => b.count - a.count);
  return html`<h3>${words.notDecodedTitle} <small class="number">${count(total)}</small></h3>
    ${
      reasons.length === 0
        ? html`<p class="fine">${icon('check')} ${words.notDecodedNone}</p>`
        : html`<div class="scroll"><table>
            <thead><tr><th>${words.reason}</th><th class="end">${words.frames}</th><th>${words.share}</th><th>${words.samples}</th></tr></thead>
            <tbody>${reasons.map(
              each => html`<tr>
                <th scope="row">${visibleLine(each.reason)}</th>
                <td class="end number">${count(each.count)}</td>
                <td class="share"><meter max=${Math.max(1, health.frames)} value=${each.count} aria-label=${words.share}></meter> ${share(each.count, health.frames)}</td>
                <td class="samples mono">${each.samples.map(
                  sample =>
                    html`<button title="${dateTime(sample.time)}\n${visibleLine(sample.point)}\n${visibleLine(sample.source)}" aria-label=${words.openSample(sample.frameNumber, each.reason)}
                      @click=${() => open(sample.id)}>${words.frame(sample.frameNumber)}</button>`,
                )}</td>
              </tr>`,
            )}</tbody></table></div>`
    }`;
}

/** Reasons down, sources across: which of them brings what cannot be read. One source needs no table of its own. */
function matrixView(health: CaptureHealth): TemplateResult | typeof nothing {
  const points = [...health.points].filter(point => point.notDecoded.length > 0).sort((a, b) => sumOf(b) - sumOf(a));
  if (health.points.length < 2 || points.length === 0) return nothing;
  const shown = points.length <= COLUMN_LIMIT + 1 ? points : points.slice(0, COLUMN_LIMIT);
  const others = points.slice(shown.length);
  const reasons = [...health.notDecoded].sort((a, b) => b.count - a.count).map(each => each.reason);
  return html`<h3>${words.matrixTitle}</h3>
    <div class="scroll"><table class="matrix">
      <thead><tr><th>${words.reason}</th>${shown.map(point => html`<th class="end mono traffic" scope="col" title=${visibleLine(point.name)}>${shortLine(point.name, 32)}</th>`)}${
        others.length === 0 ? nothing : html`<th class="end" scope="col">${words.otherSources(others.length)}</th>`
      }</tr></thead>
      <tbody>${reasons.map(
        reason =>
          html`<tr><th scope="row">${visibleLine(reason)}</th>${shown.map(point => cell(countOf(point, reason)))}${
            others.length === 0 ? nothing : cell(others.reduce((sum, point) => sum + countOf(point, reason), 0))
          }</tr>`,
      )}</tbody>
    </table></div>`;
}

function cell(value: number): TemplateResult {
  return html`<td class="end number ${value === 0 ? 'quiet' : ''}">${count(value)}</td>`;
}

function sumOf(point: CaptureHealth['points'][number]): number {
  return point.notDecoded.reduce((sum, each) => sum + each.count, 0);
}

function countOf(point: CaptureHealth['points'][number], reason: string): number {
  return point.notDecoded.find(each => each.reason === reason)?.count ?? 0;
}

function shedView(health: CaptureHealth): TemplateResult | typeof nothing {
  const names = Object.entries(health.shed);
  if (names.length === 0) return nothing;
  return html`<h3>${words.shedTitle}</h3><p class="lead">${words.shedLead}</p>
    <dl class="tiles">${names.map(([name, value]) => html`<div class="bad"><dt>${visibleLine(name)}</dt><dd>${count(value)}</dd></div>`)}</dl>`;
}

function fileView(source: SourceReport): TemplateResult {
  return html`<article class=${source.truncated === undefined ? '' : 'warn'}>
    <h4 class="mono traffic">${shortLine(source.path, 400)}</h4>
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
