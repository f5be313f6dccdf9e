// HOT. Finds in one SIP message what the tracker needs: numbers and offsets, no strings (RFC 3261 §7, §25.1).
//
// Takes  lent bytes [start, end): the payload of a datagram, or one message of a stream.
// Gives  `out`, a reused SipScan whose offsets are absolute in `bytes` and die with them; returns `out.faults`.
// Promises never to throw, never to allocate, never to read a byte outside [start, end) (but one LF search, which is bounded
//        by an LF known to be there), and time linear in `end - start`.
// Bench  test/bench/scan.mjs; slow twin test/reference/plain-scan.ts, agreement in test/fuzz/scan.test.ts.
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

import {
  COLON,
  COMMA,
  CR,
  EQUALS,
  equalBytes,
  GREATER,
  HT,
  isBlank,
  isSpace,
  LF,
  NUMBER_LIMIT,
  QUOTE,
  readDigits,
  SEMICOLON,
  SLASH,
  SP,
  skipBlanks,
  skipDigits,
  skipQuoted,
  skipSpaces,
  skipToken,
  startsWithWord,
  TOKEN,
  TOO_LARGE,
  trimBlanks,
} from '../bytes/ascii.ts';
import { Fault, Feature, Method, type SipScan } from '../model/sip.ts';
import { Header, scanHeaderName } from './header-names.ts';
import { scanMethod } from './method-names.ts';
import { findVersion, isVersion2, Sniff, skipLead, skipVersion, sniffStartLine, trimLine } from './sniff.ts';

/** A longer header line, folds included, is Fault.BadHeaderLine (and read nevertheless). */
export const LINE_LIMIT = 8192;

const SIP_SLASH = Buffer.from('sip/', 'latin1');
const TAG = Buffer.from('tag', 'latin1');
const BRANCH = Buffer.from('branch', 'latin1');
const APPLICATION = Buffer.from('application', 'latin1');
const SDP = Buffer.from('sdp', 'latin1');
const MULTIPART = Buffer.from('multipart', 'latin1');
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
  let lf = lineFeed(bytes, first, limit, end);
  let faults = scanStartLine(bytes, first, trimLine(bytes, first, lf), end, out);
  if (faults === Fault.NotSip) return notSip(out);
  // RFC 3261 §7.5 allows CRLF before the start line, not blanks or NULs.
  if (first !== start && bytes[first - 1] !== LF && bytes[first - 1] !== CR) faults |= Fault.StartLine;

  let at = lf + 1;
  for (;;) {
    if (at >= end) {
      faults |= Fault.HeadersUnterminated;
      break;
    }
    if (bytes[at] === LF) {
      out.bodyStart = at + 1;
      break;
    }
    if (bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF) {
      out.bodyStart = at + 2;
      break;
    }
    lf = lineFeed(bytes, at, limit, end);
    // A line that begins with a blank continues the one before (RFC 3261 §7.3.1).
    while (lf + 1 < end && (bytes[lf + 1] === SP || bytes[lf + 1] === HT)) lf = lineFeed(bytes, lf + 1, limit, end);
    if (lf === end) {
      faults |= Fault.HeadersUnterminated;
      break;
    }
    const found = scanHeaderName(bytes, at, lf);
    if (found !== 0) faults = scanHeader(bytes, found & 0xff, at + (found >>> 8) + 1, lf, out, faults);
    else if (!isHeaderLine(bytes, at, lf)) faults |= Fault.BadHeaderLine;
    if (lf - at > LINE_LIMIT) faults |= Fault.BadHeaderLine;
    at = lf + 1;
  }
  faults |= missingHeaders(bytes, out, faults) | scanBodyEnd(bytes, end, out);
  out.faults = faults;
  return faults;
}

function notSip(out: SipScan): number {
  out.faults = Fault.NotSip;
  return Fault.NotSip;
}

/** Everything to "not there". */
function reset(out: SipScan): void {
  out.features = 0;
  out.method = Method.None;
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
  out.cseqMethod = Method.None;
  out.cseqMethodStart = 0;
  out.cseqMethodEnd = 0;
  out.contentLength = -1;
  out.bodyStart = 0;
  out.bodyEnd = 0;
  out.contentTypeStart = 0;
  out.contentTypeEnd = 0;
  out.rseq = -1;
  out.expires = -1;
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
  if (startsWithWord(bytes, at, lineEnd, SIP_SLASH)) return scanStatusLine(bytes, at, lineEnd, end, out);
  const methodEnd = skipToken(bytes, at, lineEnd);
  const uri = skipSpaces(bytes, methodEnd, lineEnd);
  if (uri === methodEnd) return Fault.NotSip;
  const version = findVersion(bytes, uri, lineEnd);
  if (version <= uri) return Fault.NotSip;
  const uriEnd = trimBlanks(bytes, uri, version);
  out.method = scanMethod(bytes, at, methodEnd);
  out.methodStart = at;
  out.methodEnd = methodEnd;
  out.uriStart = uri;
  out.uriEnd = uriEnd;
  if (bytes[methodEnd] !== SP || uri !== methodEnd + 1 || bytes[uriEnd] !== SP || version !== uriEnd + 1)
    return Fault.StartLine;
  if (hasBlank(bytes, uri, uriEnd) || !isVersion2(bytes, version, lineEnd)) return Fault.StartLine;
  return lineEnd < end && isSpace(bytes[lineEnd]) ? Fault.StartLine : Fault.None;
}

