// A ladder as text for a terminal. Takes a LadderDiagram, gives lines; writes nowhere.
// Promises: what came from the network is escaped; within `width` while columns of 12 cells allow it, wider beyond.

import { printable, printableAscii } from '../bytes/printable.ts';
import { fitWidth, textWidth } from '../bytes/text-width.ts';
import type {
  LadderDiagram,
  LadderEvent,
  LadderGap,
  LadderHost,
  LadderMedia,
  LadderMessage,
  LadderSeam,
} from '../model/ladder.ts';
import type { TextStyle } from './text-canvas.ts';
import { CanvasLine } from './text-canvas.ts';
import type { Span, TextLayout } from './text-layout.ts';
import { layoutColumns, wrapAddress } from './text-layout.ts';
import type { Clock, LadderTimes } from './words.ts';
import { assertNever, gapWords, headLines, makeArrowWords, makeClock } from './words.ts';

export interface LadderTextOptions {
  /** Cells of the terminal, default 100. */
  readonly width?: number;
  readonly times?: LadderTimes;
  /** Nothing but ASCII: arrows as `--->`, everything else escaped. */
  readonly ascii?: boolean;
  /** ANSI colours, default none. */
  readonly colour?: boolean;
}

const DEFAULT_WIDTH = 100;
const MAX_LABEL_LINES = 2;
/** `─ ` before and ` ─▶` after the words of an arrow; where that is too much, ` ` and ` ▶`. */
const ARROW_CELLS = 5;
const TIGHT_ARROW_CELLS = 3;
/** No text, however long the traffic made it, asks for more than this. */
const MAX_TEXT_CELLS = 160;
/** Words across the lifelines get so many cells, however narrow the ladder is. */
const MIN_ACROSS_CELLS = 40;
/** `╮ ` beside the words of a message that a host sends to itself, with a cell of lifeline. */
const LOOP_CELLS = 5;

interface Glyphs {
  readonly lifeline: string;
  readonly silent: string;
  readonly line: string;
  readonly again: string;
  readonly media: string;
  readonly cross: string;
  readonly startRight: string;
  readonly startLeft: string;
  readonly right: string;
  readonly left: string;
  readonly loopRight: readonly [string, string];
  readonly loopLeft: readonly [string, string];
  readonly rule: string;
  readonly ruleDown: string;
  readonly ruleUp: string;
  readonly ellipsis: string;
}

const BOX: Glyphs = {
  lifeline: '│',
  silent: '┊',
  line: '─',
  again: '┄',
  media: '═',
  cross: '┼',
  startRight: '├',
  startLeft: '┤',
  right: '▶',
  left: '◀',
  loopRight: ['├─╮', '│◀╯'],
  loopLeft: ['╭─┤', '╰▶│'],
  rule: '─',
  ruleDown: '┬',
  ruleUp: '┴',
  ellipsis: '…',
};

const ASCII: Glyphs = {
  lifeline: '|',
  silent: ':',
  line: '-',
  again: '.',
  media: '=',
  cross: '+',
  startRight: '|',
  startLeft: '|',
  right: '>',
  left: '<',
  loopRight: ['|-.', "|<'"],
  loopLeft: ['.-|', "'>|"],
  rule: '-',
  ruleDown: '+',
  ruleUp: '+',
  ellipsis: '~',
};

/** What every row is drawn with. */
interface Pen {
  readonly glyphs: Glyphs;
  readonly layout: TextLayout;
  readonly clock: Clock;
  /** The words of an arrow, safe to print. */
  words(message: LadderMessage): string;
  /** Any text of the traffic, safe to print. */
  clean(text: string): string;
}

