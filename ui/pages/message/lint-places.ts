// Where in the raw text each problem of lint is to be marked: a number of a line, from 0. Pure.

import type { LintProblem } from '../../../server/wire/types.ts';

export interface PlacedProblem {
  readonly problem: LintProblem;
  /** Place in the list of problems. */
  readonly number: number;
}

/** Problems by line. What is about the whole message, or about a header that is missing, stands at the start line. */
export function problemsByLine(
  raw: string,
  lint: readonly LintProblem[],
): ReadonlyMap<number, readonly PlacedProblem[]> {
  const { headers, body, start } = linesOf(raw);
  const byLine = new Map<number, PlacedProblem[]>();
  lint.forEach((problem, number) => {
    const header = problem.at === undefined ? undefined : headers[problem.at];
    const line = problem.place === 'body' ? body : (header ?? start);
    const placed = byLine.get(line) ?? [];
    placed.push({ problem, number });
    byLine.set(line, placed);
  });
  return byLine;
}

/** Line of each header, in the order in which the collector numbers them: folded lines and lines without a colon are none. */
function linesOf(raw: string): { headers: readonly number[]; body: number; start: number } {
  const lines = raw.split('\n');
  // Empty lines before a message are skipped (RFC 3261 §7.5).
  let start = lines.findIndex(line => line.trim() !== '');
  if (start < 0) start = 0;
  const headers: number[] = [];
  let at = start + 1;
  for (; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r$/, '');
    if (line === '') break;
    if (!/^[ \t]/.test(line) && line.includes(':')) headers.push(at);
  }
  return { headers, body: Math.min(at + 1, Math.max(start, lines.length - 1)), start };
}
