// A ladder as one standalone SVG picture on a light ground: no script, no style sheet, no reference to anything outside.
// Takes a LadderDiagram, gives the text of the file; everything from the network is escaped.

import { printable } from '../bytes/printable.ts';
import { fitWidth, textWidth } from '../bytes/text-width.ts';
import type { LadderDiagram, LadderEvent, LadderGap, LadderHost, LadderMessage, LadderSeam } from '../model/ladder.ts';
import { COLOURS, colourOfEvent, colourOfMessage } from './colours.ts';
import type { Clock, LadderTimes } from './words.ts';
import { assertNever, durationWords, gapWords, headLines, makeArrowWords, makeClock } from './words.ts';

export interface LadderSvgOptions {
  readonly times?: LadderTimes;
  /** What the picture is called, for screen readers; default `SIP ladder`. */
  readonly title?: string;
  /** Colour of an arrow, `#14181f`; default by the class of the message. */
  readonly colourOf?: (message: LadderMessage) => string;
}

// Pixels. A character of the monospaced 12 px font is 7.3 px wide at most.
const CHARACTER = 7.3;
const MARGIN = 16;
const ROW = 30;
const HEAD_LINE = 16;
const MIN_COLUMN = 150;
const MAX_COLUMN = 420;
const LABEL_PADDING = 28;
const LOOP = 22;

const INK = COLOURS['ink-1'];
const MUTED = COLOURS['ink-3'];
const GROUND = COLOURS['surface-0'];
// A white rim keeps words readable where they cross a lifeline.
const RIM = `paint-order="stroke" stroke="${GROUND}" stroke-width="4" stroke-linejoin="round"`;
const FONT = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace';

interface Sheet {
  readonly diagram: LadderDiagram;
  readonly clock: Clock;
  readonly x: readonly number[];
  readonly width: number;
  /** Pixels right of the last lifeline. */
  readonly tail: number;
  words(message: LadderMessage): string;
  colourOf(message: LadderMessage): string;
}

/** The picture as text of an SVG file. */
export function ladderSvg(diagram: LadderDiagram, options: LadderSvgOptions = {}): string {
  const arrowWords = makeArrowWords(diagram);
  const words = (message: LadderMessage): string => printable(arrowWords(message));
  const heads = diagram.hosts.map(host => headLines(host).map(printable));
  const clock = makeClock(diagram, options.times ?? 'absolute');
  const { colourOf = colourOfMessage } = options;
  const sheet = { ...placeColumns(diagram, clock, heads, words), colourOf };
  const headHeight = MARGIN + Math.max(1, ...heads.map(lines => lines.length)) * HEAD_LINE + 12;
  const rowsHeight = diagram.rows.length * ROW;
  const closing = diagram.omitted > 0 ? `${diagram.omitted} more rows are not shown` : '';
  const height = headHeight + rowsHeight + (closing === '' ? 0 : ROW) + MARGIN;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${height}" viewBox="0 0 ${sheet.width} ${height}" role="img" font-family="${FONT}" font-size="12">`,
    `<title>${xml(printable(options.title ?? 'SIP ladder'))}</title>`,
    `<rect width="${sheet.width}" height="${height}" fill="${GROUND}"/>`,
    `<text x="${MARGIN}" y="${headHeight - 8}" fill="${MUTED}">${xml(clock.head)}</text>`,
    ...diagram.hosts.map((host, i) => drawHost(host, heads[i] ?? [], sheet, headHeight, headHeight + rowsHeight)),
  ];
  let previous: number | undefined;
  diagram.rows.forEach((row, i) => {
    const y = headHeight + i * ROW + ROW - 8;
    switch (row.type) {
      case 'message':
        parts.push(drawMessage(row, y, previous, sheet));
        previous = row.time;
        break;
      case 'event':
        parts.push(drawEvent(row, y, previous, sheet));
        previous = row.time;
        break;
      case 'gap':
        parts.push(drawGap(row, y, sheet));
        break;
      case 'seam':
        parts.push(drawSeam(row, y, sheet));
        break;
      default:
        assertNever(row);
    }
  });
  if (closing !== '') parts.push(`<text x="${MARGIN}" y="${height - MARGIN}" fill="${MUTED}">${closing}</text>`);
  return `${parts.join('\n')}\n</svg>\n`;
}

