// Finds in an SDP body where media is expected: address and port of each m-line, its RTCP and its ICE candidates, which payload
// formats it has, and whether the offer holds the call. Takes lent bytes, writes into a reused SdpScan, never throws. Decoding for
// people is `sip/sdp.ts`.
//
//   c=IN IP4 192.0.2.1      session level: for every m-line that has no c= of its own    (RFC 8866 §5.7)
//   m=audio 49170 RTP/AVP 0                                                              (RFC 8866 §5.14)
//   c=IN IP4 192.0.2.2      media level: for the m-line above
//   a=sendonly              direction (RFC 8866 §6.7)
//   a=rtcp:53020 IN IP4 …   RTCP elsewhere than on the next port (RFC 3605)
//   a=rtpmap:96 opus/48000  a payload format, a=fmtp: its parameters

import { findLineFeed, hashBytes, readDigits, startsWithWord } from '../bytes/ascii.ts';
import { latin1 } from '../bytes/slices.ts';
import { IceCandidates, readCandidate, readRemoteCandidates } from './ice-candidates.ts';
import { readIpAddress } from './ip-address.ts';

/** m-lines that are looked at; the rest of a hostile body is not. */
export const MEDIA_LIMIT = 32;

export const Direction = { None: 0, Active: 1, Hold: 2 } as const;

export class SdpScan {
  /** m-lines found, up to MEDIA_LIMIT. */
  count = 0;
  /** There are more m-lines than that. */
  isCut = false;
  /** 1 when the m-line's protocol is RTP. */
  readonly isRtp = new Uint8Array(MEDIA_LIMIT);
  readonly ports = new Uint16Array(MEDIA_LIMIT);
  /** 4 or 16 bytes of address, 0 when it is a host name or missing. */
  readonly addressLengths = new Uint8Array(MEDIA_LIMIT);
  /** 16 bytes a m-line. */
  readonly addresses = new Uint8Array(MEDIA_LIMIT * 16);
  /** 1 when its profile is a secure one (RTP/SAVP, RTP/SAVPF: RFC 3711, RFC 5124). */
  readonly isSecure = new Uint8Array(MEDIA_LIMIT);
  /** a=rtcp: 0 when there is none; its address when it gives one. */
  readonly rtcpPorts = new Uint16Array(MEDIA_LIMIT);
  readonly rtcpAddressLengths = new Uint8Array(MEDIA_LIMIT);
  readonly rtcpAddresses = new Uint8Array(MEDIA_LIMIT * 16);
  readonly candidates = new IceCandidates();
  /** m-lines share one transport (a=group:BUNDLE, RFC 9143): what comes there may have the formats of any of them. */
  isBundled = false;
  /** Two hashes over what names the payload formats of an m-line: equal ones have equal formats. */
  readonly formatsLow = new Int32Array(MEDIA_LIMIT);
  readonly formatsHigh = new Int32Array(MEDIA_LIMIT);
  /** Where the m-line with its attributes lies in `bytes`, which are lent. */
  bytes: Buffer = Buffer.alloc(0);
  readonly sectionStarts = new Uint32Array(MEDIA_LIMIT);
  readonly sectionEnds = new Uint32Array(MEDIA_LIMIT);
  /** What the first m-line that is not refused says: one of Direction. */
  direction: number = Direction.None;
}

const LOWER_C = 0x63;
const LOWER_M = 0x6d;
const LOWER_A = 0x61;
const EQUALS = 0x3d;
const SPACE = 0x20;
const RTP_AVP = Buffer.from('rtp/avp');
const SENDONLY = Buffer.from('sendonly');
const INACTIVE = Buffer.from('inactive');
const SENDRECV = Buffer.from('sendrecv');
const RECVONLY = Buffer.from('recvonly');
const RTPMAP = Buffer.from('rtpmap:');
const FMTP = Buffer.from('fmtp:');
const RTCP = Buffer.from('rtcp:');
const CANDIDATE = Buffer.from('candidate:');
const REMOTE_CANDIDATES = Buffer.from('remote-candidates:');
const BUNDLE = Buffer.from('group:bundle');
const AUDIO = Buffer.from('audio');
/** First letters of the attributes that are looked at, `a=` behind them. */
const LOWER_R = 0x72;
const LOWER_F = 0x66;
const LOWER_G = 0x67;

const sessionAddress = new Uint8Array(16);

