// HOT. The values of the headers that the scan looks into: Via, From, To, CSeq, Content-Length, Content-Type (RFC 3261 §25.1).
//
// Takes  a lent header value `[start, end)`, folds still in it, no blanks around it, not empty, and a colon and an LF beside it.
// Gives  offsets and numbers into the SipScan, some of them as bits of Fault.
// Promises what `scan.ts` promises. Each begins with the form that nearly all messages have and falls back to the whole grammar.
// Bench  test/bench/scan.mjs.
//
//   Via: SIP/2.0/UDP pc:5060;branch=z9hG4bK7;rport    From: "A" <sip:a@a>;tag=9      CSeq: 7 INVITE
//        ↑start      ↑sentBy        ↑branch      ↑end       ↑start            ↑tag ↑end    ↑start   ↑end

import * as ascii from '../bytes/ascii.ts';
import {
  isBlank,
  readDigits,
  skipBlanks,
  skipDigits,
  skipQuoted,
  skipToken,
  startsWithWord,
  trimBlanks,
} from '../bytes/ascii.ts';
import { Fault, Feature, Method, type SipScan } from '../model/sip.ts';
import { scanMethod } from './method-names.ts';

// Private copies, see bytes/ascii.ts.
const { COLON, COMMA, CR, EQUALS, GREATER, HT, LF, NUMBER_LIMIT, QUOTE, SEMICOLON, SLASH, SP, TOKEN, TOO_LARGE, ZERO } =
  ascii;
const FAULT = Fault;
const FEATURE = Feature;
const NONE = Method.None;
const OTHER = Method.Other;

const TAG = Buffer.from('tag', 'latin1');
const BRANCH = Buffer.from('branch', 'latin1');
const APPLICATION = Buffer.from('application', 'latin1');
const SDP = Buffer.from('sdp', 'latin1');
const MULTIPART = Buffer.from('multipart', 'latin1');
const APPLICATION_SDP = Buffer.from('application/sdp', 'latin1');
const VIA_SIP = Buffer.from('SIP/2.0/', 'latin1');
const BRANCH_EQUALS = Buffer.from('branch=', 'latin1');

/** What ends a plain run inside Via: behind it something needs a closer look. */
const VIA_STOP = new Uint8Array(256);
for (const byte of [COMMA, CR, HT, LF, QUOTE, SEMICOLON, SP]) VIA_STOP[byte] = 1;
/** What matters to the commas of a list. */
const LIST_STOP = new Uint8Array(256);
for (const byte of [COMMA, QUOTE]) LIST_STOP[byte] = 1;
/** What ends a plain run inside an address, seen from behind; a colon stands before every value. */
const ADDRESS_STOP = VIA_STOP.slice();
for (const byte of [COLON, GREATER]) ADDRESS_STOP[byte] = 1;

/** Via = via-parm *(COMMA via-parm): the first of the message gives sent-by and branch, the others are counted. */
export function scanVia(bytes: Buffer, start: number, end: number, out: SipScan): void {
  if (out.viaCount === 0 && scanPlainVia(bytes, start, end, out)) {
    out.viaCount = 1;
    return;
  }
  const comma = findComma(bytes, start, end);
  if (out.viaCount === 0) scanTopVia(bytes, start, comma, out);
  out.viaCount++;
  for (let at = comma; at < end; at = findComma(bytes, at + 1, end)) out.viaCount++;
}

/**
 * Fast path: one via-parm without blanks, quotes and commas in its parameters, as nearly every stack writes it.
 * False when it is not of that form; then nothing in `out` may be relied on.
 */
function scanPlainVia(bytes: Buffer, start: number, end: number, out: SipScan): boolean {
  for (let i = 0; i < 8; i++) if (bytes[start + i] !== VIA_SIP[i]) return false;
  let at = start + 8;
  while (TOKEN[bytes[at]] === 1) at++;
  if (at === start + 8 || bytes[at] !== SP) return false;
  const sentBy = ++at;
  at = skipPlain(bytes, at, end);
  if (at === sentBy || bytes[at] !== SEMICOLON) return false;
  const sentByEnd = at;
  let branch = 0;
  let branchEnd = 0;
  while (bytes[at] === SEMICOLON) {
    at++;
    const value = branch === 0 && startsWithWord(bytes, at, end, BRANCH_EQUALS) ? at + 7 : 0;
    at = skipPlain(bytes, at, end);
    if (value === 0) continue;
    if (value === at) return false;
    branch = value;
    branchEnd = at;
  }
  if (at !== end) return false;
  out.sentByStart = sentBy;
  out.sentByEnd = sentByEnd;
  out.branchStart = branch;
  out.branchEnd = branchEnd;
  return true;
}

/**
 * The first byte at or behind `at` that is in VIA_STOP, as `bytes[end]` is. Four bytes a turn as long as none of them is:
 * the check that V8 makes on every turn of a loop costs as much as the work.
 */
function skipPlain(bytes: Buffer, at: number, end: number): number {
  const whole = end - 3;
  while (
    at < whole &&
    (VIA_STOP[bytes[at]] | VIA_STOP[bytes[at + 1]] | VIA_STOP[bytes[at + 2]] | VIA_STOP[bytes[at + 3]]) === 0
  ) {
    at += 4;
  }
  while (VIA_STOP[bytes[at]] === 0) at++;
  return at;
}

