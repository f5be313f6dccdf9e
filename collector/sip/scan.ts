// HOT. Finds in one SIP message what the tracker needs: numbers and offsets, no strings (RFC 3261 §7, §25.1).
//
// Takes  lent bytes [start, end): the payload of a datagram, or one message of a stream.
// Gives  `out`, a reused SipScan whose offsets are absolute in `bytes` and die with them; returns `out.faults`.
// Promises never to throw, never to allocate, never to read a byte outside [start, end) (but one LF search, which is bounded
//        by an LF known to be there), and time linear in `end - start`.
// Bench  test/bench/scan.mjs (Node 20: 2.2 M messages/s of 558 bytes; 120 of the 450 ns are the search for line ends); slow twin test/reference/plain-scan.ts, agreement in test/fuzz/scan.test.ts.
//
//   ⏎⏎ INVITE sip:bob@b SIP/2.0 ⏎   Via: SIP/2.0/UDP pc:5060;branch=z9hG4bK7 ⏎   x: … ⏎ ⎵… ⏎   ⏎   v=0 … │ SIP/2.0 200 …
//      ↑start                       ↑at  ↑colon      ↑sentBy        ↑branch   ↑lf  (fold)    ↑at  ↑body  ↑end
//
// What is decided here where the RFC leaves it open:
// - Of Call-ID, From, To, CSeq, Content-Length, Content-Type, Expires, RSeq and Subscription-State the first value that is not
//   empty counts. Content-Length twice with different values is Fault.BadContentLength, and the first still counts.
// - A last line without line end is no header: it may be cut anywhere (Fault.HeadersUnterminated), and half a Call-ID would
//   be a wrong Call-ID.
// - Bytes after Content-Length are another message if they begin with a start line; else they belong to nobody
//   (RFC 3261 §18.3 discards them) and `end` stays behind them.
// - Numbers over 2**31 - 1 are given as 2**31 - 1, but for CSeq, where they are Fault.BadCSeq and -1.

import * as ascii from '../bytes/ascii.ts';
import {
  equalBytes,
  isSpace,
  readDigits,
  skipBlanks,
  skipDigits,
  skipSpaces,
  skipToken,
  startsWithWord,
  trimBlanks,
} from '../bytes/ascii.ts';
import { Fault, Feature, Method, type SipScan } from '../model/sip.ts';
import { Header, scanHeaderName } from './header-names.ts';
import { isLinkHeader } from './link-names.ts';
import { scanMethod } from './method-names.ts';
import {
  isWord,
  saturate,
  scanContentLength,
  scanContentType,
  scanCSeq,
  scanFrom,
  scanTo,
  scanVia,
} from './scan-values.ts';
import { findVersion, isVersion2, Sniff, skipLead, skipVersion, sniffStartLine, trimLine } from './sniff.ts';

// Private copies, see bytes/ascii.ts.
const { COLON, CR, HT, LF, SLASH, SP, TOKEN, ZERO } = ascii;
const FAULT = Fault;
const FEATURE = Feature;
const METHOD = Method;
const HEADER = Header;
const SNIFF = Sniff;

/** A longer header line, folds included, is FAULT.BadHeaderLine (and read nevertheless). */
export const LINE_LIMIT = 8192;

const SIP_SLASH = Buffer.from('sip/', 'latin1');
const STATUS_START = Buffer.from('SIP/2.0 ', 'latin1');
const REQUEST_END = Buffer.from(' SIP/2.0', 'latin1');
const UPPER_S = 0x53;
const TERMINATED = Buffer.from('terminated', 'latin1');
const PENDING = Buffer.from('pending', 'latin1');

/** How far from the end the scan looks back for an LF. Bodies end with one, or are short texts; see `lineFeed`. */
const LOOK_BACK = 256;

/**
 * Scans the message that begins in `bytes[start, end)`, after CRLFs that may stand before it.
 * Returns the bits of Fault; after `Fault.NotSip` nothing but `out.faults` may be read.
 */
export function scanSip(bytes: Buffer, start: number, end: number, out: SipScan): number {
  const first = skipLead(bytes, start, end);
  if (first === end || TOKEN[bytes[first]] !== 1) return notSip(out);
  const limit = lastLineEnd(bytes, first, end);
  reset(out);
  out.start = first;
  out.end = end;
  const lf = lineFeed(bytes, first, limit, end);
  let faults = scanStartLine(bytes, first, trimLine(bytes, first, lf), end, out);
  if (faults === FAULT.NotSip) return notSip(out);
  // RFC 3261 §7.5 allows CRLF before the start line, not blanks or NULs.
  if (first !== start && bytes[first - 1] !== LF && bytes[first - 1] !== CR) faults |= FAULT.StartLine;

  faults = scanHeaders(bytes, lf + 1, limit, end, out, faults);
  faults |= missingHeaders(bytes, out, faults) | scanBodyEnd(bytes, end, out);
  out.faults = faults;
  return faults;
}

