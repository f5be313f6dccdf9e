// The ladder as it is seen, as a file: SVG, Mermaid, text, PNG. Loaded when somebody exports; the drawings are those of the command line.
// What is left out of sight is left out of the file too, and the file says so.

import { COLOURS, colourOfMessage } from '../../collector/ladder/colours.ts';
import { ladderMermaid } from '../../collector/ladder/mermaid.ts';
import { ladderSvg } from '../../collector/ladder/svg.ts';
import { ladderText } from '../../collector/ladder/text.ts';
import type { LadderDiagram, LadderMessage, LadderRow } from '../../server/wire/types.ts';
import type { TimeMode } from '../base/format.ts';
import { texts } from '../texts.ts';
import { type ColourMode, colourOf, HUES } from './colours.ts';
import type { ShownLadder } from './shown.ts';

export const DRAW_FORMATS = ['svg', 'png', 'mermaid', 'text'] as const;
export type DrawFormat = (typeof DRAW_FORMATS)[number];

const TYPES: Readonly<Record<DrawFormat, readonly [type: string, extension: string]>> = {
  svg: ['image/svg+xml', 'svg'],
  png: ['image/png', 'png'],
  mermaid: ['text/plain', 'mmd'],
  text: ['text/plain', 'txt'],
};
/** Cells of a line of text. */
const TEXT_WIDTH = 160;
/** Browsers refuse a canvas with a longer side. */
const MOST_PX = 16_000;
const SHARP = 2;

/** How the page shows it. */
export interface DrawnAs {
  readonly times: TimeMode;
  readonly colour: ColourMode;
}

export interface Drawing {
  readonly blob: Blob;
  readonly extension: string;
}

/** Throws an Error with a reason when the browser cannot make a PNG of it. */
export async function draw(ladder: ShownLadder, format: DrawFormat, as: DrawnAs): Promise<Drawing> {
  const [type, extension] = TYPES[format];
  const content = format === 'png' ? await png(drawText(ladder, 'svg', as)) : drawText(ladder, format, as);
  return {
    blob: content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }),
    extension,
  };
}

export function drawText(ladder: ShownLadder, format: Exclude<DrawFormat, 'png'>, { times, colour }: DrawnAs): string {
  const diagram = asDiagram(ladder);
  switch (format) {
    case 'svg':
      return ladderSvg(diagram, { times, colourOf: message => inkOf(colour, message, ladder.legs ?? []) });
    case 'mermaid':
      return ladderMermaid(diagram);
    case 'text':
      return ladderText(diagram, { width: TEXT_WIDTH, times });
  }
}

/** The colour on paper of what `colourOf` names. */
function inkOf(mode: ColourMode, message: LadderMessage, legs: readonly number[]): string {
  const hue = /^h-(\d)$/.exec(colourOf(mode, message, legs))?.[1];
  const token = hue === undefined ? undefined : HUES[Number(hue)];
  return token === undefined ? colourOfMessage(message) : COLOURS[token];
}

/** Rows as a drawing has them: how often a folded one was sent stands in its words, and what is not shown in a last row. */
export function asDiagram(ladder: ShownLadder): LadderDiagram {
  const rows = ladder.rows.map(
    (row): LadderRow =>
      row.type === 'message' && row.folded !== undefined
        ? { ...row, label: `${row.label} ×${row.folded.length}` }
        : row,
  );
  const left = ladder.messages - ladder.shown;
  const last = rows.at(-1);
  const note: LadderRow = {
    type: 'seam',
    time: last?.time ?? 0,
    leg: 0,
    position: 0,
    reasons: [],
    score: 0,
    text: texts.ladder.shown(ladder.shown, ladder.messages),
  };
  return {
    hosts: ladder.hosts,
    rows: left > 0 ? [...rows, note] : rows,
    ...(ladder.legs !== undefined && { legs: ladder.legs }),
    omitted: ladder.omitted,
  };
}

/** The picture painted on a canvas, as sharp as a canvas can hold it. */
async function png(svg: string): Promise<Blob> {
  const image = new Image();
  // The page's policy lets images come from data alone.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SHARP, MOST_PX / image.naturalWidth, MOST_PX / image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(image.naturalWidth * scale);
  canvas.height = Math.floor(image.naturalHeight * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(texts.ladder.noCanvas);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error(texts.ladder.noCanvas);
  return blob;
}