function hasBlank(bytes: Buffer, at: number, end: number): boolean {
  while (at < end) if (isSpace(bytes[at++])) return true;
  return false;
}

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF;  Status-Code = 3DIGIT */
function scanStatusLine(bytes: Buffer, at: number, lineEnd: number, end: number, out: SipScan): number {
  const versionEnd = skipVersion(bytes, at, lineEnd);
  if (versionEnd === -1) return Fault.NotSip;
  const code = skipSpaces(bytes, versionEnd, lineEnd);
  const codeEnd = skipDigits(bytes, code, lineEnd);
  if (code === versionEnd || codeEnd === code) return Fault.NotSip;
  out.statusCode = saturate(readDigits(bytes, code, codeEnd));
  if (!isVersion2(bytes, at, versionEnd) || bytes[versionEnd] !== SP || code !== versionEnd + 1) return Fault.StartLine;
  if (codeEnd - code !== 3 || out.statusCode < 100 || out.statusCode > 699) return Fault.StartLine;
  return codeEnd < end && bytes[codeEnd] === SP ? Fault.None : Fault.StartLine;
}

// ----------------------------------------------------------------------------------------------------------- headers

/** Looks into the value behind the colon, `[at, lf)`. Returns `faults` with what it added. */
function scanHeader(bytes: Buffer, id: number, at: number, lf: number, out: SipScan, faults: number): number {
  const start = skipBlanks(bytes, at, lf);
  const end = trimBlanks(bytes, start, lf);
  if (start === end && id !== Header.ContentLength) return faults;
  switch (id) {
    case Header.Via:
      scanVia(bytes, start, end, out);
      return faults;
    case Header.From:
      if (out.fromEnd === 0) scanFrom(bytes, start, end, out);
      return faults;
    case Header.To:
      if (out.toEnd === 0) scanTo(bytes, start, end, out);
      return faults;
    case Header.CallId:
      if (out.callIdEnd === 0) {
        out.callIdStart = start;
        out.callIdEnd = end;
      }
      return faults;
    case Header.CSeq:
      return out.cseqNumber !== -1 || faults & Fault.BadCSeq ? faults : faults | scanCSeq(bytes, start, end, out);
    case Header.ContentLength:
      return faults | scanContentLength(bytes, start, end, out);
    case Header.ContentType:
      if (out.contentTypeEnd === 0) scanContentType(bytes, start, end, out);
      return faults;
    case Header.Expires:
      if (out.expires === -1) out.expires = saturate(readDigits(bytes, start, end));
      return faults;
    case Header.RSeq:
      if (out.rseq === -1) out.rseq = saturate(readDigits(bytes, start, end));
      return faults;
    case Header.Event:
      out.features |= Feature.Event;
      return faults;
    case Header.SubscriptionState:
      if (isWord(bytes, start, end, TERMINATED)) out.features |= Feature.SubscriptionTerminated;
      else if (isWord(bytes, start, end, PENDING)) out.features |= Feature.SubscriptionPending;
      return faults;
    case Header.Replaces:
      out.features |= Feature.Replaces;
      return faults;
    case Header.HistoryInfo:
    case Header.Diversion:
      out.features |= Feature.Diversion;
      return faults;
    case Header.Authorization:
    case Header.ProxyAuthorization:
      out.features |= Feature.Credentials;
      return faults;
    default:
      return faults;
  }
}

/** Via = via-parm *(COMMA via-parm): the first of the message gives sent-by and branch, the others are counted. */
function scanVia(bytes: Buffer, start: number, end: number, out: SipScan): void {
  const comma = findComma(bytes, start, end);
  if (out.viaCount === 0) scanTopVia(bytes, start, comma, out);
  out.viaCount++;
  for (let at = comma; at < end; at = findComma(bytes, at + 1, end)) out.viaCount++;
}

