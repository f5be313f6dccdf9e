// The slow twin of collector/sip/scan.ts and sniff.ts: the same facts, written for reading, from strings and regular
// expressions. It shares no code with them but the names of faults and methods; test/fuzz/scan.test.ts compares the two.

import { Fault, Feature, METHOD_NAMES, Method, SipScan } from '../../collector/model/sip.ts';
import { Sniff } from '../../collector/sip/sniff.ts';

const TOKEN = "[-A-Za-z0-9.!%*_+`'~]";
const BLANK = '[ \\t\\r\\n]';
const LEAD = /[\r\n \t\0]*/y;
const STATUS_LINE = /^(SIP\/[0-9]+\.[0-9]+)([ \t]+)([0-9]+)/i;
const REQUEST_LINE = new RegExp(`^(${TOKEN}+)([ \\t]+)([^ \\t].*?)([ \\t]+)(SIP/[0-9]+\\.[0-9]+)$`, 'is');
const LINE_LIMIT = 8192;

const SCANNED: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  l: 'content-length',
  c: 'content-type',
  o: 'event',
  x: 'session-expires',
};

/** A piece of the text with its place. */
type Range = readonly [start: number, end: number];

/** What `scanSip` should find in `bytes[start, end)`. */
export function plainScan(bytes: Buffer, start: number, end: number): SipScan {
  const text = bytes.toString('latin1', 0, end);
  const scan = new SipScan();
  const line = startLine(text, start);
  if (line === undefined) {
    scan.faults = Fault.NotSip;
    return scan;
  }
  scan.start = line.start;
  scan.end = end;
  readStartLine(text, line, scan);
  if (line.start > start && ' \t\0'.includes(text[line.start - 1])) scan.faults |= Fault.StartLine;
  readHeaders(text, line.next, scan);
  readMissing(text, scan);
  readBody(text, scan);
  return scan;
}

/** What `sniffSip` should say. */
export function plainSniff(bytes: Buffer, start: number, end: number): Sniff {
  const text = bytes.toString('latin1', 0, end);
  if (skipLead(text, start) === end) return Sniff.KeepAlive;
  const line = startLine(text, start);
  if (line !== undefined) return Sniff.Sip;
  const first = text
    .slice(skipLead(text, start))
    .replace(/\n[\s\S]*/, '')
    .replace(/[ \t\r]+$/, '');
  if (/^SIP\/[0-9]+\.[0-9]+/i.test(first)) return Sniff.Malformed;
  const target = new RegExp(`^${TOKEN}+[ \\t]+([\\s\\S]*)$`).exec(first)?.[1];
  return target !== undefined && /^(sips?:|tel:|SIP\/[0-9]+\.[0-9]+$)/i.test(target) ? Sniff.Malformed : Sniff.No;
}

function skipLead(text: string, at: number): number {
  LEAD.lastIndex = at;
  return at + (LEAD.exec(text)?.[0].length ?? 0);
}

type StartLine = { start: number; next: number; content: string; parts: RegExpExecArray };