function placeColumns(
  diagram: LadderDiagram,
  clock: Clock,
  heads: readonly (readonly string[])[],
  words: (message: LadderMessage) => string,
): Omit<Sheet, 'colourOf'> {
  let timeCells = textWidth(clock.head);
  let widest = 0;
  let previous: number | undefined;
  for (const row of diagram.rows) {
    if (row.type === 'gap' || row.type === 'seam') continue;
    timeCells = Math.max(timeCells, clock.words(row.time, previous).length);
    previous = row.time;
    const { from = 0, to = from + 1 } = row;
    const loop = from === to ? (LOOP + LABEL_PADDING / 2) / CHARACTER : 0;
    const cells = textWidth(row.type === 'event' ? printable(row.text) : words(row));
    widest = Math.max(widest, cells / Math.max(1, Math.abs(to - from)) + loop);
  }
  const head = Math.max(0, ...heads.map(lines => Math.max(0, ...lines.map(textWidth))));
  const column = clamp(Math.max(widest * CHARACTER + LABEL_PADDING, (head + 2) * CHARACTER));
  // The first head must clear the time column, whose own head stands beside it.
  const firstHead = Math.max(0, ...(heads[0] ?? []).map(textWidth)) * CHARACTER;
  const start = Math.round(MARGIN + timeCells * CHARACTER + MARGIN + Math.min(firstHead, MAX_COLUMN) / 2);
  const x = diagram.hosts.map((_, i) => start + i * column);
  const tail = diagram.hosts.length === 1 ? column : Math.round(column / 2);
  return { diagram, clock, x, width: (x.at(-1) ?? start) + tail + MARGIN, tail, words };
}

function clamp(width: number): number {
  return Math.round(Math.min(MAX_COLUMN, Math.max(MIN_COLUMN, width)));
}

function drawHost(host: LadderHost, lines: readonly string[], sheet: Sheet, top: number, bottom: number): string {
  const x = sheet.x[host.column] ?? 0;
  const cells = Math.floor(MAX_COLUMN / CHARACTER);
  const texts = lines.map((line, i) => {
    const y = top - 14 - (lines.length - 1 - i) * HEAD_LINE;
    const look = i === 0 ? `font-weight="600" fill="${INK}"` : `fill="${MUTED}"`;
    return `<text x="${x}" y="${y}" text-anchor="middle" ${look}>${xml(fitWidth(line, cells))}</text>`;
  });
  return `${texts.join('')}<path d="M${x} ${top - 4}V${bottom}" stroke="${COLOURS.line}" stroke-width="1.5"/>`;
}

function drawMessage(message: LadderMessage, y: number, previous: number | undefined, sheet: Sheet): string {
  const colour = sheet.colourOf(message);
  const time = xml(sheet.clock.words(message.time, previous));
  const after = message.responseTime === undefined ? '' : `, ${durationWords(message.responseTime)} after its request`;
  const title = `<title>${xml(`#${message.index} ${sheet.words(message)}${after}`)}</title>`;
  const clock = `<text x="${MARGIN}" y="${y - 1}" fill="${MUTED}">${time}</text>`;
  const dash = message.retransmission ? ' stroke-dasharray="4 3"' : '';
  const arrow = { from: message.from, to: message.to, words: sheet.words(message), colour, dash };
  return `<g>${title}${clock}${drawLine(arrow, y, sheet)}</g>`;
}

/** An ICMP error is a dashed arrow from who reports it to whom, media are a broad line; what has no ends stands across the lifelines. */
function drawEvent(event: LadderEvent, y: number, previous: number | undefined, sheet: Sheet): string {
  const words = printable(event.text);
  const clock = `<text x="${MARGIN}" y="${y - 1}" fill="${MUTED}">${xml(sheet.clock.words(event.time, previous))}</text>`;
  const { media } = event;
  const colour = colourOfEvent(event);
  if (event.from === undefined || event.to === undefined) {
    return `<g><title>${xml(words)}</title>${clock}${drawAcross(words, y, colour, sheet)}</g>`;
  }
  const arrow = {
    from: event.from,
    to: event.to,
    words,
    colour,
    dash: media === undefined ? ' stroke-dasharray="2 3"' : '',
  };
  const back = media?.isBothWays === true ? drawSecondHead(event.from, event.to, y, colour, sheet) : '';
  const bar = media === undefined ? '' : drawBar(event.from, event.to, y, colour, sheet);
  return `<g><title>${xml(words)}</title>${clock}${bar}${drawLine(arrow, y, sheet)}${back}</g>`;
}

