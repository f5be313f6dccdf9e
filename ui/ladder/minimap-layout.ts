// A whole ladder in a strip of some px: where its rows stand, and which of them are on the screen. Pure; draws nothing.
//
// Each row has its own line as long as there is room; beyond that several rows share a px, and the one that matters most is seen.

import { classToken, type ResponseClass, responseClass } from '../base/response-class.ts';
import type { LadderMark } from './ladder-mark.ts';
import type { ShownLadder, ShownRow } from './shown.ts';

/** Ladders that have more rows than this have a map. */
export const MAP_FROM = 60;
const MOST_LINE = 3;

export interface MapSize {
  readonly width: number;
  readonly height: number;
}

export interface MapLine {
  readonly y: number;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Token of its colour: `--class-4xx`. */
  readonly token: string;
}

export interface LadderMap {
  readonly lines: readonly MapLine[];
  /** Rows of findings, at the right edge. */
  readonly marks: readonly { readonly y: number; readonly token: string }[];
  /** px of one row. */
  readonly scale: number;
}

const WEIGHT: Readonly<Record<ResponseClass, number>> = {
  '6xx': 6,
  '5xx': 5,
  '4xx': 4,
  '3xx': 3,
  '2xx': 2,
  request: 1,
  '1xx': 0,
};
const SEVERITY_TOKEN = { error: '--state-bad', warning: '--state-warn', notice: '--state-open' } as const;

export function layoutMap(ladder: ShownLadder, marks: ReadonlyMap<number, LadderMark>, size: MapSize): LadderMap {
  const { rows, hosts } = ladder;
  const scale = Math.min(MOST_LINE, size.height / Math.max(1, rows.length));
  const step = size.width / Math.max(1, hosts.length);
  const byPixel = new Map<number, { readonly line: MapLine; readonly weight: number }>();
  const flags = new Map<number, string>();
  rows.forEach((row, at) => {
    const y = Math.floor(at * scale);
    const found = lineOf(row, y, step, scale, size.width);
    const before = byPixel.get(y);
    if (found !== undefined && (before === undefined || found.weight > before.weight)) byPixel.set(y, found);
    const mark =
      row.type === 'message' ? (row.folded ?? [row.index]).map(index => marks.get(index)).find(Boolean) : undefined;
    if (mark !== undefined && flags.get(y) !== SEVERITY_TOKEN.error) flags.set(y, SEVERITY_TOKEN[mark.severity]);
  });
  return {
    lines: Array.from(byPixel.values(), each => each.line),
    marks: Array.from(flags, ([y, token]) => ({ y, token })),
    scale,
  };
}

/** The box of the rows on screen. */
export function mapWindow(map: LadderMap, first: number, end: number): { readonly y: number; readonly height: number } {
  return { y: first * map.scale, height: Math.max(4, (end - first) * map.scale) };
}

/** The row at `y` px of the map. */
export function rowAt(map: LadderMap, y: number, rows: number): number {
  return Math.min(Math.max(0, Math.floor(y / map.scale)), Math.max(0, rows - 1));
}

function lineOf(
  row: ShownRow,
  y: number,
  step: number,
  scale: number,
  width: number,
): { readonly line: MapLine; readonly weight: number } | undefined {
  const height = Math.max(1, Math.floor(scale) - (scale >= 2 ? 1 : 0));
  const across = (token: string, weight: number) => ({ line: { y, x: 0, width, height, token }, weight });
  switch (row.type) {
    case 'gap':
      return across('--surface-3', 0);
    case 'seam':
      return across('--line-strong', 0);
    case 'event':
      if (row.media !== undefined) return undefined;
      return across(row.kind === 'loss' ? '--state-bad' : '--state-warn', 7);
    case 'message': {
      const [left, right] = [Math.min(row.from, row.to), Math.max(row.from, row.to)];
      const x = Math.round((left + 0.5) * step);
      const line = {
        y,
        x,
        width: Math.max(3, Math.round((right - left) * step)),
        height,
        token: classToken(row.statusCode),
      };
      return { line, weight: WEIGHT[responseClass(row.statusCode)] };
    }
  }
}
