// The whole of one message, decoded for a person: start line, headers, body. Lazy: only when somebody looks.
// Takes the bytes of one message, good or bad; gives what could be made out, with positions in those bytes, and in
// `problems` what broke the framing. What the values mean is the readers' to say, what the rules demand is lint's.
//
//   [⏎] start line ⏎ Name: value ⏎ ⇥folded ⏎ … ⏎ ⏎ body …
//                    ↑start          ↑end          ↑bodyStart

import { HT, SP } from '../bytes/ascii.ts';
import { byteProblems, HeadLines, type Line } from './head-lines.ts';
import { canonicalHeaderName } from './header-readers.ts';
import { excerpt, isDigits, isToken, trimBlanks } from './lexical.ts';
import { type RequestLine, readStartLine, type StartLine, type StatusLine } from './start-line.ts';

export interface SipHeader {
  /** As written. */
  readonly name: string;
  /** The long name as RFCs write it. */
  readonly canonical: string;
  /** Unfolded, without the blanks around it. */
  readonly value: string;
  /** Bytes [start, end) of the whole header, folded lines included, without its line end. */
  readonly start: number;
  readonly end: number;
}

export interface SipMessage {
  readonly startLine: string;
  /** Neither this nor `response` when the start line cannot be read. */
  readonly request?: RequestLine;
  readonly response?: StatusLine;
  /** In the order of the message. */
  readonly headers: readonly SipHeader[];
  readonly bodyStart: number;
  /** As long as Content-Length says, when it says something possible; else all that is left. A view of the bytes. */
  readonly body: Buffer;
  readonly problems: readonly string[];
  /** The value of the first header of that name (long or compact, in any case); its comma list, if it is one, whole. */
  header(name: string): string | undefined;
  /** The values of all headers of that name, in order. */
  headerAll(name: string): string[];
}

const MAX_HEADERS = 10_000;
/** Bytes of one header that are decoded. */
const MAX_HEADER_BYTES = 65_536;

/** Decodes one message, whatever is wrong with it. Never throws. Positions refer to the given bytes. */
export function readMessage(bytes: Buffer): SipMessage {
  const problems: string[] = [];
  const lines = new HeadLines(bytes);
  const first = lines.next();
  const startLine = decode(bytes, first.start, first.end, problems);
  const { request, response, problems: startProblems } = readStartLine(startLine);
  problems.push(...startProblems);
  const headers = readHeaders(bytes, lines, problems);
  const bodyStart = lines.at;
  problems.push(...lines.problems(), ...byteProblems(bytes, bodyStart));
  const body = cutBody(bytes.subarray(bodyStart), headers, problems);
  const valuesByName = groupValues(headers);
  return {
    startLine,
    ...(request && { request }),
    ...(response && { response }),
    headers,
    bodyStart,
    body,
    problems,
    header: name => valuesByName.get(canonicalHeaderName(name).toLowerCase())?.[0],
    headerAll: name => [...(valuesByName.get(canonicalHeaderName(name).toLowerCase()) ?? [])],
  };
}

/** The first line alone, as `readMessage` reads it. */
export function readFirstLine(bytes: Buffer): StartLine {
  const { start, end } = new HeadLines(bytes).next();
  return readStartLine(decode(bytes, start, end, []));
}

function readHeaders(bytes: Buffer, lines: HeadLines, problems: string[]): SipHeader[] {
  const headers: SipHeader[] = [];
  let open: Line[] = [];
  let omitted = 0;
  const close = () => {
    if (open.length > 0 && headers.length >= MAX_HEADERS) omitted++;
    else if (open.length > 0) addHeader(bytes, open, headers, problems);
    open = [];
  };
  let terminated = false;
  while (!lines.done && !terminated) {
    const line = lines.next();
    const folded = bytes[line.start] === SP || bytes[line.start] === HT;
    if (line.end === line.start) terminated = true;
    else if (folded && open.length > 0) open.push(line);
    else {
      close();
      open.push(line);
    }
  }
  close();
  if (!terminated) problems.push('the empty line that ends the headers is missing (RFC 3261 §7)');
  if (omitted > 0) problems.push(`${omitted} headers beyond the first ${MAX_HEADERS} are not shown`);
  return headers;
}

/** message-header = header-name HCOLON header-value ; HCOLON = *( SP / HTAB ) ":" SWS */
function addHeader(bytes: Buffer, lines: readonly Line[], headers: SipHeader[], problems: string[]): void {
  const start = lines[0].start;
  const end = lines[lines.length - 1].end;
  const text = unfold(bytes, lines, problems);
  const colon = text.indexOf(':');
  if (colon === -1) {
    problems.push(`the line "${excerpt(text)}" has no colon (RFC 3261 §7.3.1)`);
    return;
  }
  const name = trimBlanks(text.slice(0, colon));
  if (!isToken(name)) problems.push(`the header name "${excerpt(name)}" is no token (RFC 3261 §7.3.1)`);
  headers.push({ name, canonical: canonicalHeaderName(name), value: trimBlanks(text.slice(colon + 1)), start, end });
}

/** Folded lines become one, a single blank between them (RFC 3261 §7.3.1). */
function unfold(bytes: Buffer, lines: readonly Line[], problems: string[]): string {
  if (lines.length === 1) return decode(bytes, lines[0].start, lines[0].end, problems);
  const limit = lines[0].start + MAX_HEADER_BYTES;
  const within = lines.filter(line => line.start < limit);
  if (within.length < lines.length && !problems.includes(TOO_LONG)) problems.push(TOO_LONG);
  return within.map(line => trimBlanks(decode(bytes, line.start, Math.min(line.end, limit), problems))).join(' ');
}

const TOO_LONG = `a line of more than ${MAX_HEADER_BYTES} bytes is shown only in part`;

function decode(bytes: Buffer, start: number, end: number, problems: string[]): string {
  if (end - start <= MAX_HEADER_BYTES) return bytes.toString('utf8', start, end);
  if (!problems.includes(TOO_LONG)) problems.push(TOO_LONG);
  return bytes.toString('utf8', start, start + MAX_HEADER_BYTES);
}

/** RFC 3261 §18.3: bytes behind the body of a datagram are ignored; too few of them are an error. */
function cutBody(rest: Buffer, headers: readonly SipHeader[], problems: string[]): Buffer {
  const lengths = new Set(headers.filter(header => header.canonical === 'Content-Length').map(header => header.value));
  if (lengths.size > 1) {
    problems.push(
      `Content-Length is given with different values: ${excerpt([...lengths].join(', '))} (RFC 3261 §20.14)`,
    );
    return rest;
  }
  const [written = ''] = lengths;
  if (!isDigits(written)) return rest;
  const length = Number(written);
  if (length > rest.length) {
    problems.push(
      `Content-Length is ${excerpt(written)}, but only ${rest.length} bytes of body are there (RFC 3261 §18.3)`,
    );
    return rest;
  }
  if (length < rest.length) {
    problems.push(
      `${rest.length - length} bytes follow the body, which Content-Length ends after ${length} bytes (RFC 3261 §18.3)`,
    );
  }
  return rest.subarray(0, length);
}

function groupValues(headers: readonly SipHeader[]): Map<string, string[]> {
  const valuesByName = new Map<string, string[]>();
  for (const header of headers) {
    const key = header.canonical.toLowerCase();
    const values = valuesByName.get(key);
    if (values === undefined) valuesByName.set(key, [header.value]);
    else values.push(header.value);
  }
  return valuesByName;
}