/** The whole ladder, lines joined by `\n`, with one at the end. */
export function ladderText(diagram: LadderDiagram, options: LadderTextOptions = {}): string {
  const ascii = options.ascii ?? false;
  const clean = (text: string): string => (ascii ? printableAscii(text.replaceAll('→', '->')) : printable(text));
  const clock = makeClock(diagram, options.times ?? 'absolute');
  const arrowWords = makeArrowWords(diagram);
  const words = (message: LadderMessage): string => clean(arrowWords(message));
  const heads = diagram.hosts.map(host => headLines(host).map(clean));
  const rowWords = (row: LadderMessage | LadderEvent): string => (row.type === 'event' ? clean(row.text) : words(row));
  const layout = placeColumns(diagram, clock, heads, rowWords, options.width ?? DEFAULT_WIDTH);
  const pen: Pen = { glyphs: ascii ? ASCII : BOX, layout, clock, words, clean };
  const lines = drawHeads(diagram.hosts, heads, pen);
  let previous: number | undefined;
  for (const row of diagram.rows) {
    switch (row.type) {
      case 'message':
        lines.push(...drawMessage(row, previous, pen));
        previous = row.time;
        break;
      case 'event':
        lines.push(...drawEvent(row, previous, pen));
        previous = row.time;
        break;
      case 'gap':
        lines.push(drawGap(row, pen));
        break;
      case 'seam':
        lines.push(drawSeam(row, pen));
        break;
      default:
        assertNever(row);
    }
  }
  lines.push(drawRule('', pen.glyphs.ruleUp, pen));
  const text = lines.map(line => `${line.text(options.colour ?? false)}\n`).join('');
  return text + closingWords(diagram);
}

function closingWords(diagram: LadderDiagram): string {
  if (diagram.omitted > 0) return `${diagram.omitted} more rows are not shown.\n`;
  return diagram.rows.length === 0 ? 'No messages.\n' : '';
}

function placeColumns(
  diagram: LadderDiagram,
  clock: Clock,
  heads: readonly (readonly string[])[],
  words: (row: LadderMessage | LadderEvent) => string,
  width: number,
): TextLayout {
  const last = diagram.hosts.length - 1;
  let timeCells = textWidth(clock.head);
  let tail = 0;
  let previous: number | undefined;
  const cellsBySpan = new Map<number, Span>();
  for (const row of diagram.rows) {
    if (row.type === 'gap' || row.type === 'seam') continue;
    timeCells = Math.max(timeCells, clock.words(row.time, previous).length);
    previous = row.time;
    // What stands across all lifelines is cut before it makes the ladder wider.
    if (row.from === undefined || row.to === undefined) continue;
    const loop = row.from === row.to;
    const cells = Math.min(MAX_TEXT_CELLS, textWidth(words(row))) + (loop ? LOOP_CELLS : ARROW_CELLS);
    if (loop && last === 0) tail = Math.max(tail, Math.min(cells, width - timeCells));
    const left = loop && row.from === last ? last - 1 : Math.min(row.from, row.to);
    const right = loop ? left + 1 : Math.max(row.from, row.to);
    const key = left * diagram.hosts.length + right;
    if (left >= 0 && right <= last && (cellsBySpan.get(key)?.cells ?? 0) < cells)
      cellsBySpan.set(key, { left, right, cells });
  }
  const headCells = heads.map(lines => Math.min(MAX_TEXT_CELLS, Math.max(...lines.map(textWidth))));
  return layoutColumns(timeCells + 2, headCells, [...cellsBySpan.values()], tail, width);
}

function drawHeads(hosts: readonly LadderHost[], heads: readonly (readonly string[])[], pen: Pen): CanvasLine[] {
  const wrapped = heads.map((lines, column) => {
    const cells = pen.layout.headCells[column] ?? 0;
    const named = hosts[column]?.label !== hosts[column]?.address && lines.length > 1;
    // A name may be cut, for the address below tells who it is; an address is broken over lines, never cut.
    return lines.flatMap((line, i) => (i === 0 && named ? nameLines(line, cells, pen) : wrapAddress(line, cells)));
  });
  const height = Math.max(0, ...wrapped.map(lines => lines.length));
  const result: CanvasLine[] = [];
  for (let row = 0; row < height; row++) {
    const canvas = new CanvasLine();
    wrapped.forEach((lines, column) => {
      const line = lines[row - (height - lines.length)];
      if (line === undefined) return;
      const isName = row === height - lines.length;
      canvas.put((pen.layout.x[column] ?? 0) - Math.floor(textWidth(line) / 2), line, isName ? 'bold' : 'dim');
    });
    result.push(canvas);
  }
  result.push(drawRule(pen.clock.head, pen.glyphs.ruleDown, pen));
  return result;
}

