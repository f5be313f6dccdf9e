// HOT. Two numbers that a B2BUA which lets SDP through does not change: a hash of who made the session (o=, RFC 8866 §5.2, without its
// version) and one of where the first medium is expected (c= and m=). Beside them, which payload types that medium has, as bits. Takes a
// lent body, multipart or not; gives numbers, never throws, allocates nothing. Equal numbers are only a hint: whoever finds some reads the messages (links/carried-sdp.ts).
//
//   o=root 555055307 555055308 IN IP4 10.0.0.9     c=IN IP4 10.0.0.9     m=audio 18010 RTP/AVP 0
//     └────── hash ──┘         └──── hash ───┘       └─── hash ───┘              └─┘ and its port
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { hashBytes } from '../bytes/ascii.ts';

export class SdpMarks {
  /** 0 when there is no o= line, or its session id is too short to tell sessions apart. */
  origin = 0;
  /** 0 when there is no medium, or none that is wanted: port 0. */
  media = 0;
  /** Payload types of that medium: bits 0–18 are those of RFC 3551 §6, the others are dynamic ones. 0 when it is no RTP. */
  formats = 0;
}

/** Payload types 0–18 name one codec each, but for 13, which is comfort noise. */
const STATIC_TYPES = 19;
const COMFORT_NOISE = 13;
const STATIC_BITS = (1 << STATIC_TYPES) - 1;
const DYNAMIC_FROM = 96;
/** Seven bits of an RTP packet hold a type (RFC 3550 §5.1). */
const NO_TYPE = 128;
/** Dynamic types share so many bits. */
const DYNAMIC_BITS = 12;

/**
 * True when an answer may have no codec of its offer, as far as payload types tell. A codec with a number of its own is told from
 * telephone events by the text alone, so that an answer with several dynamic types, all of them offered, is taken to be right.
 */
export function mayDiffer(offered: number, answered: number): boolean {
  const common = offered & answered;
  if (offered === 0 || answered === 0 || (common & STATIC_BITS) !== 0) return false;
  const isSeveral = (answered & (answered - 1)) !== 0;
  return !(common === answered && isSeveral);
}

/** `- 0 0`, `Z 0 0`, `- 1 1`: a session id of fewer digits is a constant of its product. */
export const MIN_SESSION_ID = 4;

const LOWER_C = 0x63;
const LOWER_M = 0x6d;
const LOWER_O = 0x6f;
const EQUALS = 0x3d;
const SP = 0x20;
const LF = 0x0a;
const CR = 0x0d;
const ZERO = 0x30;

export function scanSdpMarks(bytes: Buffer, start: number, end: number, out: SdpMarks): void {
  out.origin = 0;
  out.media = 0;
  out.formats = 0;
  let connection = 0;
  let port = 0;
  for (let at = start; at < end; ) {
    const type = bytes[at];
    // Lines are short: a loop is faster than a call of `indexOf` for each.
    let lineFeed = at;
    while (lineFeed < end && bytes[lineFeed] !== LF) lineFeed++;
    if (lineFeed - at > 2 && bytes[at + 1] === EQUALS) {
      const lineEnd = bytes[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
      if (type === LOWER_C) {
        connection = hashBytes(bytes, at + 2, lineEnd);
      } else if (type === LOWER_M) {
        if (port !== 0) break;
        port = portKey(bytes, at + 2, lineEnd);
        if (port !== 0) out.formats = formatBits(bytes, at + 2, lineEnd);
      } else if (type === LOWER_O && out.origin === 0) {
        out.origin = originKey(bytes, at + 2, lineEnd);
      }
      // Nobody reads on behind the first medium that has an address, its own or that of the session (RFC 8866 §5.7).
      if (connection !== 0 && port !== 0) break;
    }
    at = lineFeed + 1;
  }
  if (connection !== 0 && port !== 0) out.media = (connection ^ port) | 0;
}

/** o=<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address> */
function originKey(bytes: Buffer, at: number, end: number): number {
  const id = skipWord(bytes, at, end);
  const version = skipWord(bytes, id, end);
  const network = skipWord(bytes, version, end);
  if (network >= end || version - 1 - id < MIN_SESSION_ID) return 0;
  return hashBytes(bytes, at, version) ^ Math.imul(hashBytes(bytes, network, end), 0x9e3779b1);
}

/** m=<media> <port> …: made of the port; 0 for port 0, a medium that was refused or dropped (RFC 3264 §6, §8.2). */
function portKey(bytes: Buffer, at: number, end: number): number {
  const port = skipWord(bytes, at, end);
  const portEnd = skipWord(bytes, port, end) - 1;
  if (port >= end || portEnd <= port || bytes[port] === ZERO) return 0;
  return Math.imul(hashBytes(bytes, port, portEnd), 0x85ebca6b) | 1;
}

/** m=<media> <port> <proto> <fmt> …: a bit for each payload type. */
function formatBits(bytes: Buffer, start: number, end: number): number {
  let bits = 0;
  let type = 0;
  // A blank ends a number; so does the end of the line.
  for (let at = skipWord(bytes, skipWord(bytes, skipWord(bytes, start, end), end), end); at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit >= 0 && digit <= 9) type = Math.min(type * 10 + digit, NO_TYPE);
    // What is no number is no payload type: T.38, MSRP.
    else if (bytes[at] !== SP) return 0;
    if (at + 1 === end || bytes[at + 1] === SP) {
      bits |= formatBit(type);
      type = 0;
      at++;
    }
  }
  return bits;
}

function formatBit(type: number): number {
  if (type < STATIC_TYPES) return type === COMFORT_NOISE ? 0 : 1 << type;
  return type < DYNAMIC_FROM || type >= NO_TYPE ? 0 : 1 << (STATIC_TYPES + ((type - DYNAMIC_FROM) % DYNAMIC_BITS));
}

/** One past the blank behind the word at `at`, or `end`. */
function skipWord(bytes: Buffer, at: number, end: number): number {
  while (at < end && bytes[at] !== SP) at++;
  return at < end ? at + 1 : end;
}