function startLine(text: string, at: number): StartLine | undefined {
  const start = skipLead(text, at);
  const lf = text.indexOf('\n', start);
  const end = lf === -1 ? text.length : lf;
  const content = text.slice(start, end).replace(/[ \t\r]+$/, '');
  const parts = (/^sip\//i.test(content) ? STATUS_LINE : REQUEST_LINE).exec(content);
  return parts === null ? undefined : { start, next: end + 1, content, parts };
}

function readStartLine(text: string, line: StartLine, scan: SipScan): void {
  const after = text.slice(line.start + line.content.length, line.next);
  if (line.parts.length === 4) {
    const [whole, version, blank, code] = line.parts;
    scan.statusCode = limited(code);
    const strict = version.toUpperCase() === 'SIP/2.0' && blank === ' ' && /^[1-6][0-9][0-9]$/.test(code);
    if (!strict || text[line.start + whole.length] !== ' ') scan.faults |= Fault.StartLine;
    return;
  }
  const [, method, blank, target, blankAfter, version] = line.parts;
  scan.method = methodNumber(method);
  scan.methodStart = line.start;
  scan.methodEnd = line.start + method.length;
  scan.uriStart = scan.methodEnd + blank.length;
  scan.uriEnd = scan.uriStart + target.length;
  const strict = blank === ' ' && blankAfter === ' ' && !/[\0- ]/.test(target);
  if (!strict || version.toUpperCase() !== 'SIP/2.0' || /^[ \t]/.test(after)) scan.faults |= Fault.StartLine;
}

function methodNumber(name: string): Method {
  for (const method of Object.values(Method)) {
    if (method !== Method.None && METHOD_NAMES[method] === name) return method;
  }
  return Method.Other;
}

/** Cuts the text into logical lines, folds included, up to the empty line. */
function readHeaders(text: string, first: number, scan: SipScan): void {
  for (let at = first; ; ) {
    const empty = /^\r?\n/.exec(text.slice(at, at + 2));
    if (empty !== null) {
      scan.bodyStart = at + empty[0].length;
      return;
    }
    let lf = at < text.length ? text.indexOf('\n', at) : -1;
    while (lf !== -1 && /[ \t]/.test(text.charAt(lf + 1))) lf = text.indexOf('\n', lf + 1);
    if (lf === -1) {
      scan.faults |= Fault.HeadersUnterminated;
      return;
    }
    const line = text.slice(at, lf);
    if (!new RegExp(`^${TOKEN}`).test(line) || !line.includes(':') || line.length > LINE_LIMIT)
      scan.faults |= Fault.BadHeaderLine;
    const name = /^([^ \t:]+)[ \t]*:/.exec(line);
    if (name !== null) readHeader(text, name[1].toLowerCase(), trimmed(text, at + name[0].length, lf), scan);
    at = lf + 1;
  }
}

const LINKS = ['session-id', 'refer-to', 'r', 'target-dialog', 'join', 'p-charging-vector', 'x-call-id', 'x-cid'];

function trimmed(text: string, start: number, end: number): Range {
  const value = text.slice(start, end);
  const left = new RegExp(`^${BLANK}*`).exec(value)?.[0].length ?? 0;
  return [start + left, start + left + value.slice(left).replace(new RegExp(`${BLANK}+$`), '').length];
}

function readHeader(text: string, name: string, [start, end]: Range, scan: SipScan): void {
  const value = text.slice(start, end);
  const header = SCANNED[name] ?? name;
  if (LINKS.includes(name)) scan.features |= Feature.Link;
  if (value === '' && header !== 'content-length') return;
  if (header === 'via') readVias(text, start, end, scan);
  if (header === 'from' && scan.fromEnd === 0) {
    [scan.fromStart, scan.fromEnd] = [start, end];
    [scan.fromTagStart, scan.fromTagEnd] = tagOf(text, start, end);
  }
  if (header === 'to' && scan.toEnd === 0) {
    [scan.toStart, scan.toEnd] = [start, end];
    [scan.toTagStart, scan.toTagEnd] = tagOf(text, start, end);
  }
  if (header === 'call-id' && scan.callIdEnd === 0) [scan.callIdStart, scan.callIdEnd] = [start, end];
  if (header === 'cseq') readCSeq(value, start, scan);
  if (header === 'content-length') readContentLength(value, scan);
  if (header === 'content-type' && scan.contentTypeEnd === 0) {
    [scan.contentTypeStart, scan.contentTypeEnd] = [start, end];
    if (new RegExp(`^multipart${BLANK}*/`, 'i').test(value)) scan.features |= Feature.Multipart;
    else if (new RegExp(`^application${BLANK}*/${BLANK}*sdp(?!${TOKEN})`, 'i').test(value))
      scan.features |= Feature.Sdp;
    else scan.features |= Feature.OtherBody;
  }
  if (header === 'expires' && scan.expires === -1) scan.expires = limited(value);
  if (header === 'rseq' && scan.rseq === -1) scan.rseq = limited(value);
  if (header === 'event') scan.features |= Feature.Event;
  if (header === 'replaces') scan.features |= Feature.Replaces;
  if (header === 'history-info' || header === 'diversion') scan.features |= Feature.Diversion;
  if (header === 'session-expires' && scan.sessionExpires === -1)
    scan.sessionExpires = limited(/^[0-9]*/.exec(value)?.[0] ?? '');
  if (header === 'authorization' || header === 'proxy-authorization') scan.features |= Feature.Credentials;
  if (header === 'subscription-state') {
    const state = new RegExp(`^${TOKEN}*`).exec(value)?.[0].toLowerCase();
    if (state === 'terminated') scan.features |= Feature.SubscriptionTerminated;
    if (state === 'pending') scan.features |= Feature.SubscriptionPending;
  }
}

/** The number of these digits, at most 2**31 - 1; -1 when it is no number. */
function limited(digits: string): number {
  return /^[0-9]+$/.test(digits) ? Math.min(Number(digits), 0x7fffffff) : -1;
}

/** Quoted strings that close, replaced by as many `\uE000`: nothing in them can be taken for a mark. */
function masked(value: string): string {
  return value.replace(/"(?:[^"\\]|\\[\s\S])*"/g, string => '\uE000'.repeat(string.length));
}