function nameLines(name: string, cells: number, pen: Pen): readonly string[] {
  if (textWidth(name) <= cells) return [name];
  const space = name.lastIndexOf(' ', cells);
  if (space <= 0) return [fitWidth(name, cells, pen.glyphs.ellipsis)];
  const lines = [name.slice(0, space), name.slice(space + 1)].slice(0, MAX_LABEL_LINES);
  return lines.map(line => fitWidth(line, cells, pen.glyphs.ellipsis));
}

function drawRule(head: string, knot: string, pen: Pen): CanvasLine {
  const canvas = new CanvasLine();
  canvas.put(0, head, 'dim');
  const first = pen.layout.x[0];
  const last = pen.layout.x.at(-1);
  if (first === undefined || last === undefined) return canvas;
  canvas.fill(first - 1, last + 2, pen.glyphs.rule, 'dim');
  for (const x of pen.layout.x) canvas.put(x, knot, 'dim');
  return canvas;
}

function drawMessage(message: LadderMessage, previous: number | undefined, pen: Pen): readonly CanvasLine[] {
  const canvas = startLine(pen.glyphs.lifeline, pen);
  canvas.put(0, pen.clock.words(message.time, previous), 'dim');
  const line = message.retransmission ? pen.glyphs.again : pen.glyphs.line;
  const arrow = { from: message.from, to: message.to, words: pen.words(message), style: styleOf(message), line };
  return drawLine(arrow, canvas, pen);
}

/**
 * An ICMP error is a broken arrow from who reports it to whom; what has no ends stands across the lifelines. Media are a double line, with a
 * head at each end that hears something.
 */
function drawEvent(event: LadderEvent, previous: number | undefined, pen: Pen): readonly CanvasLine[] {
  const isArrow = event.from !== undefined && event.to !== undefined;
  const canvas = startLine(isArrow ? pen.glyphs.lifeline : pen.glyphs.silent, pen);
  canvas.put(0, pen.clock.words(event.time, previous), 'dim');
  const words = pen.clean(event.text);
  if (event.from === undefined || event.to === undefined) {
    putAcross(words, event.media === undefined ? 'failure' : mediaStyle(event.media), canvas, pen);
    return [canvas];
  }
  const { media } = event;
  if (media === undefined)
    return drawLine({ from: event.from, to: event.to, words, style: 'failure', line: pen.glyphs.again }, canvas, pen);
  const style = mediaStyle(media);
  const drawn = drawLine({ from: event.from, to: event.to, words, style, line: pen.glyphs.media }, canvas, pen);
  if (media.isBothWays && event.from !== event.to) putSecondHead(event.from, event.to, style, canvas, pen);
  return drawn;
}

function mediaStyle(media: LadderMedia): TextStyle {
  if (media.quality === 'good') return 'success';
  return media.quality === 'fair' ? 'provisional' : 'failure';
}

/** The head at the end where the arrow begins: media that flow both ways. */
function putSecondHead(from: number, to: number, style: TextStyle, canvas: CanvasLine, pen: Pen): void {
  const { glyphs, layout } = pen;
  const x = layout.x[from] ?? 0;
  if (from < to) canvas.put(x, `${glyphs.lifeline}${glyphs.left}`, style);
  else canvas.put(x - 1, `${glyphs.right}${glyphs.lifeline}`, style);
}

interface Arrow {
  /** Columns. */
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly style: TextStyle;
  /** What its line is made of. */
  readonly line: string;
}

function drawLine(arrow: Arrow, canvas: CanvasLine, pen: Pen): readonly CanvasLine[] {
  if (arrow.from === arrow.to) return drawLoop(arrow, canvas, pen);
  drawArrow(arrow, canvas, pen);
  return [canvas];
}

function startLine(lifeline: string, pen: Pen): CanvasLine {
  const canvas = new CanvasLine();
  for (const x of pen.layout.x) canvas.put(x, lifeline, 'dim');
  return canvas;
}