function notSip(out: SipScan): number {
  out.faults = FAULT.NotSip;
  return FAULT.NotSip;
}

/** Everything to "not there". */
function reset(out: SipScan): void {
  out.features = 0;
  out.method = METHOD.None;
  out.methodStart = 0;
  out.methodEnd = 0;
  out.statusCode = 0;
  out.uriStart = 0;
  out.uriEnd = 0;
  out.callIdStart = 0;
  out.callIdEnd = 0;
  out.fromStart = 0;
  out.fromEnd = 0;
  out.fromTagStart = 0;
  out.fromTagEnd = 0;
  out.toStart = 0;
  out.toEnd = 0;
  out.toTagStart = 0;
  out.toTagEnd = 0;
  out.sentByStart = 0;
  out.sentByEnd = 0;
  out.branchStart = 0;
  out.branchEnd = 0;
  out.viaCount = 0;
  out.cseqNumber = -1;
  out.cseqMethod = METHOD.None;
  out.cseqMethodStart = 0;
  out.cseqMethodEnd = 0;
  out.contentLength = -1;
  out.bodyStart = 0;
  out.bodyEnd = 0;
  out.contentTypeStart = 0;
  out.contentTypeEnd = 0;
  out.rseq = -1;
  out.expires = -1;
  out.sessionExpires = -1;
}

// ------------------------------------------------------------------------------------------------------------- lines

/** One past an LF near the end of `[at, end)`: below it an LF is always ahead. `at` when there is none in the last bytes. */
function lastLineEnd(bytes: Buffer, at: number, end: number): number {
  const lowest = end - at > LOOK_BACK ? end - LOOK_BACK : at;
  for (let limit = end; limit > lowest; limit--) if (bytes[limit - 1] === LF) return limit;
  return at;
}

/**
 * The next LF, or `end`. `Buffer.indexOf` is twice as fast as a loop but knows no upper bound: it is asked only where an
 * LF is known to be ahead, or a cut message in a large chunk of a capture would cost the whole chunk.
 */
function lineFeed(bytes: Buffer, at: number, limit: number, end: number): number {
  if (at < limit) return bytes.indexOf(LF, at);
  while (at < end && bytes[at] !== LF) at++;
  return at;
}

/** header-name HCOLON …: begins with a token byte and has a colon. */
function isHeaderLine(bytes: Buffer, at: number, lf: number): boolean {
  if (TOKEN[bytes[at]] !== 1) return false;
  while (at < lf) if (bytes[at++] === COLON) return true;
  return false;
}

/**
 * Request-Line = Method SP Request-URI SP SIP-Version CRLF
 * `[at, lineEnd)` is without line end and blanks before it. Returns None, StartLine or NotSip.
 */
function scanStartLine(bytes: Buffer, at: number, lineEnd: number, end: number, out: SipScan): number {
  if (lineEnd < end && bytes[lineEnd] === CR && isPlainStartLine(bytes, at, lineEnd, out)) return FAULT.None;
  if (startsWithWord(bytes, at, lineEnd, SIP_SLASH)) return scanStatusLine(bytes, at, lineEnd, end, out);
  const methodEnd = skipToken(bytes, at, lineEnd);
  const uri = skipSpaces(bytes, methodEnd, lineEnd);
  if (uri === methodEnd) return FAULT.NotSip;
  const version = findVersion(bytes, uri, lineEnd);
  if (version <= uri) return FAULT.NotSip;
  let uriEnd = version;
  while (isSpace(bytes[uriEnd - 1])) uriEnd--;
  out.method = scanMethod(bytes, at, methodEnd);
  out.methodStart = at;
  out.methodEnd = methodEnd;
  out.uriStart = uri;
  out.uriEnd = uriEnd;
  if (bytes[methodEnd] !== SP || uri !== methodEnd + 1 || bytes[uriEnd] !== SP || version !== uriEnd + 1)
    return FAULT.StartLine;
  if (hasBlank(bytes, uri, uriEnd) || !isVersion2(bytes, version, lineEnd)) return FAULT.StartLine;
  return lineEnd < end && isSpace(bytes[lineEnd]) ? FAULT.StartLine : FAULT.None;
}