function readVias(text: string, start: number, end: number, scan: SipScan): void {
  const parts = masked(text.slice(start, end)).split(',');
  if (scan.viaCount === 0) readTopVia(text, start, start + parts[0].length, scan);
  scan.viaCount += parts.length;
}

function readTopVia(text: string, start: number, end: number, scan: SipScan): void {
  const value = text.slice(start, end);
  const params = value.includes(';') ? start + value.indexOf(';') : end;
  const protocol = new RegExp(
    `^${TOKEN}+${BLANK}*/${BLANK}*${TOKEN}+${BLANK}*/${BLANK}*${TOKEN}+${BLANK}+(?!${BLANK})`,
  );
  const found = protocol.exec(text.slice(start, params));
  if (found !== null) {
    const [sentBy, sentByEnd] = trimmed(text, start + found[0].length, params);
    if (sentByEnd > sentBy) [scan.sentByStart, scan.sentByEnd] = [sentBy, sentByEnd];
  }
  [scan.branchStart, scan.branchEnd] = paramOf(text, params, end, 'branch');
}

function tagOf(text: string, start: number, end: number): Range {
  const close = masked(text.slice(start, end)).lastIndexOf('>');
  return paramOf(text, close === -1 ? start : start + close + 1, end, 'tag');
}

function paramOf(text: string, start: number, end: number, name: string): Range {
  const area = text.slice(start, end);
  const pattern = new RegExp(`;${BLANK}*${name}${BLANK}*=${BLANK}*(?=[^;, \\t\\r\\n])`, 'i');
  const found = pattern.exec(masked(area));
  if (found === null) return [0, 0];
  const at = found.index + found[0].length;
  const value = /^(?:"(?:[^"\\]|\\[\s\S])*"|[^;, \t\r\n]*)/.exec(area.slice(at))?.[0] ?? '';
  return [start + at, start + at + value.length];
}

function readCSeq(value: string, start: number, scan: SipScan): void {
  if (scan.cseqNumber !== -1 || scan.faults & Fault.BadCSeq) return;
  const digits = /^[0-9]*/.exec(value)?.[0] ?? '';
  const number = Number(digits);
  const isNumber = digits !== '' && number < 2 ** 31;
  if (isNumber) scan.cseqNumber = number;
  const rest = value.slice(digits.length);
  const found = new RegExp(`^(${BLANK}*)(${TOKEN}+)`).exec(rest);
  if (found !== null && (found[1] !== '' || digits === '')) {
    scan.cseqMethod = methodNumber(found[2]);
    scan.cseqMethodStart = start + digits.length + found[1].length;
    scan.cseqMethodEnd = scan.cseqMethodStart + found[2].length;
  }
  if (!isNumber || scan.cseqMethodEnd !== start + value.length) scan.faults |= Fault.BadCSeq;
}

function readContentLength(value: string, scan: SipScan): void {
  const length = limited(value);
  if (scan.contentLength === -1) scan.contentLength = length;
  if (length === -1 || length !== scan.contentLength) scan.faults |= Fault.BadContentLength;
}

function readMissing(text: string, scan: SipScan): void {
  if (scan.callIdEnd === 0) scan.faults |= Fault.NoCallId;
  if (scan.viaCount === 0) scan.faults |= Fault.NoVia;
  if (scan.fromEnd === 0) scan.faults |= Fault.NoFrom;
  if (scan.toEnd === 0) scan.faults |= Fault.NoTo;
  if (scan.cseqNumber === -1 && !(scan.faults & Fault.BadCSeq)) scan.faults |= Fault.NoCSeq;
  const method = text.slice(scan.methodStart, scan.methodEnd);
  const cseqMethod = text.slice(scan.cseqMethodStart, scan.cseqMethodEnd);
  if (method !== '' && cseqMethod !== '' && method !== cseqMethod) scan.faults |= Fault.BadCSeq;
}

function readBody(text: string, scan: SipScan): void {
  if (scan.bodyStart === 0) {
    if (scan.contentLength > 0) scan.faults |= Fault.BodyTruncated;
    return;
  }
  scan.bodyEnd = scan.contentLength === -1 ? text.length : scan.bodyStart + scan.contentLength;
  if (scan.bodyEnd > text.length) {
    scan.bodyEnd = text.length;
    scan.faults |= Fault.BodyTruncated;
  } else if (scan.bodyEnd < text.length && startLine(text, scan.bodyEnd) !== undefined) {
    scan.end = scan.bodyEnd;
  }
}