function drawSecondHead(from: number, to: number, y: number, colour: string, sheet: Sheet): string {
  if (from === to) return '';
  return `<path d="M${sheet.x[from] ?? 0} ${y}l${to > from ? 8 : -8} -4v8z" fill="${colour}"/>`;
}

/** What makes a line of media broad. */
function drawBar(from: number, to: number, y: number, colour: string, sheet: Sheet): string {
  if (from === to) return '';
  return `<path d="M${sheet.x[from] ?? 0} ${y}H${sheet.x[to] ?? 0}" stroke="${colour}" stroke-opacity="0.25" stroke-width="7"/>`;
}

interface Arrow {
  /** Columns. */
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly colour: string;
  readonly dash: string;
}

function drawLine(arrow: Arrow, y: number, sheet: Sheet): string {
  return arrow.from === arrow.to ? drawLoop(arrow, y, sheet) : drawArrow(arrow, y, sheet);
}

function drawArrow({ colour, dash, ...arrow }: Arrow, y: number, sheet: Sheet): string {
  const from = sheet.x[arrow.from] ?? 0;
  const to = sheet.x[arrow.to] ?? 0;
  const back = to > from ? -1 : 1;
  const room = Math.abs(to - from) - LABEL_PADDING / 2;
  const words = fitWidth(arrow.words, Math.floor(room / CHARACTER));
  const centre = (from + to) / 2;
  return (
    `<path d="M${from} ${y}H${to + back * 6}" stroke="${colour}" stroke-width="1.5" fill="none"${dash}/>` +
    `<path d="M${to} ${y}l${back * 8} -4v8z" fill="${colour}"/>` +
    `<text x="${centre}" y="${y - 6}" text-anchor="middle" fill="${colour}" ${RIM}>${xml(words)}</text>`
  );
}

/** A host that talks to itself: to the right, or to the left at the last of several columns. */
function drawLoop({ colour, dash, ...arrow }: Arrow, y: number, sheet: Sheet): string {
  const x = sheet.x[arrow.from] ?? 0;
  const toLeft = arrow.from > 0 && arrow.from === sheet.x.length - 1;
  const out = toLeft ? -1 : 1;
  const neighbour = sheet.x[arrow.from + out];
  const room = (neighbour === undefined ? sheet.tail : Math.abs(neighbour - x)) - LOOP - LABEL_PADDING / 2;
  const words = fitWidth(arrow.words, Math.max(1, Math.floor(room / CHARACTER)));
  const anchor = toLeft ? 'end' : 'start';
  return (
    `<path d="M${x} ${y - 12}h${out * LOOP}v12h${-out * (LOOP - 6)}" stroke="${colour}" stroke-width="1.5" fill="none"${dash}/>` +
    `<path d="M${x} ${y}l${out * 8} -4v8z" fill="${colour}"/>` +
    `<text x="${x + out * (LOOP + 6)}" y="${y - 2}" text-anchor="${anchor}" fill="${colour}" ${RIM}>${xml(words)}</text>`
  );
}

function drawGap(gap: LadderGap, y: number, sheet: Sheet): string {
  return drawAcross(gapWords(gap), y, MUTED, sheet);
}

function drawSeam(seam: LadderSeam, y: number, sheet: Sheet): string {
  const words = printable(seam.text);
  return `<g><title>${xml(words)}</title>${drawAcross(words, y, INK, sheet)}</g>`;
}

function drawAcross(words: string, y: number, colour: string, sheet: Sheet): string {
  const left = sheet.x[0] ?? 0;
  const right = sheet.x.at(-1) ?? left;
  const middle = y - ROW / 2 + 8;
  return (
    `<path d="M${left} ${middle}H${right}" stroke="${colour}" stroke-dasharray="1 5"/>` +
    `<text x="${(left + right) / 2}" y="${middle - 5}" text-anchor="middle" fill="${colour}" ${RIM}>${xml(words)}</text>`
  );
}

/** Printable text as XML character data (XML 1.0 §2.4), safe in attributes too. */
function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
