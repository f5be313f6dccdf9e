// Two values side by side: which characters differ. Parameters are compared by name, wherever they stand. Pure.

import { valuePieces } from './value-pieces.ts';

export interface DiffSpan {
  readonly text: string;
  readonly isChanged: boolean;
}

export interface SpanDiff {
  readonly left: readonly DiffSpan[];
  readonly right: readonly DiffSpan[];
  /** Keys of the pieces that differ, such as `;branch`; '' for what is no parameter. */
  readonly changed: readonly string[];
}

/** Marks in both values what the other one has not. */
export function diffValues(left: string, right: string): SpanDiff {
  const theirs = [...valuePieces(right)];
  const partner = new Map<number, number>();
  const ours = valuePieces(left);
  const taken = new Set<number>();
  ours.forEach((piece, at) => {
    const exact = theirs.findIndex((other, to) => !taken.has(to) && other.text === piece.text);
    const to = exact >= 0 ? exact : theirs.findIndex((other, place) => !taken.has(place) && other.key === piece.key);
    if (to < 0) return;
    taken.add(to);
    partner.set(at, to);
  });
  const spansOfRight = new Map<number, readonly DiffSpan[]>();
  const changed = new Set<string>();
  const leftSpans = ours.flatMap((piece, at) => {
    const to = partner.get(at);
    const other = to === undefined ? undefined : theirs[to];
    if (to === undefined || other === undefined) {
      changed.add(piece.key);
      return [{ text: piece.text, isChanged: true }];
    }
    if (other.text !== piece.text) changed.add(piece.key);
    const [mine, its] = diffTexts(piece.text, other.text, piece.key === '' ? 0 : piece.text.indexOf('=') + 1);
    spansOfRight.set(to, its);
    return mine;
  });
  const rightSpans = theirs.flatMap((piece, at) => {
    const spans = spansOfRight.get(at);
    if (spans !== undefined) return spans;
    changed.add(piece.key);
    return [{ text: piece.text, isChanged: true }];
  });
  return { left: joined(leftSpans), right: joined(rightSpans), changed: [...changed] };
}

/** What both begin and end with is the same, what lies between differs; the value of a parameter differs as a whole. */
export function diffTexts(left: string, right: string, whole = 0): readonly [readonly DiffSpan[], readonly DiffSpan[]] {
  if (left === right) return [[{ text: left, isChanged: false }], [{ text: right, isChanged: false }]];
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  if (whole > 0 && start >= whole && left.slice(0, whole) === right.slice(0, whole)) [start, end] = [whole, 0];
  const spans = (text: string): readonly DiffSpan[] =>
    [
      { text: text.slice(0, start), isChanged: false },
      { text: text.slice(start, text.length - end), isChanged: true },
      { text: text.slice(text.length - end), isChanged: false },
    ].filter(span => span.text !== '');
  return [spans(left), spans(right)];
}

/** Neighbours of one kind as one. */
function joined(spans: readonly DiffSpan[]): readonly DiffSpan[] {
  const out: DiffSpan[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last !== undefined && last.isChanged === span.isChanged)
      out[out.length - 1] = { text: last.text + span.text, isChanged: span.isChanged };
    else out.push(span);
  }
  return out;
}
