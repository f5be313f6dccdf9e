// The cell of a row in the time rail. A view function.

import { html, type TemplateResult } from 'lit';
import { clock, dateTime, day, dayClock, rowTime } from '../base/format.ts';
import { previousTime, TIME_WIDTH } from './layout.ts';
import type { RowFrame } from './row-frame.ts';

/** Characters that there is room for; the hint has the whole of it. */
const DAY_AND_SECOND = '01-31 10:02:11'.length;
const DAY_AND_MINUTE = '01-31 10:02'.length;

export function timeCell(frame: RowFrame, time: number, at: number): TemplateResult {
  const { ladder, layout, timeMode } = frame;
  const isNarrow = layout.timeWidth < TIME_WIDTH;
  const previous = previousTime(ladder.rows, at);
  // A new day is told where it begins, and the first one where there is a second.
  const isOtherDay = timeMode === 'absolute' && day(time) !== day(previous ?? ladder.rows.at(-1)?.time ?? time);
  let said = rowTime(timeMode, time, ladder.start ?? time, previous);
  if (isOtherDay) said = dayClock(time).slice(0, isNarrow ? DAY_AND_MINUTE : DAY_AND_SECOND);
  else if (timeMode === 'absolute' && isNarrow) said = clock(time);
  return html`<span class="time" role="gridcell" title=${dateTime(time)}>${said}</span>`;
}

/** The cell of a row that has no time of its own. */
export function emptyTime(): TemplateResult {
  return html`<span class="time" role="gridcell"></span>`;
}
