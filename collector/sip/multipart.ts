// Multipart bodies (RFC 2046 §5.1) taken apart bit for bit.
// Takes a body and its Content-Type, gives the parts in their order; a part that is multipart itself gives its own parts
// instead of itself. Never throws; bounded in depth and in number of parts.
//
//   preamble ⏎ --boundary ⏎ headers ⏎ ⏎ content ⏎ --boundary ⏎ … ⏎ --boundary-- ⏎ epilogue
//                                                 ↑ this line end belongs to the boundary, not to the content

import { excerpt, trimBlanks } from './lexical.ts';
import { readMediaType } from './media-type.ts';
import { paramValue } from './params.ts';

export interface MimePart {
  /** As written; `text/plain` when the part has none (RFC 2046 §5.1). */
  readonly contentType: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** A view of the body's bytes, exact. */
  readonly content: Buffer;
}

export interface Multipart {
  readonly parts: readonly MimePart[];
  /** What stands before the first boundary and behind the last one, of the outermost level. */
  readonly preamble: Buffer;
  readonly epilogue: Buffer;
  readonly problems: readonly string[];
}

const MAX_DEPTH = 5;
const MAX_PARTS = 64;
const MAX_PART_HEADERS = 64;
const NOTHING = Buffer.alloc(0);
const LF = 0x0a;
const CR = 0x0d;

/** True when the Content-Type asks for `readMultipart`. */
export function isMultipart(contentType: string): boolean {
  return readMediaType(contentType).name.startsWith('multipart/');
}

export function readMultipart(body: Buffer, contentType: string): Multipart {
  const problems: string[] = [];
  const parts: MimePart[] = [];
  const { preamble, epilogue } = readLevel(body, contentType, 1, parts, problems);
  return { parts, preamble, epilogue, problems };
}

interface Surroundings {
  readonly preamble: Buffer;
  readonly epilogue: Buffer;
}

function readLevel(
  body: Buffer,
  contentType: string,
  depth: number,
  parts: MimePart[],
  problems: string[],
): Surroundings {
  const boundary = paramValue(readMediaType(contentType).params, 'boundary') ?? '';
  // boundary := 0*69<bchars> bcharsnospace; a longer or empty one is never searched for.
  if (boundary === '' || boundary.length > 70) {
    problems.push(
      boundary === ''
        ? 'a multipart body without boundary parameter (RFC 2046 §5.1.1)'
        : 'the boundary is longer than 70 characters (RFC 2046 §5.1.1)',
    );
    parts.push({ contentType, headers: [], content: body });
    return { preamble: NOTHING, epilogue: NOTHING };
  }
  const marks = findBoundaries(body, Buffer.from(`--${boundary}`, 'utf8'));
  const first = marks[0];
  if (first === undefined) {
    problems.push(`the boundary "${excerpt(boundary)}" never occurs in the body (RFC 2046 §5.1.1)`);
    parts.push({ contentType, headers: [], content: body });
    return { preamble: NOTHING, epilogue: NOTHING };
  }
  for (const [index, mark] of marks.entries()) {
    if (mark.closing) break;
    const next = marks[index + 1];
    readPart(
      body.subarray(mark.next, next === undefined ? body.length : Math.max(mark.next, next.start)),
      depth,
      parts,
      problems,
    );
  }
  const closing = marks.find(mark => mark.closing);
  if (closing === undefined && marks.length <= MAX_PARTS)
    problems.push('the closing boundary is missing (RFC 2046 §5.1.1)');
  return {
    preamble: body.subarray(0, first.start),
    epilogue: closing === undefined ? NOTHING : body.subarray(closing.next),
  };
}

/** One boundary line: `start` where the line end before it begins, `next` one past its own line end. */
interface Mark {
  readonly start: number;
  readonly next: number;
  readonly closing: boolean;
}

function findBoundaries(body: Buffer, delimiter: Buffer): Mark[] {
  const marks: Mark[] = [];
  let at = body.indexOf(delimiter);
  // One mark more than the limit tells that there are too many.
  while (at !== -1 && marks.length <= MAX_PARTS) {
    const mark = markAt(body, at, delimiter.length);
    if (mark !== undefined) marks.push(mark);
    if (mark?.closing) break;
    at = body.indexOf(delimiter, at + delimiter.length);
  }
  return marks;
}

/** A delimiter counts only at the beginning of a line and with nothing but blanks behind it. */
function markAt(body: Buffer, at: number, length: number): Mark | undefined {
  if (at > 0 && body[at - 1] !== LF) return undefined;
  let end = at + length;
  const closing = body[end] === 0x2d && body[end + 1] === 0x2d;
  if (closing) end += 2;
  while (body[end] === 0x20 || body[end] === 0x09) end++;
  if (body[end] === CR && body[end + 1] === LF) end++;
  if (end < body.length && body[end] !== LF) return undefined;
  const start = at > 1 && body[at - 2] === CR ? at - 2 : Math.max(0, at - 1);
  return { start, next: Math.min(end + 1, body.length), closing };
}

function readPart(bytes: Buffer, depth: number, parts: MimePart[], problems: string[]): void {
  if (parts.length >= MAX_PARTS) {
    const note = `more than ${MAX_PARTS} parts; the rest is not taken apart`;
    if (!problems.includes(note)) problems.push(note);
    return;
  }
  const { headers, contentStart } = readPartHeaders(bytes, problems);
  const contentType = headers.find(header => header.name.toLowerCase() === 'content-type')?.value ?? 'text/plain';
  const content = bytes.subarray(contentStart);
  if (!isMultipart(contentType)) {
    parts.push({ contentType, headers, content });
  } else if (depth < MAX_DEPTH) {
    readLevel(content, contentType, depth + 1, parts, problems);
  } else {
    problems.push(`multipart bodies nested deeper than ${MAX_DEPTH}; the innermost is shown whole`);
    parts.push({ contentType, headers, content });
  }
}

function readPartHeaders(
  bytes: Buffer,
  problems: string[],
): { headers: { name: string; value: string }[]; contentStart: number } {
  const headers: { name: string; value: string }[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lf = bytes.indexOf(LF, at);
    const end = lf === -1 ? bytes.length : lf;
    const line = trimLineEnd(bytes.toString('utf8', at, end));
    const next = lf === -1 ? bytes.length : lf + 1;
    if (line === '') return { headers, contentStart: next };
    const colon = line.indexOf(':');
    const last = headers[headers.length - 1];
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.value = `${last.value} ${trimBlanks(line)}`;
    } else if (colon <= 0 || headers.length >= MAX_PART_HEADERS) {
      problems.push('a body part without the empty line behind its headers (RFC 2046 §5.1.1)');
      return { headers, contentStart: at };
    } else {
      headers.push({ name: trimBlanks(line.slice(0, colon)), value: trimBlanks(line.slice(colon + 1)) });
    }
    at = next;
  }
  if (bytes.length > 0) problems.push('a body part ends within its headers (RFC 2046 §5.1.1)');
  return { headers, contentStart: bytes.length };
}

function trimLineEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