/** The first comma of `[at, end)` that is not inside a quoted string, or `end`. */
function findComma(bytes: Buffer, at: number, end: number): number {
  let quotes = true;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === COMMA) return at;
    if (byte === QUOTE && quotes) {
      const close = skipQuoted(bytes, at, end);
      if (close === -1) quotes = false;
      else at = close - 1;
    }
  }
  return end;
}

/**
 * via-parm = sent-protocol LWS sent-by *(SEMI via-params);  sent-protocol = name SLASH version SLASH transport
 *
 *   SIP / 2.0 / UDP   host : 5060  ; branch = z9hG4bK7 ; rport
 *                     ↑sentBy    ↑            ↑branch ↑
 */
function scanTopVia(bytes: Buffer, start: number, end: number, out: SipScan): void {
  let params = start;
  while (params < end && bytes[params] !== SEMICOLON) params++;
  let at = skipProtocolPart(bytes, start, params);
  at = at === -1 ? -1 : skipProtocolPart(bytes, at, params);
  if (at !== -1) {
    const transportEnd = skipToken(bytes, at, params);
    const sentBy = skipBlanks(bytes, transportEnd, params);
    const sentByEnd = trimBlanks(bytes, sentBy, params);
    if (sentBy > transportEnd && transportEnd > at && sentByEnd > sentBy) {
      out.sentByStart = sentBy;
      out.sentByEnd = sentByEnd;
    }
  }
  const branch = findParam(bytes, params, end, BRANCH);
  if (branch === -1) return;
  out.branchStart = branch;
  out.branchEnd = paramEnd(bytes, branch, end);
}

/** token SLASH, with SLASH = SWS "/" SWS: one past it, or -1. */
function skipProtocolPart(bytes: Buffer, at: number, end: number): number {
  const tokenEnd = skipToken(bytes, at, end);
  const slash = skipBlanks(bytes, tokenEnd, end);
  return tokenEnd > at && slash < end && bytes[slash] === SLASH ? skipBlanks(bytes, slash + 1, end) : -1;
}

function scanFrom(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.fromStart = start;
  out.fromEnd = end;
  const tag = findParam(bytes, addressParams(bytes, start, end), end, TAG);
  if (tag === -1) return;
  out.fromTagStart = tag;
  out.fromTagEnd = paramEnd(bytes, tag, end);
}

function scanTo(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.toStart = start;
  out.toEnd = end;
  const tag = findParam(bytes, addressParams(bytes, start, end), end, TAG);
  if (tag === -1) return;
  out.toTagStart = tag;
  out.toTagEnd = paramEnd(bytes, tag, end);
}

/**
 * Where the header parameters of ( name-addr / addr-spec ) *( SEMI param ) begin (RFC 3261 §20.10, §20.20, §20.39):
 * behind the last ">" that is in no quoted string, or at the first ";" when there is none.
 *
 *   "tag=1;<sip:x>" <sip:a@b;tag=uri>;tag=2        sip:a@b;tag=2
 *                                    ↑                    ↑
 */
function addressParams(bytes: Buffer, start: number, end: number): number {
  // Fast path, nearly always: going backwards, a ">" comes before any quote, so it is in no string.
  for (let at = end; at > start; at--) {
    const byte = bytes[at - 1];
    if (byte === GREATER) return at;
    if (byte === QUOTE) return addressParamsBehindQuotes(bytes, start, end);
  }
  return start;
}

function addressParamsBehindQuotes(bytes: Buffer, start: number, end: number): number {
  let params = start;
  let quotes = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === GREATER) params = at + 1;
    if (byte === QUOTE && quotes) {
      const close = skipQuoted(bytes, at, end);
      if (close === -1) quotes = false;
      else at = close - 1;
    }
  }
  return params;
}

/** The value of the first `;name=value` in `[at, end)` that has one, outside quoted strings; -1 without. EQUAL = SWS "=" SWS */
function findParam(bytes: Buffer, at: number, end: number, name: Uint8Array): number {
  let quotes = true;
  while (at < end) {
    const byte = bytes[at];
    if (byte === QUOTE && quotes) {
      const close = skipQuoted(bytes, at, end);
      if (close === -1) quotes = false;
      else at = close - 1;
    }
    at++;
    if (byte !== SEMICOLON) continue;
    at = skipBlanks(bytes, at, end);
    if (!startsWithWord(bytes, at, end, name)) continue;
    const equals = skipBlanks(bytes, at + name.length, end);
    if (equals >= end || bytes[equals] !== EQUALS) continue;
    const value = skipBlanks(bytes, equals + 1, end);
    if (value < end && bytes[value] !== SEMICOLON && bytes[value] !== COMMA) return value;
    at = value;
  }
  return -1;
}

