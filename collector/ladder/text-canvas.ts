// One line of terminal cells to paint on, later painting over earlier; comes out as text, with colour when asked.
// Takes printable text only: nothing is escaped here.

import { characterWidth } from '../bytes/text-width.ts';

// Select Graphic Rendition (ECMA-48 §8.3.117); the 16 basic colours, so that light and dark terminals keep their own.
const STYLE_CODES = {
  plain: '',
  bold: '1',
  dim: '2',
  request: '1;36',
  provisional: '33',
  success: '32',
  redirect: '34',
  failure: '31',
} as const;

export type TextStyle = keyof typeof STYLE_CODES;

interface Cell {
  readonly text: string;
  readonly style: TextStyle;
}

const BLANK: Cell = { text: ' ', style: 'plain' };

export class CanvasLine {
  readonly #cells: Cell[] = [];

  /** Paints `text` from cell `at` (negative: from the edge on). Gives the cell after it. */
  put(at: number, text: string, style: TextStyle): number {
    let cell = Math.max(0, at);
    for (const character of text) {
      const width = characterWidth(character);
      if (width === 0) this.#mark(cell - 1, character);
      else this.#set(cell, { text: character, style });
      // An empty cell is the second half of a double-width character.
      if (width === 2) this.#cells[cell + 1] = { text: '', style };
      cell += width;
    }
    return cell;
  }

  /** Fills the cells from `start` up to, not with, `end`. */
  fill(start: number, end: number, character: string, style: TextStyle): void {
    for (let cell = start; cell < end; cell++) this.#set(cell, { text: character, style });
  }

  /** The line without blanks at its end. */
  text(colour: boolean): string {
    let line = '';
    let current: TextStyle = 'plain';
    for (const cell of this.#cells.slice(0, this.#usedCells())) {
      if (colour && cell.style !== current && cell.text !== '' && cell.text !== ' ') {
        line += `\x1b[0${cell.style === 'plain' ? '' : `;${STYLE_CODES[cell.style]}`}m`;
        current = cell.style;
      }
      line += cell.text;
    }
    return current === 'plain' ? line : `${line}\x1b[0m`;
  }

  #set(at: number, cell: Cell): void {
    while (this.#cells.length < at) this.#cells.push(BLANK);
    // Painting over one half of a double-width character takes its other half away.
    if (this.#cells[at]?.text === '' && at > 0) this.#cells[at - 1] = BLANK;
    if (this.#cells[at + 1]?.text === '') this.#cells[at + 1] = BLANK;
    this.#cells[at] = cell;
  }

  #mark(at: number, mark: string): void {
    let base = at;
    if (this.#cells[base]?.text === '') base--;
    const cell = this.#cells[base];
    if (cell !== undefined) this.#cells[base] = { text: cell.text + mark, style: cell.style };
  }

  #usedCells(): number {
    let used = this.#cells.length;
    while (used > 0 && this.#cells[used - 1]?.text === ' ') used--;
    return used;
  }
}
