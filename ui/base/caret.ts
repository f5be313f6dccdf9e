// A mistake in one line of text, marked by a caret below it. Pure.
//
//   port 5060 andd host 10.0.0.7
//             ^^^^

export interface CaretLines {
  readonly text: string;
  readonly caret: string;
}

/** Characters before and behind the mistake that are shown. */
const AROUND = 32;

/** The part of `text` round the mistake and the line that goes below it; both are as long as they must be. */
export function caretLines(text: string, position: number, length = 1): CaretLines {
  const at = Math.min(Math.max(0, position), text.length);
  const size = Math.max(1, Math.min(length, text.length - at));
  const first = Math.max(0, at - AROUND);
  const end = Math.min(text.length, at + size + AROUND);
  const before = first > 0 ? '…' : '';
  return {
    text: `${before}${text.slice(first, end)}${end < text.length ? '…' : ''}`,
    caret: `${' '.repeat(before.length + at - first)}${'^'.repeat(Math.min(size, end - at || 1))}`,
  };
}