/** One past a parameter's value: token / host / quoted-string. */
function paramEnd(bytes: Buffer, at: number, end: number): number {
  if (bytes[at] === QUOTE) {
    const close = skipQuoted(bytes, at, end);
    if (close !== -1) return close;
  }
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== COMMA && !isBlank(bytes[at])) at++;
  return at;
}

/** CSeq = 1*DIGIT LWS Method; the number is below 2**31 (RFC 3261 §8.1.1.5). */
function scanCSeq(bytes: Buffer, start: number, end: number, out: SipScan): number {
  const digitsEnd = skipDigits(bytes, start, end);
  const number = readDigits(bytes, start, digitsEnd);
  out.cseqNumber = number < 0 ? -1 : number;
  const method = skipBlanks(bytes, digitsEnd, end);
  const methodEnd = skipToken(bytes, method, end);
  if (methodEnd === method || (method === digitsEnd && method !== start)) return Fault.BadCSeq;
  out.cseqMethod = scanMethod(bytes, method, methodEnd);
  out.cseqMethodStart = method;
  out.cseqMethodEnd = methodEnd;
  return number >= 0 && methodEnd === end ? Fault.None : Fault.BadCSeq;
}

/** Content-Length = 1*DIGIT; the first readable value counts. */
function scanContentLength(bytes: Buffer, start: number, end: number, out: SipScan): number {
  const length = saturate(readDigits(bytes, start, end));
  if (length === -1) return Fault.BadContentLength;
  if (out.contentLength === -1) out.contentLength = length;
  return length === out.contentLength ? Fault.None : Fault.BadContentLength;
}

/** media-type = m-type SLASH m-subtype *(SEMI m-parameter) */
function scanContentType(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.contentTypeStart = start;
  out.contentTypeEnd = end;
  const typeEnd = skipToken(bytes, start, end);
  const slash = skipBlanks(bytes, typeEnd, end);
  const isTyped = slash < end && bytes[slash] === SLASH;
  if (isTyped && isWord(bytes, start, typeEnd, MULTIPART)) {
    out.features |= Feature.Multipart;
  } else if (
    isTyped &&
    isWord(bytes, start, typeEnd, APPLICATION) &&
    isWord(bytes, skipBlanks(bytes, slash + 1, end), end, SDP)
  ) {
    out.features |= Feature.Sdp;
  } else {
    out.features |= Feature.OtherBody;
  }
}

/** Whether the token at `at` is `lower`, in any case. */
function isWord(bytes: Buffer, at: number, end: number, lower: Uint8Array): boolean {
  return startsWithWord(bytes, at, end, lower) && skipToken(bytes, at, end) === at + lower.length;
}

function saturate(number: number): number {
  return number === TOO_LARGE ? NUMBER_LIMIT : number;
}

// --------------------------------------------------------------------------------------------------------- whole message

/** The faults of headers that are not there, and of a request whose CSeq names another method (RFC 3261 §8.1.1.5). */
function missingHeaders(bytes: Buffer, out: SipScan, faults: number): number {
  let missing = 0;
  if (out.callIdEnd === 0) missing |= Fault.NoCallId;
  if (out.viaCount === 0) missing |= Fault.NoVia;
  if (out.fromEnd === 0) missing |= Fault.NoFrom;
  if (out.toEnd === 0) missing |= Fault.NoTo;
  if (out.cseqNumber === -1 && (faults & Fault.BadCSeq) === 0) missing |= Fault.NoCSeq;
  if (out.method === Method.None || out.cseqMethod === Method.None) return missing;
  const same =
    out.method === out.cseqMethod &&
    (out.method !== Method.Other ||
      equalBytes(bytes, out.methodStart, out.methodEnd, out.cseqMethodStart, out.cseqMethodEnd));
  return same ? missing : missing | Fault.BadCSeq;
}

/** Where the body and the message end. Sets `bodyEnd` and `end`; `bodyStart` is known, or 0 when the headers were cut. */
function scanBodyEnd(bytes: Buffer, end: number, out: SipScan): number {
  if (out.bodyStart === 0) return out.contentLength > 0 ? Fault.BodyTruncated : Fault.None;
  out.bodyEnd = end;
  const rest = end - out.bodyStart - out.contentLength;
  if (out.contentLength === -1 || rest === 0) return Fault.None;
  if (rest < 0) return Fault.BodyTruncated;
  out.bodyEnd = end - rest;
  const next = skipLead(bytes, out.bodyEnd, end);
  if (next < end && TOKEN[bytes[next]] === 1 && sniffStartLine(bytes, next, end) === Sniff.Sip) out.end = out.bodyEnd;
  return Fault.None;
}