/** Fast path: exactly `METHOD URI SIP/2.0` or `SIP/2.0 200 …`; false when it needs a closer look. `bytes[lineEnd]` is CR. */
function isPlainStartLine(bytes: Buffer, at: number, lineEnd: number, out: SipScan): boolean {
  if (lineEnd - at < 12) return false;
  if (bytes[at] === UPPER_S && bytes[at + 3] === SLASH) {
    for (let i = 0; i < 8; i++) if (bytes[at + i] !== STATUS_START[i]) return false;
    const hundreds = bytes[at + 8] - ZERO;
    const tens = bytes[at + 9] - ZERO;
    const ones = bytes[at + 10] - ZERO;
    if (hundreds < 1 || hundreds > 6 || tens < 0 || tens > 9 || ones < 0 || ones > 9 || bytes[at + 11] !== SP)
      return false;
    out.statusCode = hundreds * 100 + tens * 10 + ones;
    return true;
  }
  const uriEnd = lineEnd - 8;
  for (let i = 0; i < 8; i++) if (bytes[uriEnd + i] !== REQUEST_END[i]) return false;
  let methodEnd = at;
  while (TOKEN[bytes[methodEnd]] === 1) methodEnd++;
  if (bytes[methodEnd] !== SP) return false;
  let uri = methodEnd + 1;
  while (uri < uriEnd - 3 && bytes[uri] > SP && bytes[uri + 1] > SP && bytes[uri + 2] > SP && bytes[uri + 3] > SP)
    uri += 4;
  while (bytes[uri] > SP) uri++;
  if (uri !== uriEnd || uri === methodEnd + 1) return false;
  out.method = scanMethod(bytes, at, methodEnd);
  out.methodStart = at;
  out.methodEnd = methodEnd;
  out.uriStart = methodEnd + 1;
  out.uriEnd = uriEnd;
  return true;
}

/** Blanks and other control bytes have no place in a Request-URI. */
function hasBlank(bytes: Buffer, at: number, end: number): boolean {
  while (at < end) if (bytes[at++] <= SP) return true;
  return false;
}

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF;  Status-Code = 3DIGIT */
function scanStatusLine(bytes: Buffer, at: number, lineEnd: number, end: number, out: SipScan): number {
  const versionEnd = skipVersion(bytes, at, lineEnd);
  if (versionEnd === -1) return FAULT.NotSip;
  const code = skipSpaces(bytes, versionEnd, lineEnd);
  const codeEnd = skipDigits(bytes, code, lineEnd);
  if (code === versionEnd || codeEnd === code) return FAULT.NotSip;
  out.statusCode = saturate(readDigits(bytes, code, codeEnd));
  if (!isVersion2(bytes, at, versionEnd) || bytes[versionEnd] !== SP || code !== versionEnd + 1) return FAULT.StartLine;
  if (codeEnd - code !== 3 || out.statusCode < 100 || out.statusCode > 699) return FAULT.StartLine;
  return codeEnd < end && bytes[codeEnd] === SP ? FAULT.None : FAULT.StartLine;
}

/** Walks the header lines from `at` to the empty line and looks into those that are wanted. Returns `faults` with what it added. */
function scanHeaders(bytes: Buffer, at: number, limit: number, end: number, out: SipScan, faults: number): number {
  for (;;) {
    if (at >= end) {
      return faults | FAULT.HeadersUnterminated;
    }
    if (bytes[at] === LF) {
      out.bodyStart = at + 1;
      return faults;
    }
    if (bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF) {
      out.bodyStart = at + 2;
      return faults;
    }
    let lf = lineFeed(bytes, at, limit, end);
    // A line that begins with a blank continues the one before (RFC 3261 §7.3.1).
    while (lf + 1 < end && (bytes[lf + 1] === SP || bytes[lf + 1] === HT)) lf = lineFeed(bytes, lf + 1, limit, end);
    if (lf === end) {
      return faults | FAULT.HeadersUnterminated;
    }
    faults = scanHeader(bytes, at, lf, out, faults);
    at = lf + 1;
  }
}

/**
 * Looks into the header line `[at, lf)` if its value is wanted. Returns `faults` with what it added.
 * Too large for V8 to inline, on purpose: then there is room in the loop above for all of `Buffer.indexOf`.
 */
