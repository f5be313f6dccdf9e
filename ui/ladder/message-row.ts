// The row of a message, or of retransmissions folded into one: arrow, words, badges, flag. A view function.

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LadderHost, Millis } from '../../server/wire/types.ts';
import { duration } from '../base/format.ts';
import { indexOf } from '../base/numbers.ts';
import { place } from '../base/place.ts';
import { shortLine, visibleLine } from '../base/visible-text.ts';
import { texts } from '../texts.ts';
import { icon } from '../widgets/icon.ts';
import { colourOf, spineOf } from './colours.ts';
import type { LadderMark } from './ladder-mark.ts';
import { layoutArrow } from './layout.ts';
import type { RowFrame } from './row-frame.ts';
import { timeCell } from './row-time.ts';
import { stands } from './shape.ts';
import type { ShownLadder, ShownMessage } from './shown.ts';

const LABEL_LIMIT = 80;
/** A label of so few characters is never cut. */
const SHORT_LABEL = 6;
const HINT_LIMIT = 400;
/** Waits that are told on an arrow; the hint has them all. */
const WAITS_SHOWN = 4;
const WAITS_IN_HINT = 40;

export function messageRow(frame: RowFrame, message: ShownMessage, at: number): TemplateResult {
  const { ladder, layout } = frame;
  const arrow = layoutArrow(layout, message);
  const isSelected = frame.selected >= 0 && stands(message, frame.selected);
  const isLit = frame.isLit(message);
  const indexes = message.folded ?? [message.index];
  const classes = [
    'row',
    colourOf(frame.colour, message, ladder.legs ?? []),
    isSelected ? 'selected' : '',
    frame.compared >= 0 && stands(message, frame.compared) ? 'compared' : '',
    message.retransmission || message.copyOf !== undefined ? 'again' : '',
    indexes.some(index => frame.found.has(index)) ? 'found' : '',
    spineOf(message.leg, ladder.legs ?? []),
    isLit === undefined ? '' : isLit ? 'lit' : 'dim',
  ];
  const mark = firstMark(frame.marks, indexes);
  return html`<div class=${classes.join(' ')} role="row" id="message-${message.index}" data-at=${at} aria-rowindex=${at + 2}
      aria-selected=${isSelected} ${place({ top: `${frame.top(at)}px` })}>
      ${timeCell(frame, message.time, at)}${mark === undefined ? nothing : markView(mark)}
      <svg class="arrow" aria-hidden="true" width=${arrow.width} height=${layout.rowHeight} ${place({ left: `${layout.timeWidth + arrow.left}px` })}>
        ${svg`<path class="line" d=${arrow.line}></path><path class="head" d=${arrow.head}></path>`}
      </svg>
      <span class="label ${arrow.isSelf ? 'self' : ''}" role="gridcell" title=${hintOf(ladder, message)}
        ${place({ left: `${layout.timeWidth + arrow.labelLeft}px`, width: `${arrow.labelWidth}px` })}>${labelView(message)}</span>
      <span class="hidden-text" role="gridcell">${pathOf(ladder, message)}${frame.compared >= 0 && stands(message, frame.compared) ? ` ${texts.ladder.compared}` : ''}</span>
    </div>`;
}

/** The flag of a row that stands for several messages is that of the first which has one. */
function firstMark(marks: ReadonlyMap<number, LadderMark>, indexes: readonly number[]): LadderMark | undefined {
  const marked = indexes.find(index => marks.has(index));
  return marked === undefined ? undefined : marks.get(marked);
}

/** A flag beside the time: what findings say of this message. */
function markView(mark: LadderMark): TemplateResult {
  return html`<span role="gridcell"><button class="mark s-${mark.severity}" tabindex="-1" title=${mark.title} aria-label=${mark.title} data-finding=${mark.finding}>${icon('flag')}</button></span>`;
}

