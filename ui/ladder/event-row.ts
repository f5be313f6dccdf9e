// The rows beside the messages: silences, seams of legs, lost frames, ICMP errors, media. View functions.

import { html, svg, type TemplateResult } from 'lit';
import type { LadderEvent, LadderGap, LadderMedia, LadderSeam } from '../../server/wire/types.ts';
import { indexOf } from '../base/numbers.ts';
import { place } from '../base/place.ts';
import { shortLine, visibleLine } from '../base/visible-text.ts';
import { texts } from '../texts.ts';
import { icon } from '../widgets/icon.ts';
import { spineOf } from './colours.ts';
import { type Arrow, layoutArrow } from './layout.ts';
import type { RowFrame } from './row-frame.ts';
import { emptyTime, timeCell } from './row-time.ts';

const LABEL_LIMIT = 80;
const SEAM_LIMIT = 160;
const HINT_LIMIT = 400;

export function gapRow(frame: RowFrame, gap: LadderGap, at: number): TemplateResult {
  return html`<div class="row gap" role="row" aria-rowindex=${at + 2} ${place({ top: `${frame.top(at)}px` })}>
      ${emptyTime()}<span class="silence" role="gridcell">⋯ ${texts.call.gap(gap.duration)}</span>
    </div>`;
}

/** Why the leg that begins here belongs to those above. */
export function seamRow(frame: RowFrame, seam: LadderSeam, at: number): TemplateResult {
  return html`<div class="row seam ${spineOf(seam.leg, frame.ladder.legs ?? [])}" role="row" aria-rowindex=${at + 2} ${place({ top: `${frame.top(at)}px` })}>
      ${emptyTime()}<span class="joint" role="gridcell" title=${visibleLine(seam.text.slice(0, HINT_LIMIT))}>${icon('link')}<span>${shortLine(seam.text, SEAM_LIMIT)}</span></span>
    </div>`;
}

/** Lost frames cross the whole ladder: nobody knows between whom they went. An ICMP error goes from who reports it. */
export function eventRow(frame: RowFrame, event: LadderEvent, at: number): TemplateResult {
  const { from, to, kind, media } = event;
  if (media !== undefined) return mediaRow(frame, event, media, at);
  const { layout } = frame;
  const text = shortLine(event.text, LABEL_LIMIT);
  const title = `${visibleLine(event.text.slice(0, HINT_LIMIT))}${event.message === undefined ? '' : `\n${texts.call.eventMessage(indexOf(event.message))}`}`;
  const word = kind === 'loss' ? texts.call.loss : texts.call.icmp;
  const top = place({ top: `${frame.top(at)}px` });
  if (kind === 'loss' || from === undefined || to === undefined) {
    return html`<div class="row event ${kind}" role="row" data-at=${at} aria-rowindex=${at + 2} ${top}>${timeCell(frame, event.time, at)}
        <span class="crossing" role="gridcell" title=${title}><span>${icon('warning')}<b>${word}</b> ${text}</span></span></div>`;
  }
  const arrow = layoutArrow(layout, { from, to });
  return html`<div class="row event icmp" role="row" data-at=${at} aria-rowindex=${at + 2} ${top}>${timeCell(frame, event.time, at)}
      <svg class="arrow" aria-hidden="true" width=${arrow.width} height=${layout.rowHeight} ${place({ left: `${layout.timeWidth + arrow.left}px` })}>
        ${svg`<path class="line" d=${arrow.line}></path><path class="head" d=${arrow.head}></path>`}
      </svg>
      <span class="label ${arrow.isSelf ? 'self' : ''}" role="gridcell" title=${title}
        ${place({ left: `${layout.timeWidth + arrow.labelLeft}px`, width: `${arrow.labelWidth}px` })}><span class="text"><i class="badge icmp">${word}</i><b>${text}</b></span></span>
    </div>`;
}

/** A bar from lifeline to lifeline, in the colour of how it sounds; the words say it too. */
function mediaRow(frame: RowFrame, event: LadderEvent, media: LadderMedia, at: number): TemplateResult {
  const { from, to } = event;
  const { layout } = frame;
  const text = shortLine(event.text, LABEL_LIMIT);
  const title = `${visibleLine(event.text.slice(0, HINT_LIMIT))}\n${texts.call.mediaHint}`;
  const arrow = from === undefined || to === undefined ? undefined : layoutArrow(layout, { from, to });
  const isAcross = arrow === undefined || arrow.isSelf;
  const box = isAcross
    ? { left: `${layout.timeWidth}px`, width: `${layout.width - layout.timeWidth}px` }
    : { left: `${layout.timeWidth + arrow.left}px`, width: `${arrow.width}px` };
  return html`<div class="row event media q-${media.quality}" role="row" data-at=${at} aria-rowindex=${at + 2} ${place({ top: `${frame.top(at)}px` })}>
      ${timeCell(frame, event.time, at)}
      <span class="bar ${headsOf(event, media, arrow)}" role="gridcell" title=${title} ${place(box)}><span>${icon('media')}${text}</span></span></div>`;
}

/** At which end of the bar somebody hears something. */
function headsOf({ from, to }: LadderEvent, media: LadderMedia, arrow: Arrow | undefined): string {
  if (arrow === undefined || arrow.isSelf) return '';
  if (media.isBothWays) return 'both';
  return from === undefined || to === undefined || from < to ? 'right' : 'left';
}
