// A whole ladder for paper: every row, heads repeated on each page, as narrow as a page is. A view function.

import { html, nothing, type TemplateResult } from 'lit';
import { place } from '../base/place.ts';
import { texts } from '../texts.ts';
import { paperHeads } from './heads-view.ts';
import { type LadderLayout, layoutLadder } from './layout.ts';
import type { RowFrame } from './row-frame.ts';
import { rowView } from './row-view.ts';
import type { ShownLadder } from './shown.ts';

/** px between the margins of a portrait A4 or Letter page. */
const PAGE_WIDTH = 700;
/** The same of a landscape page, which more columns get. */
const BROAD_WIDTH = 1010;
const MANY_COLUMNS = 5;
/** Rows that are printed: some 800 pages. */
const MOST_ROWS = 20_000;

export function printView(frame: RowFrame): TemplateResult {
  const { ladder } = frame;
  const width = isBroad(ladder) ? BROAD_WIDTH : PAGE_WIDTH;
  const layout = layoutLadder(ladder.hosts.length, width);
  const scale = Math.min(1, width / layout.width);
  const onPaper: RowFrame = { ...frame, layout, selected: -1, compared: -1, isLit: () => undefined, top: () => 0 };
  const rows = ladder.rows.slice(0, MOST_ROWS);
  const left = ladder.omitted + ladder.rows.length - rows.length;
  return html`<div class="paper" ${place({ ...sizes(layout), zoom: String(scale), '--hair': `${1 / scale}px` })}>
    <table>
      <thead><tr><td><div class="heads"><span class="corner">${texts.call.timeColumn[frame.timeMode]}</span>${paperHeads(ladder.hosts)}</div></td></tr></thead>
      <tbody>${rows.map((row, at) => html`<tr><td><div class="body">${rowView(onPaper, row, at)}</div></td></tr>`)}</tbody>
    </table>
    ${ladder.shown < ladder.messages ? html`<p>${texts.ladder.shown(ladder.shown, ladder.messages)}</p>` : nothing}
    ${left > 0 ? html`<p>${texts.call.omitted(left)}</p>` : nothing}
  </div>`;
}

/** True for a ladder that is printed across the longer side of a page. */
export function isBroad({ hosts }: Pick<ShownLadder, 'hosts'>): boolean {
  return hosts.length > MANY_COLUMNS;
}

function sizes(layout: LadderLayout): Record<string, string> {
  return {
    width: `${layout.width}px`,
    '--time': `${layout.timeWidth}px`,
    '--column': `${layout.columnWidth}px`,
    '--lifelines': String(layout.columns),
    '--row': `${layout.rowHeight}px`,
  };
}
