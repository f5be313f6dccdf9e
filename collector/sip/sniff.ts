// Is this payload SIP? Asked for every UDP payload (RTP, DNS, noise), so most are turned away by their first byte.
// Takes lent bytes, allocates nothing, never throws. The grammar of start lines lives here; the scan uses it too.
//
//   INVITE sip:bob@b SIP/2.0 ⏎     Request-Line = Method SP Request-URI SP SIP-Version CRLF    (RFC 3261 §25.1)
//   SIP/2.0 200 OK ⏎               Status-Line  = SIP-Version SP Status-Code SP Reason-Phrase CRLF
//
// Blanks too many or at the wrong place still make a message (with Fault.StartLine); HTTP, RTSP, SSDP and MSRP do not.

import * as ascii from '../bytes/ascii.ts';
import { findLineFeed, isDigit, isSpace, skipDigits, skipSpaces, skipToken, startsWithWord } from '../bytes/ascii.ts';

// Private copies, see bytes/ascii.ts.
const { CR, DOT, HT, LF, NUL, SP, TOKEN } = ascii;

/** What a payload looks like. */
export const Sniff = {
  /** Something else. */
  No: 0,
  /** A message: `scanSip` will not say `Fault.NotSip`. */
  Sip: 1,
  /** Nothing, or only CR, LF, blanks and NULs: a keep-alive (RFC 5626 §3.5.1 and what phones really send). */
  KeepAlive: 2,
  /** Clearly meant as SIP (a SIP target or version in its first line), but no start line that a row can be made of. */
  Malformed: 3,
} as const;
export type Sniff = (typeof Sniff)[keyof typeof Sniff];

const LEAD = 2;
/** What the first byte may be: 0 no SIP, 1 (TOKEN) begins a start line, 2 (LEAD) may stand before one. */
const FIRST: Uint8Array = makeFirstTable();

function makeFirstTable(): Uint8Array {
  const table = TOKEN.slice();
  for (const byte of [CR, LF, SP, HT, NUL]) table[byte] = LEAD;
  return table;
}

const SIP_SLASH = Buffer.from('sip/', 'latin1');
const SIP_SCHEME = Buffer.from('sip:', 'latin1');
const SIPS_SCHEME = Buffer.from('sips:', 'latin1');
const TEL_SCHEME = Buffer.from('tel:', 'latin1');
const SIP_2_0 = Buffer.from('sip/2.0', 'latin1');
/** Bytes of `SIP/2.0`. */
const VERSION_BYTES = 7;

/** What the payload `bytes[start, end)` is; see `Sniff`. */
export function sniffSip(bytes: Buffer, start: number, end: number): Sniff {
  const at = skipLead(bytes, start, end);
  if (at === end) return Sniff.KeepAlive;
  return TOKEN[bytes[at]] === 1 ? sniffStartLine(bytes, at, end) : Sniff.No;
}

/**
 * The first byte of `[at, end)` that may not stand before a start line, or `end`. RFC 3261 §7.5 lets CRLF stand there;
 * blanks and NULs are seen too, from padded keep-alives.
 */
export function skipLead(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && FIRST[bytes[at]] === LEAD) at++;
  return at;
}

/** What the line at `at` is: `Sip`, `Malformed` or `No`. `bytes[at]` is the first byte of the line and inside `end`. */
export function sniffStartLine(bytes: Buffer, at: number, end: number): Sniff {
  if (startsWithWord(bytes, at, end, SIP_SLASH)) return sniffStatusLine(bytes, at, end);
  const methodEnd = skipToken(bytes, at, end);
  if (methodEnd === at || methodEnd === end || !isSpace(bytes[methodEnd])) return Sniff.No;
  const target = skipSpaces(bytes, methodEnd, end);
  const lineEnd = startLineEnd(bytes, target, end);
  const version = findVersion(bytes, target, lineEnd);
  if (version > target) return Sniff.Sip;
  return version === target || isSipTarget(bytes, target, lineEnd) ? Sniff.Malformed : Sniff.No;
}

function sniffStatusLine(bytes: Buffer, at: number, end: number): Sniff {
  const versionEnd = skipVersion(bytes, at, end);
  if (versionEnd === -1) return Sniff.No;
  const code = skipSpaces(bytes, versionEnd, end);
  return code > versionEnd && code < end && isDigit(bytes[code]) ? Sniff.Sip : Sniff.Malformed;
}

/** One past the line at `at`, without its line end and blanks before that; `end` when no line end is there. */
export function startLineEnd(bytes: Buffer, at: number, end: number): number {
  const lf = findLineFeed(bytes, at, end);
  return trimLine(bytes, at, lf === -1 ? end : lf);
}

/** `lineEnd` moved back over CR, SP and HT, not before `at`. */
export function trimLine(bytes: Uint8Array, at: number, lineEnd: number): number {
  while (lineEnd > at && (isSpace(bytes[lineEnd - 1]) || bytes[lineEnd - 1] === CR)) lineEnd--;
  return lineEnd;
}

/** Where the SIP-Version that ends the line `[at, lineEnd)` begins, a blank before it unless it is at `at`; -1 without one. */
export function findVersion(bytes: Uint8Array, at: number, lineEnd: number): number {
  let version = lineEnd - VERSION_BYTES;
  if (version < at) return -1;
  if (!isVersion2(bytes, version, lineEnd)) {
    version = lineEnd;
    while (version > at && !isSpace(bytes[version - 1])) version--;
    return skipVersion(bytes, version, lineEnd) === lineEnd ? version : -1;
  }
  return version === at || isSpace(bytes[version - 1]) ? version : -1;
}

/** Whether `[at, end)` is exactly `SIP/2.0`, letters in either case (RFC 3261 §7.1). */
export function isVersion2(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at === VERSION_BYTES && startsWithWord(bytes, at, end, SIP_2_0);
}

/** One past the SIP-Version at `at`, or -1. SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT  (RFC 3261 §25.1) */
export function skipVersion(bytes: Uint8Array, at: number, end: number): number {
  if (!startsWithWord(bytes, at, end, SIP_SLASH)) return -1;
  const major = at + SIP_SLASH.length;
  const dot = skipDigits(bytes, major, end);
  if (dot === major || dot === end || bytes[dot] !== DOT) return -1;
  const minor = dot + 1;
  const versionEnd = skipDigits(bytes, minor, end);
  return versionEnd === minor ? -1 : versionEnd;
}

function isSipTarget(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    startsWithWord(bytes, at, end, SIP_SCHEME) ||
    startsWithWord(bytes, at, end, SIPS_SCHEME) ||
    startsWithWord(bytes, at, end, TEL_SCHEME)
  );
}
