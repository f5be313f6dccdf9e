// HEP versions 1 and 2: SIP alone, over UDP alone, no magic and no length. Lent bytes, no allocation, never throws.
//
//   │ version 1 │ header length 1 │ family 1 │ IP protocol 1 │ source port 2 │ destination port 2 │ source │ destination │
//   version 2 goes on with │ seconds 4 │ µs 4 │ agent id 2 │ padding 2 │         then the SIP message to the end of the datagram
//
// The ports are in network order, the time header is a struct of the sender's machine: little endian in practice, and with 2 bytes
// of padding that some leave out. The header length counts the time header (FreeSWITCH) or does not (Kamailio, OpenSIPS, captagent).

import { be16, be32, le16, le32 } from '../bytes/read.ts';
import { DESTINATION_AT, HepFault, type HepFrame, HepIpProtocol, HepPayload } from './hep-frame.ts';
import { FIRST_SANE_SECOND } from './limits.ts';

const HEADER_LENGTH = 1;
const FAMILY = 2;
const PROTOCOL = 3;
const SOURCE_PORT = 4;
const DESTINATION_PORT = 6;
const ADDRESSES = 8;

const SECONDS = 0;
const MICROS = 4;
const AGENT_ID = 8;
/** The time header with and without the padding of its struct. */
const TIME_BYTES = 12;
const TIME_BYTES_UNPADDED = 10;

const SIP_SLASH = Buffer.from('SIP/2.0 ', 'latin1');
/** Names of methods have 3 letters (ACK) to 9 (SUBSCRIBE); nobody has registered one of more than 16. */
const MAX_METHOD_BYTES = 16;
const MAX_MICROS = 1_000_000;
/** 2100-01-01: a time read in the wrong byte order lies before 2000 or behind this, but for one in a few thousand. */
const LAST_SANE_SECOND = 4_102_444_800;

/** Fills `frame`, or leaves it with HepFault.NotHep. */
export function scanLegacy(bytes: Buffer, start: number, end: number, frame: HepFrame): void {
  const payload = legacyPayloadAt(bytes, start, end);
  if (payload < 0) {
    frame.faults = HepFault.NotHep;
    return;
  }
  const addressBytes = addressBytesOf(bytes[start + FAMILY]);
  if (addressBytes === 0) return;
  frame.version = bytes[start] === 1 ? 1 : 2;
  frame.ipProtocol = bytes[start + PROTOCOL];
  frame.sourcePort = be16(bytes, start + SOURCE_PORT);
  frame.destinationPort = be16(bytes, start + DESTINATION_PORT);
  frame.addressLength = addressBytes;
  const source = start + ADDRESSES;
  for (let i = 0; i < addressBytes; i++) {
    frame.addresses[i] = bytes[source + i];
    frame.addresses[DESTINATION_AT + i] = bytes[source + addressBytes + i];
  }
  if (addressBytes === 16) dropFlowLabels(frame);
  frame.payloadType = HepPayload.Sip;
  frame.payloadStart = payload;
  frame.payloadEnd = end;
  if (frame.version === 2) readTime(bytes, source + 2 * addressBytes, frame);
}

/** Where the SIP message begins in `bytes[start, end)`, when this is version 1 or 2 in every respect; else -1. */
export function legacyPayloadAt(bytes: Buffer, start: number, end: number): number {
  if (end - start <= ADDRESSES) return -1;
  const version = bytes[start];
  if (version !== 1 && version !== 2) return -1;
  const addressBytes = addressBytesOf(bytes[start + FAMILY]);
  if (addressBytes === 0 || !isProtocol(bytes[start + PROTOCOL])) return -1;
  if (be16(bytes, start + SOURCE_PORT) === 0 && be16(bytes, start + DESTINATION_PORT) === 0) return -1;
  const headerBytes = ADDRESSES + 2 * addressBytes;
  if (end - start <= headerBytes) return -1;
  // FreeSWITCH does send IPv6 addresses that are all zeros.
  if (addressBytes === 4 && be32(bytes, start + ADDRESSES) === 0 && be32(bytes, start + ADDRESSES + 4) === 0) return -1;

  const extra = bytes[start + HEADER_LENGTH] - headerBytes;
  const behind = start + headerBytes;
  if (version === 1) return extra === 0 && startsAsSip(bytes, behind, end) ? behind : -1;
  if (extra !== 0 && extra !== TIME_BYTES && extra !== TIME_BYTES_UNPADDED) return -1;
  const padded = startsAsSip(bytes, behind + TIME_BYTES, end) ? behind + TIME_BYTES : -1;
  const unpadded = startsAsSip(bytes, behind + TIME_BYTES_UNPADDED, end) ? behind + TIME_BYTES_UNPADDED : -1;
  // Without its first two letters INVITE still looks like a method; padding never looks like two letters.
  return unpadded < 0 || (padded > 0 && extra === TIME_BYTES) ? padded : unpadded;
}

