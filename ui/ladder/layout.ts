// Where things stand in a ladder, in px. Pure: rows and columns in, numbers out.
//
//        |<- TIME ->|<--- column --->|<--- column --->|
//                          x(0)             x(1)
//        | +0.001   |       |── label ──▶|             |    row: label over the line, ROW px high

import type { LadderMessage, LadderRow } from '../../server/wire/types.ts';

export const ROW = 26;
/** How much larger or smaller a ladder can be drawn; the middle one is as it is drawn at first. */
export const ZOOMS = [0.7, 0.85, 1, 1.25, 1.5] as const;
export const PLAIN_ZOOM = 2;
export const TIME_WIDTH = 124;
export const NARROW_TIME_WIDTH = 104;
const LEAST_COLUMN = 144;
const MOST_COLUMN = 380;
/** Space between a lifeline and a label, px. */
const LABEL_GAP = 10;
const SELF_WIDTH = 28;
/** From a row's line to its bottom, px. */
const BELOW_LINE = 6;
const HEAD = 6;

export interface LadderLayout {
  readonly timeWidth: number;
  readonly columnWidth: number;
  readonly columns: number;
  readonly rowHeight: number;
  /** The time rail and all columns. */
  readonly width: number;
}

export interface Arrow {
  /** Left edge of the drawing and its width, from the left of the first column. */
  readonly left: number;
  readonly width: number;
  /** The line and its head, as SVG paths within the drawing. */
  readonly line: string;
  readonly head: string;
  readonly labelLeft: number;
  readonly labelWidth: number;
  /** A message to oneself has its label beside the loop. */
  readonly isSelf: boolean;
}

/** Columns share `available` px evenly, within limits; beyond that the ladder scrolls sideways. `zoom` is an index of ZOOMS. */
export function layoutLadder(hosts: number, available: number, zoom: number = PLAIN_ZOOM): LadderLayout {
  const scale = scaleOf(zoom);
  const timeWidth = available < 560 ? NARROW_TIME_WIDTH : TIME_WIDTH;
  const columns = Math.max(1, hosts);
  const share = Math.floor((available - timeWidth) / columns);
  const columnWidth = Math.floor(Math.min(MOST_COLUMN, Math.max(LEAST_COLUMN, share)) * scale);
  return { timeWidth, columnWidth, columns, rowHeight: rowHeight(zoom), width: timeWidth + columnWidth * columns };
}

/** Height of a row, whole px. */
export function rowHeight(zoom: number): number {
  return Math.round(ROW * scaleOf(zoom));
}

function scaleOf(zoom: number): number {
  return ZOOMS[Math.min(Math.max(zoom, 0), ZOOMS.length - 1)] ?? 1;
}

/** The lifeline of a column, px from the left of the first column. */
export function columnX(layout: LadderLayout, column: number): number {
  return Math.round(layout.columnWidth * (Math.min(Math.max(column, 0), layout.columns - 1) + 0.5));
}

/** The arrow of a message. */
export function layoutArrow(layout: LadderLayout, message: Pick<LadderMessage, 'from' | 'to'>): Arrow {
  const from = columnX(layout, message.from);
  const to = columnX(layout, message.to);
  const y = layout.rowHeight - BELOW_LINE;
  if (from === to) return layoutSelf(layout, from, y);
  const left = Math.min(from, to);
  const width = Math.abs(to - from);
  const isRight = to > from;
  const tip = isRight ? width - 1 : 1;
  const back = isRight ? tip - HEAD : tip + HEAD;
  return {
    left,
    width,
    line: `M${isRight ? 0 : width} ${y}H${back}`,
    head: `M${tip} ${y}L${back} ${y - 4}V${y + 4}Z`,
    labelLeft: left + LABEL_GAP,
    labelWidth: width - 2 * LABEL_GAP,
    isSelf: false,
  };
}

/** Time of the message before row `at`, over gaps; undefined for the first. */
export function previousTime(rows: readonly LadderRow[], at: number): number | undefined {
  for (let index = at - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.type === 'message') return row.time;
  }
  return undefined;
}

/** The row of the next message from `at` in steps of `step` (±1) that `isWanted`; `at` itself when there is none. */
export function seekRow(
  rows: readonly LadderRow[],
  at: number,
  step: 1 | -1,
  isWanted: (message: LadderMessage) => boolean = () => true,
): number {
  for (let index = at + step; index >= 0 && index < rows.length; index += step) {
    const row = rows[index];
    if (row?.type === 'message' && isWanted(row)) return index;
  }
  return at;
}

/** Something a reader looks for: a retransmission, a duplicate or a fault. */
export function isMarked(message: LadderMessage): boolean {
  return message.retransmission || message.duplicates > 0 || message.faults.length > 0;
}

function layoutSelf(layout: LadderLayout, x: number, y: number): Arrow {
  // The loop opens to the right; at the last column there is half a column left for its label.
  const room = layout.columnWidth * layout.columns - x;
  return {
    left: x,
    width: SELF_WIDTH,
    line: `M0 ${Math.max(3, y - 13)}H${SELF_WIDTH - 8}V${y}H${HEAD}`,
    head: `M1 ${y}L${HEAD + 1} ${y - 4}V${y + 4}Z`,
    labelLeft: x + SELF_WIDTH,
    labelWidth: Math.max(60, Math.min(layout.columnWidth, room) - SELF_WIDTH - 4),
    isSelf: true,
  };
}