/** `├─ INVITE ──┼──▶│` or `│◀──┼── 200 OK ─┤`: the words stand at the sender. */
function drawArrow(arrow: Arrow, canvas: CanvasLine, pen: Pen): void {
  const { glyphs, layout } = pen;
  const { style, words: whole } = arrow;
  const toRight = arrow.from < arrow.to;
  const left = layout.x[Math.min(arrow.from, arrow.to)] ?? 0;
  const right = layout.x[Math.max(arrow.from, arrow.to)] ?? 0;
  canvas.fill(left + 1, right, arrow.line, style);
  for (const x of layout.x) if (x > left && x < right) canvas.put(x, glyphs.cross, style);
  const room = right - left - 1;
  const tight = textWidth(whole) > room - ARROW_CELLS;
  const words = fitWidth(whole, room - (tight ? TIGHT_ARROW_CELLS : ARROW_CELLS), glyphs.ellipsis);
  const indent = tight ? 1 : 2;
  if (toRight) {
    canvas.put(left, glyphs.startRight, style);
    canvas.put(right - 1, glyphs.right, style);
    canvas.put(left + indent, ` ${words} `, style);
  } else {
    canvas.put(right, glyphs.startLeft, style);
    canvas.put(left + 1, glyphs.left, style);
    canvas.put(right - indent - 1 - textWidth(words), ` ${words} `, style);
  }
}

/** A host that talks to itself: two lines, to the right, or to the left at the last of several columns. */
function drawLoop(arrow: Arrow, canvas: CanvasLine, pen: Pen): readonly CanvasLine[] {
  const { glyphs, layout } = pen;
  const { style } = arrow;
  const second = startLine(glyphs.lifeline, pen);
  const x = layout.x[arrow.from] ?? 0;
  const isLast = arrow.from === layout.x.length - 1;
  const neighbour = isLast && arrow.from > 0 ? layout.x[arrow.from - 1] : layout.x[arrow.from + 1];
  const room = neighbour === undefined ? layout.width - x - 1 : Math.abs(neighbour - x) - 1;
  const words = fitWidth(arrow.words, room - LOOP_CELLS + 1, glyphs.ellipsis);
  if (isLast && arrow.from > 0) {
    canvas.put(x - 2, glyphs.loopLeft[0], style);
    second.put(x - 2, glyphs.loopLeft[1], style);
    canvas.put(x - 3 - textWidth(words), words, style);
  } else {
    canvas.put(x, glyphs.loopRight[0], style);
    second.put(x, glyphs.loopRight[1], style);
    canvas.put(x + 4, words, style);
  }
  return [canvas, second];
}

function drawGap(gap: LadderGap, pen: Pen): CanvasLine {
  const canvas = startLine(pen.glyphs.silent, pen);
  putAcross(gapWords(gap), 'dim', canvas, pen);
  return canvas;
}

/** A rule from the first to the last lifeline, with the words on it. */
function drawSeam(seam: LadderSeam, pen: Pen): CanvasLine {
  const canvas = startLine(pen.glyphs.lifeline, pen);
  const first = pen.layout.x[0] ?? 0;
  canvas.fill(first + 1, pen.layout.x.at(-1) ?? first, pen.glyphs.media, 'dim');
  putAcross(pen.clean(seam.text), 'bold', canvas, pen);
  return canvas;
}

/** Words in the middle between the first and the last lifeline. */
function putAcross(text: string, style: TextStyle, canvas: CanvasLine, pen: Pen): void {
  const first = pen.layout.x[0] ?? 0;
  const last = pen.layout.x.at(-1) ?? 0;
  const words = ` ${fitWidth(text, Math.max(MIN_ACROSS_CELLS, pen.layout.width - first - 3), pen.glyphs.ellipsis)} `;
  const centre = Math.floor((first + last - textWidth(words)) / 2) + 1;
  canvas.put(Math.max(first + 1, centre), words, style);
}

function styleOf(message: LadderMessage): TextStyle {
  if (message.retransmission) return 'dim';
  if (message.statusCode === 0) return 'request';
  if (message.statusCode < 200) return 'provisional';
  if (message.statusCode < 300) return 'success';
  return message.statusCode < 400 ? 'redirect' : 'failure';
}