function labelView(message: ShownMessage): TemplateResult {
  const { effects = [], waits = [] } = message;
  return html`<span class="text"><b class=${message.label.length <= SHORT_LABEL ? 'short' : ''}>${shortLine(message.label, LABEL_LIMIT)}</b>${
    // Sent again it is the same; and what it changed to need not be said twice.
    message.hasSdp && !message.retransmission && !effects.includes(message.sdp)
      ? html`<i class="badge sdp" title="SDP ${shortLine(message.sdp, 300)}">${shortLine(message.sdp || 'SDP', 60)}</i>`
      : nothing
  }${effects.map(effect => html`<i class="badge effect">${shortLine(effect, 30)}</i>`)}${foldView(message)}${
    waits.length > 0 ? html`<i class="badge wait">${texts.ladder.after(waitWords(waits, WAITS_SHOWN))}</i>` : nothing
  }${copiesView(
    message,
  )}${message.faults.map(fault => html`<i class="badge fault">⚑ ${shortLine(fault, 40)}</i>`)}${responseTime(message)}</span>`;
}

/** How often, and what a click on it does. */
function foldView(message: ShownMessage): TemplateResult | typeof nothing {
  if (!message.retransmission || message.copyOf !== undefined) return nothing;
  const count = message.folded?.length ?? 1;
  if (message.canFold !== true)
    return html`<i class="badge again" title=${texts.call.retransmission}>${texts.call.again}</i>`;
  const said = message.folded === undefined ? texts.ladder.fold : texts.ladder.unfold(count);
  return html`<button class="badge again fold" tabindex="-1" title=${said} aria-label=${said}>${message.folded === undefined ? `${texts.call.again} ▴` : `↻ ×${count}`}</button>`;
}

/** At how many points it was seen, and what a click on that does; or which of them this row is. */
function copiesView(message: ShownMessage): TemplateResult | typeof nothing {
  if (message.copyOf !== undefined)
    return html`<i class="badge points">${texts.ladder.seenAt(shortLine(message.point ?? '', 40))}</i>`;
  const { duplicates, copies, folded } = message;
  if (duplicates === 0) return nothing;
  const said = texts.call.duplicatesBadge(duplicates);
  if (copies === undefined)
    return html`<i class="badge points" title=${texts.call.duplicatesHint(duplicates)}>${said}</i>`;
  const act = folded === undefined ? texts.ladder.foldCopies : texts.ladder.unfoldCopies(duplicates + 1);
  return html`<button class="badge points copies" tabindex="-1" title=${act} aria-label=${`${said}: ${act}`}>${said}${folded === undefined ? ' ▴' : ''}</button>`;
}

/** What the caller waited for the final answer; a provisional one says it in its hint alone. */
function responseTime(message: ShownMessage): TemplateResult | typeof nothing {
  return message.responseTime === undefined || message.statusCode < 200 || message.retransmission
    ? nothing
    : html`<i class="took" title=${texts.call.responseTime(message.responseTime)}>${duration(message.responseTime)}</i>`;
}

function waitWords(waits: readonly Millis[], limit: number): string {
  const said = waits.slice(0, limit).map(wait => duration(wait));
  return waits.length > limit ? `${said.join(', ')} …` : said.join(', ');
}

function hintOf(ladder: ShownLadder, message: ShownMessage): string {
  const lines = [
    visibleLine(message.label.slice(0, HINT_LIMIT)),
    `${pathOf(ladder, message)} ${message.transport} · CSeq ${message.cseq} ${visibleLine(message.method.slice(0, 40))} · ${texts.call.bytes(message.length)}`,
  ];
  if (message.responseTime !== undefined) lines.push(texts.call.responseTime(message.responseTime));
  if (message.retransmissionOf !== undefined)
    lines.push(texts.call.retransmissionOf(indexOf(message.retransmissionOf)));
  if (message.waits !== undefined && message.waits.length > 0)
    lines.push(texts.ladder.after(waitWords(message.waits, WAITS_IN_HINT)));
  if (message.duplicates > 0) lines.push(texts.call.duplicatesHint(message.duplicates));
  return [...lines, ...message.faults].join('\n');
}

function pathOf({ hosts }: ShownLadder, message: ShownMessage): string {
  return `${hostPort(hosts[message.from], message.sourcePort)} → ${hostPort(hosts[message.to], message.destinationPort)}`;
}

function hostPort(host: LadderHost | undefined, port: number): string {
  return host === undefined ? `:${port}` : `${shortLine(host.label, 60)}:${port}`;
}