export function scanSdp(bytes: Buffer, start: number, end: number, out: SdpScan): void {
  out.count = 0;
  out.candidates.count = 0;
  out.candidates.isCut = false;
  out.isCut = false;
  out.isBundled = false;
  out.bytes = bytes;
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
        if (out.count === MEDIA_LIMIT) {
          out.isCut = true;
          break;
        }
        readMediaLine(bytes, at + 2, lineEnd, out);
        const media = out.count - 1;
        out.addressLengths[media] = sessionLength;
        out.addresses.set(sessionAddress, media * 16);
        out.sectionStarts[media] = at;
        if (media > 0) out.sectionEnds[media - 1] = at;
        if (firstActive < 0 && out.ports[media] !== 0) firstActive = media;
      } else if (type === LOWER_C) {
        const media = out.count - 1;
        if (media < 0) sessionLength = readConnection(bytes, at + 2, lineEnd, sessionAddress, 0);
        else out.addressLengths[media] = readConnection(bytes, at + 2, lineEnd, out.addresses, media * 16);
      } else if (type === LOWER_A) {
        // RFC 8866 §6.7: what the m-line says wins over what the session said before it.
        const isDirection = lineEnd - at === 10 && (out.count === 0 || out.count - 1 === firstActive);
        if (isDirection) direction = directionOf(bytes, at + 2, lineEnd) || direction;
        else readAttribute(bytes, at + 2, lineEnd, out);
      }
    }
    at = next;
  }
  if (out.count > 0) out.sectionEnds[out.count - 1] = end;
  const hasNullAddress = firstActive >= 0 && isNullAddress(out, firstActive);
  if (firstActive < 0) out.direction = Direction.None;
  // RFC 3264 §8.4: sendonly or inactive puts on hold; RFC 2543 did it with the address 0.0.0.0.
  else out.direction = direction === Direction.Hold || hasNullAddress ? Direction.Hold : Direction.Active;
}

/** m=<media> <port>[/<count>] <proto> <fmt> … */
function readMediaLine(bytes: Buffer, at: number, end: number, out: SdpScan): void {
  const media = out.count++;
  out.rtcpPorts[media] = 0;
  out.isSecure[media] = 0;
  const port = indexOfSpace(bytes, at, end) + 1;
  const portEnd = indexOfSpace(bytes, port, end);
  let digits = port;
  while (digits < portEnd && bytes[digits] >= 0x30 && bytes[digits] <= 0x39) digits++;
  const value = readDigits(bytes, port, digits);
  out.ports[media] = value > 0 && value <= 0xffff ? value : 0;
  const protocol = portEnd + 1;
  const protocolEnd = indexOfSpace(bytes, protocol, end);
  // Fast path: `RTP/AVP` as nearly all write it; no string is made.
  const isPlain = protocolEnd - protocol === RTP_AVP.length && startsWithWord(bytes, protocol, end, RTP_AVP);
  const name = isPlain ? '' : latin1(bytes, protocol, protocolEnd);
  out.isRtp[media] = Number(isPlain || /(^|\/)s?rtp\//i.test(name));
  out.isSecure[media] = Number(!isPlain && /\bsavpf?$/i.test(name));
  // What kind of media it is belongs to the formats, for it says what else is looked at.
  out.formatsLow[media] = hashBytes(bytes, protocolEnd, end);
  out.formatsHigh[media] = hashBytes(bytes, at, Math.max(at, port - 1));
}

/** rtcp, rtpmap, fmtp, candidate, remote-candidates, group: what stands behind `a=`. */
function readAttribute(bytes: Buffer, at: number, end: number, out: SdpScan): void {
  const media = out.count - 1;
  const first = bytes[at];
  if (media < 0) {
    if (first === LOWER_G && startsWithWord(bytes, at, end, BUNDLE)) out.isBundled = true;
    return;
  }
  if (first === LOWER_R) {
    if (startsWithWord(bytes, at, end, RTPMAP)) addFormat(bytes, at, end, media, out);
    else if (startsWithWord(bytes, at, end, RTCP)) readRtcp(bytes, at + RTCP.length, end, media, out);
    else if (startsWithWord(bytes, at, end, REMOTE_CANDIDATES)) {
      readRemoteCandidates(bytes, at + REMOTE_CANDIDATES.length, end, media, out.candidates);
    }
  } else if (first === LOWER_F) {
    // Parameters of video are long, and other in every call.
    const isAudio = startsWithWord(bytes, out.sectionStarts[media] + 2, end, AUDIO);
    if (isAudio && startsWithWord(bytes, at, end, FMTP)) addFormat(bytes, at, end, media, out);
  } else if (first === LOWER_C && startsWithWord(bytes, at, end, CANDIDATE)) {
    readCandidate(bytes, at + CANDIDATE.length, end, media, out.candidates);
  }
}

function addFormat(bytes: Buffer, at: number, end: number, media: number, out: SdpScan): void {
  const hash = hashBytes(bytes, at, end);
  out.formatsLow[media] = (Math.imul(out.formatsLow[media], 31) + hash) | 0;
  out.formatsHigh[media] = Math.imul(out.formatsHigh[media] ^ hash, 0x9e3779b1);
}

/** a=rtcp:<port>[ IN IP4|IP6 <address>]  (RFC 3605 §2.1) */
function readRtcp(bytes: Buffer, at: number, end: number, media: number, out: SdpScan): void {
  const portEnd = indexOfSpace(bytes, at, end);
  const port = readDigits(bytes, at, portEnd);
  if (port <= 0 || port > 0xffff) return;
  out.rtcpPorts[media] = port;
  out.rtcpAddressLengths[media] = readConnection(bytes, portEnd + 1, end, out.rtcpAddresses, media * 16);
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
