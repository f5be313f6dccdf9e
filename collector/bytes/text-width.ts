// How many terminal cells a text takes, and cutting it to a number of cells.
// Takes printable text (`printable.ts`); gives the usual answer of terminals: 2 for wide East Asian and emoji, 0 for marks.

const MARK = /^\p{M}$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;

// East Asian Width W and F (UAX #11), in the coarse blocks that terminals use.
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

/** Cells of one code point: 0, 1 or 2. */
export function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (MARK.test(character)) return 0;
  if (EMOJI.test(character)) return 2;
  for (const [low, high] of WIDE) if (code >= low && code <= high) return 2;
  return 1;
}

/** Cells of a whole text. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** `text` when it fits into `width` cells, else its beginning with `ellipsis` at the end, never wider than `width`. */
export function fitWidth(text: string, width: number, ellipsis = '…'): string {
  // Marks take no cell, so a short width alone does not bound the characters: hostile text is long.
  if (text.length <= width && textWidth(text) <= width) return text;
  const room = width - textWidth(ellipsis);
  if (room < 0) return ellipsis.slice(0, Math.max(0, width));
  let used = 0;
  let kept = '';
  let whole = true;
  for (const character of text) {
    const cells = characterWidth(character);
    // At most four marks a cell: a stack of hundreds would paint over the lines around it.
    if (used + cells > width || kept.length > (width + 1) * 4) {
      whole = false;
      break;
    }
    used += cells;
    kept += character;
  }
  if (whole) return kept;
  let cut = '';
  used = 0;
  for (const character of kept) {
    const cells = characterWidth(character);
    if (used + cells > room) break;
    used += cells;
    cut += character;
  }
  return cut.trimEnd() + ellipsis;
}
