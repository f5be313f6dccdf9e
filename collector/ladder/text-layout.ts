// Where the columns of a text ladder stand: a pure function of what must fit between them.
//
//   time           ├─ gap 0 ─┤├─ gap 1 ─┤
//   12:00:00.000000  │         │         │        x = [lifeline 0, lifeline 1, lifeline 2]
//
// Columns shrink, widest gaps first, until the ladder is as narrow as asked; below MIN_GAP it gets wider instead of lying.

/** Text that has to fit between the lifelines of two columns, `left < right`, in cells. */
export interface Span {
  readonly left: number;
  readonly right: number;
  readonly cells: number;
}

export interface TextLayout {
  /** Cell of each lifeline. */
  readonly x: readonly number[];
  /** Cells of the whole ladder. */
  readonly width: number;
  /** Cells that the lines above each column may take. */
  readonly headCells: readonly number[];
}

/** Room for `├─ INVITE ─▶│`. */
export const MIN_GAP = 12;
const COMFORTABLE_GAP = 16;

/**
 * Places `heads.length` lifelines. `start` is the cell of the first, `heads` the cells that each head would like,
 * `spans` what the rows would like, `tail` what must fit right of the last lifeline, `width` the cells there are.
 */
export function layoutColumns(
  start: number,
  heads: readonly number[],
  spans: readonly Span[],
  tail: number,
  width: number,
): TextLayout {
  const wanted = wantedGaps(heads, spans);
  const lastHead = heads.at(-1) ?? 0;
  const right = (cap: number): number => Math.max(tail, Math.min(Math.ceil(lastHead / 2), Math.ceil(cap / 2)));
  const total = (cap: number): number =>
    start + 1 + wanted.reduce((sum, gap) => sum + Math.min(gap, cap) + 1, 0) + right(cap);
  let cap = Math.max(MIN_GAP, lastHead, ...wanted);
  while (cap > MIN_GAP && total(cap) > width) cap--;
  const x = [start];
  for (const gap of wanted) x.push((x.at(-1) ?? 0) + Math.min(gap, cap) + 1);
  const reach = (column: number): number => {
    const before = column === 0 ? start * 2 + 1 : (x[column] ?? 0) - (x[column - 1] ?? 0);
    const after = column === x.length - 1 ? right(cap) * 2 + 1 : (x[column + 1] ?? 0) - (x[column] ?? 0);
    // Half of the room to either neighbour, and a blank between two heads.
    return Math.max(MIN_GAP - 1, Math.min(before, after, Math.floor((before + after) / 2)) - 1);
  };
  return { x, width: total(cap), headCells: x.map((_, column) => reach(column)) };
}

/** Cells between neighbouring lifelines that would leave nothing cut. */
function wantedGaps(heads: readonly number[], spans: readonly Span[]): readonly number[] {
  const gaps = new Array<number>(Math.max(0, heads.length - 1)).fill(COMFORTABLE_GAP);
  for (let i = 0; i < gaps.length; i++) {
    const between = Math.ceil(((heads[i] ?? 0) + (heads[i + 1] ?? 0)) / 2);
    gaps[i] = Math.max(COMFORTABLE_GAP, between + 1, heads[i] ?? 0);
  }
  // Narrow spans first: what they widen, the wide ones need not.
  const sorted = [...spans].sort((a, b) => a.right - a.left - (b.right - b.left));
  for (const span of sorted) {
    const count = span.right - span.left;
    let room = count - 1;
    for (let i = span.left; i < span.right; i++) room += gaps[i] ?? 0;
    if (room >= span.cells) continue;
    const more = Math.ceil((span.cells - room) / count);
    for (let i = span.left; i < span.right; i++) gaps[i] = (gaps[i] ?? 0) + more;
  }
  return gaps;
}

/** Breaks `text` into lines of at most `cells` ASCII characters, after `.`, `:` or `]` where it can: nothing is left out. */
export function wrapAddress(text: string, cells: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > cells) {
    let cut = cells;
    while (cut > cells / 2 && !'.:] '.includes(rest.charAt(cut - 1))) cut--;
    if (cut <= cells / 2) cut = cells;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut);
  }
  lines.push(rest);
  return lines;
}