function scanHeader(bytes: Buffer, at: number, lf: number, out: SipScan, faults: number): number {
  if (lf - at > LINE_LIMIT) faults |= FAULT.BadHeaderLine;
  const found = scanHeaderName(bytes, at, lf);
  if (found <= 0) return found === 0 ? scanOtherHeader(bytes, at, lf, out, faults) : faults;
  const value = at + (found >>> 8) + 1;
  // Fast path: one SP before the value, CR behind it. Everything else, folds too, by the loops.
  const start = bytes[value] === SP && bytes[value + 1] > SP ? value + 1 : skipBlanks(bytes, value, lf);
  const beforeCr = bytes[lf - 1] === CR ? lf - 1 : lf;
  const end = beforeCr > start && bytes[beforeCr - 1] > SP ? beforeCr : trimBlanks(bytes, start, lf);
  const id = found & 0xff;
  if (start === end && id !== HEADER.ContentLength) return faults;
  switch (id) {
    case HEADER.Via:
      scanVia(bytes, start, end, out);
      return faults;
    case HEADER.From:
      if (out.fromEnd === 0) scanFrom(bytes, start, end, out);
      return faults;
    case HEADER.To:
      if (out.toEnd === 0) scanTo(bytes, start, end, out);
      return faults;
    case HEADER.CallId:
      if (out.callIdEnd === 0) {
        out.callIdStart = start;
        out.callIdEnd = end;
      }
      return faults;
    case HEADER.CSeq:
      return out.cseqNumber !== -1 || faults & FAULT.BadCSeq ? faults : faults | scanCSeq(bytes, start, end, out);
    case HEADER.ContentLength:
      return faults | scanContentLength(bytes, start, end, out);
    case HEADER.ContentType:
      if (out.contentTypeEnd === 0) scanContentType(bytes, start, end, out);
      return faults;
    case HEADER.Expires:
      if (out.expires === -1) out.expires = saturate(readDigits(bytes, start, end));
      return faults;
    case HEADER.RSeq:
      if (out.rseq === -1) out.rseq = saturate(readDigits(bytes, start, end));
      return faults;
    case HEADER.Event:
      out.features |= FEATURE.Event;
      return faults;
    case HEADER.SubscriptionState:
      if (isWord(bytes, start, end, TERMINATED)) out.features |= FEATURE.SubscriptionTerminated;
      else if (isWord(bytes, start, end, PENDING)) out.features |= FEATURE.SubscriptionPending;
      return faults;
    case HEADER.Replaces:
      out.features |= FEATURE.Replaces;
      return faults;
    case HEADER.HistoryInfo:
    case HEADER.Diversion:
      out.features |= FEATURE.Diversion;
      return faults;
    case HEADER.Authorization:
    case HEADER.ProxyAuthorization:
      out.features |= FEATURE.Credentials;
      return faults;
    case HEADER.SessionExpires:
      if (out.sessionExpires === -1)
        out.sessionExpires = saturate(readDigits(bytes, start, skipDigits(bytes, start, end)));
      return faults;
    default:
      return faults;
  }
}

/** A header whose colon nobody knows beforehand: those that tie legs together are among them. */
function scanOtherHeader(bytes: Buffer, at: number, lf: number, out: SipScan, faults: number): number {
  if (isLinkHeader(bytes, at, lf)) {
    out.features |= FEATURE.Link;
    return faults;
  }
  return isHeaderLine(bytes, at, lf) ? faults : faults | FAULT.BadHeaderLine;
}

// --------------------------------------------------------------------------------------------------------- whole message

/** The faults of headers that are not there, and of a request whose CSeq names another method (RFC 3261 §8.1.1.5). */
function missingHeaders(bytes: Buffer, out: SipScan, faults: number): number {
  let missing = 0;
  if (out.callIdEnd === 0) missing |= FAULT.NoCallId;
  if (out.viaCount === 0) missing |= FAULT.NoVia;
  if (out.fromEnd === 0) missing |= FAULT.NoFrom;
  if (out.toEnd === 0) missing |= FAULT.NoTo;
  if (out.cseqNumber === -1 && (faults & FAULT.BadCSeq) === 0) missing |= FAULT.NoCSeq;
  if (out.method === METHOD.None || out.cseqMethod === METHOD.None) return missing;
  const same =
    out.method === out.cseqMethod &&
    (out.method !== METHOD.Other ||
      equalBytes(bytes, out.methodStart, out.methodEnd, out.cseqMethodStart, out.cseqMethodEnd));
  return same ? missing : missing | FAULT.BadCSeq;
}

/** Where the body and the message end. Sets `bodyEnd` and `end`; `bodyStart` is known, or 0 when the headers were cut. */
function scanBodyEnd(bytes: Buffer, end: number, out: SipScan): number {
  if (out.bodyStart === 0) return out.contentLength > 0 ? FAULT.BodyTruncated : FAULT.None;
  out.bodyEnd = end;
  const rest = end - out.bodyStart - out.contentLength;
  if (out.contentLength === -1 || rest === 0) return FAULT.None;
  if (rest < 0) return FAULT.BodyTruncated;
  out.bodyEnd = end - rest;
  const next = skipLead(bytes, out.bodyEnd, end);
  if (next < end && TOKEN[bytes[next]] === 1 && sniffStartLine(bytes, next, end) === SNIFF.Sip) out.end = out.bodyEnd;
  return FAULT.None;
}