/** In the byte order that makes sense; little endian when both do, for that is what senders run on. */
function readTime(bytes: Buffer, at: number, frame: HepFrame): void {
  const isBig =
    !isSane(le32(bytes, at + SECONDS), le32(bytes, at + MICROS)) &&
    isSane(be32(bytes, at + SECONDS), be32(bytes, at + MICROS));
  frame.seconds = isBig ? be32(bytes, at + SECONDS) : le32(bytes, at + SECONDS);
  frame.micros = isBig ? be32(bytes, at + MICROS) : le32(bytes, at + MICROS);
  frame.agentId = isBig ? be16(bytes, at + AGENT_ID) : le16(bytes, at + AGENT_ID);
}

function isSane(seconds: number, micros: number): boolean {
  return seconds >= FIRST_SANE_SECOND && seconds < LAST_SANE_SECOND && micros < MAX_MICROS;
}

/** AF_INET; AF_INET6 of Linux, FreeBSD and macOS. 0 for anything else. */
function addressBytesOf(family: number): 4 | 16 | 0 {
  if (family === 2) return 4;
  return family === 10 || family === 28 || family === 30 ? 16 : 0;
}

function isProtocol(protocol: number): boolean {
  return (
    protocol === HepIpProtocol.Udp ||
    protocol === HepIpProtocol.Tcp ||
    protocol === HepIpProtocol.Tls ||
    protocol === HepIpProtocol.Sctp
  );
}

/**
 * FreeSWITCH fills IPv6 addresses with the first 4 bytes of the wrong field, the flow label, and zeros: the address is not in the
 * frame. ::/8 is assigned to nobody but for the forms that end in something (RFC 4291 §2.5), so what begins like a flow label and
 * goes on with zeros is such a one, and becomes `::`, that it is not taken for a host of its own in every call.
 */
export function dropFlowLabels(frame: HepFrame): void {
  const isSourceLost = isFlowLabel(frame.addresses, 0);
  const isDestinationLost = isFlowLabel(frame.addresses, DESTINATION_AT);
  if (isSourceLost || isDestinationLost) frame.faults |= HepFault.UnknownIpv6;
  if (isSourceLost) frame.addresses.fill(0, 0, 4);
  if (isDestinationLost) frame.addresses.fill(0, DESTINATION_AT, DESTINATION_AT + 4);
}

function isFlowLabel(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0 && be32(bytes, at + 4) === 0 && be32(bytes, at + 8) === 0 && be32(bytes, at + 12) === 0;
}

/** `SIP/2.0 ` or `METHOD sip:`, `sips:` or `tel:`. Narrower than SIP is, for nothing else says that these bytes are HEP. */
export function startsAsSip(bytes: Uint8Array, at: number, end: number): boolean {
  if (matches(bytes, at, end, SIP_SLASH)) return true;
  let blank = at;
  const limit = Math.min(end, at + MAX_METHOD_BYTES + 1);
  while (blank < limit && bytes[blank] >= 0x41 && bytes[blank] <= 0x5a) blank++;
  if (blank === at || blank >= limit || bytes[blank] !== 0x20) return false;
  const colon = end - blank < 6 ? -1 : colonOf(bytes, blank + 1);
  return colon > 0;
}

/** Where `sip:`, `sips:` or `tel:` (letters in either case) at `at` has its colon, or -1. Reads 5 bytes. */
function colonOf(bytes: Uint8Array, at: number): number {
  const first = bytes[at] | 0x20;
  const second = bytes[at + 1] | 0x20;
  const third = bytes[at + 2] | 0x20;
  if (first === 0x74 && second === 0x65 && third === 0x6c) return bytes[at + 3] === 0x3a ? at + 3 : -1;
  if (first !== 0x73 || second !== 0x69 || third !== 0x70) return -1;
  if (bytes[at + 3] === 0x3a) return at + 3;
  return (bytes[at + 3] | 0x20) === 0x73 && bytes[at + 4] === 0x3a ? at + 4 : -1;
}

function matches(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (end - at < word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}