/** The first comma of `[at, end)` that is not inside a quoted string, or `end`. */
function findComma(bytes: Buffer, at: number, end: number): number {
  // As in skipPlain.
  const whole = end - 3;
  while (
    at < whole &&
    (LIST_STOP[bytes[at]] | LIST_STOP[bytes[at + 1]] | LIST_STOP[bytes[at + 2]] | LIST_STOP[bytes[at + 3]]) === 0
  )
    at += 4;
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

/** From = ( name-addr / addr-spec ) *( SEMI param ): its range and its tag. */
export function scanFrom(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.fromStart = start;
  out.fromEnd = end;
  const plain = findPlainTag(bytes, end);
  if (plain === 0) return;
  const tag = plain > 0 ? plain : findParam(bytes, addressParams(bytes, start, end), end, TAG);
  if (tag === -1) return;
  out.fromTagStart = tag;
  out.fromTagEnd = plain > 0 ? end : paramEnd(bytes, tag, end);
}

/** To = ( name-addr / addr-spec ) *( SEMI param ): its range and its tag. */
export function scanTo(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.toStart = start;
  out.toEnd = end;
  const plain = findPlainTag(bytes, end);
  if (plain === 0) return;
  const tag = plain > 0 ? plain : findParam(bytes, addressParams(bytes, start, end), end, TAG);
  if (tag === -1) return;
  out.toTagStart = tag;
  out.toTagEnd = plain > 0 ? end : paramEnd(bytes, tag, end);
}

/**
 * Fast path, from behind: `…>;tag=9` gives where the tag begins (it ends with the value), `…>` gives 0: no tag.
 * -1 when it needs a closer look.
 */
function findPlainTag(bytes: Buffer, end: number): number {
  let at = end - 1;
  while (ADDRESS_STOP[bytes[at]] === 0) at--;
  // No quote and no ";" behind this ">", so it is in no string and has no parameters.
  if (bytes[at] === GREATER) return 0;
  if (bytes[at] !== SEMICOLON || bytes[at - 1] !== GREATER || at + 5 >= end || bytes[at + 4] !== EQUALS) return -1;
  return startsWithWord(bytes, at + 1, end, TAG) ? at + 5 : -1;
}

/**
 * Where the header parameters of ( name-addr / addr-spec ) *( SEMI param ) begin (RFC 3261 §20.10, §20.20, §20.39):
 * behind the last ">" that is in no quoted string, or at the first ";" when there is none.
 *
 *   "tag=1;<sip:x>" <sip:a@b;tag=uri>;tag=2        sip:a@b;tag=2
 *                                    ↑                    ↑
 */
function addressParams(bytes: Buffer, start: number, end: number): number {
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
export function scanCSeq(bytes: Buffer, start: number, end: number, out: SipScan): number {
  // Fast path: at most nine digits, one SP, a method with a number of its own up to the end.
  let at = start;
  let fast = 0;
  for (let digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[at] - ZERO) {
    fast = fast * 10 + digit;
    at++;
  }
  if (at > start && at < start + 10 && bytes[at] === SP) {
    const known = scanMethod(bytes, at + 1, end);
    if (known !== OTHER && known !== NONE) {
      out.cseqNumber = fast;
      out.cseqMethod = known;
      out.cseqMethodStart = at + 1;
      out.cseqMethodEnd = end;
      return FAULT.None;
    }
  }
  const digitsEnd = skipDigits(bytes, start, end);
  const number = readDigits(bytes, start, digitsEnd);
  out.cseqNumber = number < 0 ? -1 : number;
  const method = skipBlanks(bytes, digitsEnd, end);
  const methodEnd = skipToken(bytes, method, end);
  if (methodEnd === method || (method === digitsEnd && method !== start)) return FAULT.BadCSeq;
  out.cseqMethod = scanMethod(bytes, method, methodEnd);
  out.cseqMethodStart = method;
  out.cseqMethodEnd = methodEnd;
  return number >= 0 && methodEnd === end ? FAULT.None : FAULT.BadCSeq;
}

/** Content-Length = 1*DIGIT; the first readable value counts. */
export function scanContentLength(bytes: Buffer, start: number, end: number, out: SipScan): number {
  const length = saturate(readDigits(bytes, start, end));
  if (length === -1) return FAULT.BadContentLength;
  if (out.contentLength === -1) out.contentLength = length;
  return length === out.contentLength ? FAULT.None : FAULT.BadContentLength;
}

/** media-type = m-type SLASH m-subtype *(SEMI m-parameter) */
export function scanContentType(bytes: Buffer, start: number, end: number, out: SipScan): void {
  out.contentTypeStart = start;
  out.contentTypeEnd = end;
  if (end - start === 15 && startsWithWord(bytes, start, end, APPLICATION_SDP)) {
    out.features |= FEATURE.Sdp;
    return;
  }
  const typeEnd = skipToken(bytes, start, end);
  const slash = skipBlanks(bytes, typeEnd, end);
  const isTyped = slash < end && bytes[slash] === SLASH;
  if (isTyped && isWord(bytes, start, typeEnd, MULTIPART)) {
    out.features |= FEATURE.Multipart;
  } else if (
    isTyped &&
    isWord(bytes, start, typeEnd, APPLICATION) &&
    isWord(bytes, skipBlanks(bytes, slash + 1, end), end, SDP)
  ) {
    out.features |= FEATURE.Sdp;
  } else {
    out.features |= FEATURE.OtherBody;
  }
}

/** Whether the token at `at` is `lower`, in any case. */
export function isWord(bytes: Buffer, at: number, end: number, lower: Uint8Array): boolean {
  return startsWithWord(bytes, at, end, lower) && skipToken(bytes, at, end) === at + lower.length;
}

/** Of `readDigits`: numbers over the limit are given as the limit. */
export function saturate(number: number): number {
  return number === TOO_LARGE ? NUMBER_LIMIT : number;
}
