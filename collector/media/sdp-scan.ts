// Finds in an SDP body where media is expected: address and port of each RTP m-line, and whether the offer holds the call.
// Takes lent bytes, writes offsets-free results into a reused SdpScan, never throws. Decoding for people is `sip/sdp.ts`.
//
//   c=IN IP4 192.0.2.1      session level: for every m-line that has no c= of its own    (RFC 8866 §5.7)
//   m=audio 49170 RTP/AVP 0                                                              (RFC 8866 §5.14)
//   c=IN IP4 192.0.2.2      media level: for the m-line above
//   a=sendonly              direction (RFC 8866 §6.7)

import { findLineFeed, readDigits, startsWithWord } from '../bytes/ascii.ts';
import { latin1 } from '../bytes/slices.ts';
import { readIpAddress } from './ip-address.ts';

/** m-lines that are looked at; the rest of a hostile body is not. */
export const MEDIA_LIMIT = 32;

export const Direction = { None: 0, Active: 1, Hold: 2 } as const;

export class SdpScan {
  /** m-lines found, up to MEDIA_LIMIT. */
  count = 0;
  /** 1 when the m-line's protocol is RTP. */
  readonly isRtp = new Uint8Array(MEDIA_LIMIT);
  readonly ports = new Uint16Array(MEDIA_LIMIT);
  /** 4 or 16 bytes of address, 0 when it is a host name or missing. */
  readonly addressLengths = new Uint8Array(MEDIA_LIMIT);
  /** 16 bytes a m-line. */
  readonly addresses = new Uint8Array(MEDIA_LIMIT * 16);
  /** What the first m-line that is not refused says: one of Direction. */
  direction: number = Direction.None;
}

const LOWER_C = 0x63;
const LOWER_M = 0x6d;
const LOWER_A = 0x61;
const EQUALS = 0x3d;
const SPACE = 0x20;
const RTP_SLASH = Buffer.from('rtp/');
const SENDONLY = Buffer.from('sendonly');
const INACTIVE = Buffer.from('inactive');
const SENDRECV = Buffer.from('sendrecv');
const RECVONLY = Buffer.from('recvonly');

const sessionAddress = new Uint8Array(16);

export function scanSdp(bytes: Buffer, start: number, end: number, out: SdpScan): void {
  out.count = 0;
  let sessionLength = 0;
  let direction: number = Direction.None;
  let firstActive = -1;
  for (let at = start; at < end; ) {
    let lineEnd = findLineFeed(bytes, at, end);
    const next = lineEnd < 0 ? end : lineEnd + 1;
    if (lineEnd < 0) lineEnd = end;
    if (lineEnd > at && bytes[lineEnd - 1] === 0x0d) lineEnd--;
    if (lineEnd - at > 2 && bytes[at + 1] === EQUALS) {
      const type = bytes[at];
      if (type === LOWER_M) {
        if (out.count === MEDIA_LIMIT) break;
        readMediaLine(bytes, at + 2, lineEnd, out);
        const media = out.count - 1;
        out.addressLengths[media] = sessionLength;
        out.addresses.set(sessionAddress, media * 16);
        if (firstActive < 0 && out.ports[media] !== 0) firstActive = media;
      } else if (type === LOWER_C) {
        const media = out.count - 1;
        if (media < 0) sessionLength = readConnection(bytes, at + 2, lineEnd, sessionAddress, 0);
        else out.addressLengths[media] = readConnection(bytes, at + 2, lineEnd, out.addresses, media * 16);
      } else if (type === LOWER_A && (out.count === 0 || out.count - 1 === firstActive)) {
        // RFC 8866 §6.7: what the m-line says wins over what the session said before it.
        direction = directionOf(bytes, at + 2, lineEnd) || direction;
      }
    }
    at = next;
  }
  const hasNullAddress = firstActive >= 0 && isNullAddress(out, firstActive);
  if (firstActive < 0) out.direction = Direction.None;
  // RFC 3264 §8.4: sendonly or inactive puts on hold; RFC 2543 did it with the address 0.0.0.0.
  else out.direction = direction === Direction.Hold || hasNullAddress ? Direction.Hold : Direction.Active;
}

/** m=<media> <port>[/<count>] <proto> <fmt> … */
function readMediaLine(bytes: Buffer, at: number, end: number, out: SdpScan): void {
  const media = out.count++;
  const port = indexOfSpace(bytes, at, end) + 1;
  const portEnd = indexOfSpace(bytes, port, end);
  let digits = port;
  while (digits < portEnd && bytes[digits] >= 0x30 && bytes[digits] <= 0x39) digits++;
  const value = readDigits(bytes, port, digits);
  out.ports[media] = value > 0 && value <= 0xffff ? value : 0;
  const protocol = portEnd + 1;
  // Fast path: `RTP/…` as nearly all write it; no string is made.
  const isPlain = startsWithWord(bytes, protocol, end, RTP_SLASH);
  out.isRtp[media] = Number(
    isPlain || /(^|\/)s?rtp\//i.test(latin1(bytes, protocol, indexOfSpace(bytes, protocol, end))),
  );
}

/** c=IN IP4|IP6 <address>[/<ttl>…]: writes the address, returns its length, 0 when it is none. */
function readConnection(bytes: Buffer, at: number, end: number, into: Uint8Array, to: number): number {
  const family = indexOfSpace(bytes, at, end) + 1;
  const address = indexOfSpace(bytes, family, end) + 1;
  let addressEnd = address;
  while (addressEnd < end && bytes[addressEnd] !== SPACE && bytes[addressEnd] !== 0x2f) addressEnd++;
  return readIpAddress(bytes, address, addressEnd, into, to);
}

/** Direction.None when the attribute is no direction. */
function directionOf(bytes: Buffer, at: number, end: number): number {
  if (end - at !== 8) return Direction.None;
  if (startsWithWord(bytes, at, end, SENDONLY) || startsWithWord(bytes, at, end, INACTIVE)) return Direction.Hold;
  return startsWithWord(bytes, at, end, SENDRECV) || startsWithWord(bytes, at, end, RECVONLY)
    ? Direction.Active
    : Direction.None;
}

function isNullAddress(out: SdpScan, media: number): boolean {
  if (out.addressLengths[media] !== 4) return false;
  const base = media * 16;
  return (out.addresses[base] | out.addresses[base + 1] | out.addresses[base + 2] | out.addresses[base + 3]) === 0;
}

function indexOfSpace(bytes: Buffer, at: number, end: number): number {
  while (at < end && bytes[at] !== SPACE) at++;
  return at;
}
