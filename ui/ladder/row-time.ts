// The cell of a row in the time rail. A view function.

import { html, type TemplateResult } from 'lit';
import { dateTime, rowTime } from '../base/format.ts';
import { previousTime } from './layout.ts';
import type { RowFrame } from './row-frame.ts';

export function timeCell(frame: RowFrame, time: number, at: number): TemplateResult {
  const { ladder, timeMode } = frame;
  const said = rowTime(timeMode, time, ladder.start ?? time, previousTime(ladder.rows, at));
  return html`<span class="time" role="gridcell" title=${dateTime(time)}>${said}</span>`;
}

/** The cell of a row that has no time of its own. */
export function emptyTime(): TemplateResult {
  return html`<span class="time" role="gridcell"></span>`;
}
