// The head of a message as lines, before anybody asks what they mean: line ends, and bytes that have no place there.

import { isUtf8 } from 'node:buffer';
import { BACKSLASH, CR, HT, LF, SP } from '../bytes/ascii.ts';

export interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}

/** The lines of the head, one a call; remembers how they ended. */
export class HeadLines {
  readonly #bytes: Buffer;
  at = 0;
  #bareLineFeeds = 0;
  #unterminated = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    // RFC 3261 §7.5: line ends before the start line are ignored.
    while (bytes[this.at] === CR || bytes[this.at] === LF) this.at++;
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  next(): Line {
    const start = this.at;
    const lineFeed = this.#bytes.indexOf(LF, start);
    if (lineFeed === -1) {
      this.at = this.#bytes.length;
      this.#unterminated = true;
      return { start, end: this.at };
    }
    this.at = lineFeed + 1;
    const hasReturn = lineFeed > start && this.#bytes[lineFeed - 1] === CR;
    if (!hasReturn) this.#bareLineFeeds++;
    return { start, end: hasReturn ? lineFeed - 1 : lineFeed };
  }

  problems(): string[] {
    const problems: string[] = [];
    if (this.#bareLineFeeds > 0) problems.push('lines end with LF alone instead of CR LF (RFC 3261 §7)');
    if (this.#unterminated) problems.push('the message ends in the middle of a line (RFC 3261 §7)');
    return problems;
  }
}

/** Bytes that have no place in start line and headers. A quoted pair may escape any control character but CR and LF (§25.1). */
export function byteProblems(bytes: Buffer, end: number): string[] {
  const head = bytes.subarray(0, end);
  const problems: string[] = [];
  if (!isUtf8(head))
    problems.push(`no valid UTF-8 in the line at byte ${firstBadLine(head)} of the message (RFC 3261 §7)`);
  for (let at = 0; at < end; at++) {
    const byte = head[at];
    const isControl = (byte < SP && byte !== HT && byte !== LF && byte !== CR) || byte === 0x7f;
    const isLoneReturn = byte === CR && head[at + 1] !== LF;
    if ((!isControl && !isLoneReturn) || (isControl && head[at - 1] === BACKSLASH)) continue;
    const what = byte === 0 ? 'a NUL byte' : `a control character (0x${byte.toString(16).padStart(2, '0')})`;
    problems.push(`${what} at byte ${at} of the message (RFC 3261 §25.1)`);
    break;
  }
  return problems;
}

/** Where the first line begins that is no UTF-8. No character of UTF-8 but LF itself holds that byte, so lines can be judged alone. */
function firstBadLine(head: Buffer): number {
  let start = 0;
  while (start < head.length) {
    const lineFeed = head.indexOf(LF, start);
    const next = lineFeed === -1 ? head.length : lineFeed + 1;
    if (!isUtf8(head.subarray(start, next))) return start;
    start = next;
  }
  return start;
}
