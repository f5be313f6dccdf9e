// One HEP frame into offsets. Takes lent bytes, fills a reused HepFrame, never throws; allocates nothing.
//
//   │ "HEP3" or "EEP3" │ total length 2 │ chunk │ chunk │ …        the length counts itself and the magic
//   chunk = │ vendor 2 │ type 2 │ length 2 │ value │               the length counts these 6 bytes too; all big endian
//
// Chunks come in any order; of two alike the last one counts. Every sender known says vendor 0 for the chunks below, and every
// receiver ignores it where it is something else for them, but a vendor of its own may number its own chunks: those are skipped.

import { be16, be32 } from '../bytes/read.ts';
import { DESTINATION_AT, HepFault, type HepFrame } from './hep-frame.ts';
import { dropFlowLabels, scanLegacy } from './legacy.ts';
import { HEP3_HEADER_BYTES, isHep3Magic } from './sniff.ts';

const LENGTH = 4;
const CHUNK_HEADER_BYTES = 6;
const CHUNK_TYPE = 2;
const CHUNK_LENGTH = 4;

/** Chunk types of vendor 0 that are read. */
export const Chunk = {
  Family: 0x01,
  IpProtocol: 0x02,
  SourceIpv4: 0x03,
  DestinationIpv4: 0x04,
  SourceIpv6: 0x05,
  DestinationIpv6: 0x06,
  SourcePort: 0x07,
  DestinationPort: 0x08,
  Seconds: 0x09,
  Micros: 0x0a,
  PayloadType: 0x0b,
  AgentId: 0x0c,
  Key: 0x0e,
  Payload: 0x0f,
  CompressedPayload: 0x10,
  Correlation: 0x11,
  Vlan: 0x12,
  AgentName: 0x13,
  /** OpenSIPS with homer5_on=0. */
  CorrelationJson: 0x65,
} as const;

const FAMILY_IPV4 = 2;

/** Scratch of one scan: where each address lies, 0 when it was not there (a chunk never begins a frame). */
const found = { sourceIpv4: 0, destinationIpv4: 0, sourceIpv6: 0, destinationIpv6: 0, family: 0 };

/** Fills `frame` from `bytes[start, end)`, which may be longer than the frame, and gives its faults. */
export function scanHep(bytes: Buffer, start: number, end: number, frame: HepFrame): number {
  frame.clear();
  frame.end = end;
  if (end - start >= HEP3_HEADER_BYTES && isHep3Magic(bytes, start)) scanHep3(bytes, start, end, frame);
  else scanLegacy(bytes, start, end, frame);
  return frame.faults;
}

function scanHep3(bytes: Buffer, start: number, end: number, frame: HepFrame): void {
  const length = be16(bytes, start + LENGTH);
  if (length < HEP3_HEADER_BYTES) {
    frame.faults = HepFault.BadLength;
    return;
  }
  if (start + length < end) frame.faults |= HepFault.TrailingBytes;
  if (start + length > end) frame.faults |= HepFault.Truncated;
  const frameEnd = Math.min(end, start + length);
  frame.end = frameEnd;
  found.sourceIpv4 = 0;
  found.destinationIpv4 = 0;
  found.sourceIpv6 = 0;
  found.destinationIpv6 = 0;
  found.family = 0;
  scanChunks(bytes, start + HEP3_HEADER_BYTES, frameEnd, frame);
  takeAddresses(bytes, frame);
  if (frame.payloadEnd === 0) frame.faults |= HepFault.NoPayload;
}

function scanChunks(bytes: Buffer, from: number, end: number, frame: HepFrame): void {
  // Types seen, as bits: the first 32 are all that are read but one.
  let seen = 0;
  let at = from;
  while (at < end) {
    if (end - at < CHUNK_HEADER_BYTES) {
      frame.faults |= HepFault.BadChunk;
      return;
    }
    const length = be16(bytes, at + CHUNK_LENGTH);
    const next = at + length;
    if (length < CHUNK_HEADER_BYTES) {
      frame.faults |= HepFault.BadChunk;
      return;
    }
    const isCut = next > end;
    if (isCut) {
      frame.faults |= HepFault.BadChunk;
      // A payload that the snap length cut is worth showing as far as it goes; any other chunk is not.
      if ((frame.faults & HepFault.Truncated) === 0) return;
    }
    if (be16(bytes, at) === 0) {
      const type = be16(bytes, at + CHUNK_TYPE);
      if (isCut && type !== Chunk.Payload) return;
      if (type < 32) {
        if (seen & (1 << type)) frame.faults |= HepFault.DuplicateChunk;
        seen |= 1 << type;
      }
      takeChunk(bytes, type, at + CHUNK_HEADER_BYTES, isCut ? end : next, frame);
      if (isCut) frame.payloadMissing = next - end;
    }
    at = next;
  }
}

function takeChunk(bytes: Buffer, type: number, at: number, end: number, frame: HepFrame): void {
  switch (type) {
    case Chunk.Family:
      if (hasSize(frame, end - at, 1)) found.family = bytes[at];
      return;
    case Chunk.IpProtocol:
      if (hasSize(frame, end - at, 1)) frame.ipProtocol = bytes[at];
      return;
    case Chunk.SourceIpv4:
      if (hasSize(frame, end - at, 4)) found.sourceIpv4 = at;
      return;
    case Chunk.DestinationIpv4:
      if (hasSize(frame, end - at, 4)) found.destinationIpv4 = at;
      return;
    case Chunk.SourceIpv6:
      if (hasSize(frame, end - at, 16)) found.sourceIpv6 = at;
      return;
    case Chunk.DestinationIpv6:
      if (hasSize(frame, end - at, 16)) found.destinationIpv6 = at;
      return;
    case Chunk.SourcePort:
      if (hasSize(frame, end - at, 2)) frame.sourcePort = be16(bytes, at);
      return;
    case Chunk.DestinationPort:
      if (hasSize(frame, end - at, 2)) frame.destinationPort = be16(bytes, at);
      return;
    case Chunk.Seconds:
      if (hasSize(frame, end - at, 4)) frame.seconds = be32(bytes, at);
      return;
    case Chunk.Micros:
      if (hasSize(frame, end - at, 4)) frame.micros = be32(bytes, at);
      return;
    case Chunk.PayloadType:
      if (hasSize(frame, end - at, 1)) frame.payloadType = bytes[at];
      return;
    case Chunk.AgentId:
      // Version 2 had 16 bits, and some gateways carry them over.
      if (end - at === 2) frame.agentId = be16(bytes, at);
      else if (hasSize(frame, end - at, 4)) frame.agentId = readAgentId(bytes, at);
      return;
    case Chunk.Key:
      frame.keyStart = at;
      frame.keyEnd = end;
      return;
    case Chunk.Payload:
    case Chunk.CompressedPayload:
      frame.payloadStart = at;
      frame.payloadEnd = end;
      frame.isCompressed = type === Chunk.CompressedPayload;
      return;
    case Chunk.Correlation:
      frame.correlationStart = at;
      frame.correlationEnd = end;
      return;
    case Chunk.Vlan:
      if (hasSize(frame, end - at, 2)) frame.vlan = be16(bytes, at) || -1;
      return;
    case Chunk.AgentName:
      frame.agentNameStart = at;
      frame.agentNameEnd = end;
      return;
    case Chunk.CorrelationJson:
      frame.correlationJsonStart = at;
      frame.correlationJsonEnd = end;
      return;
    default:
      return;
  }
}

/** captagent puts its 16 bits into the upper half of the field (htons where htonl belongs); nobody numbers agents by 65536s. */
function readAgentId(bytes: Buffer, at: number): number {
  const id = be32(bytes, at);
  return (id & 0xffff) === 0 ? id >>> 16 : id;
}

function hasSize(frame: HepFrame, size: number, expected: number): boolean {
  if (size === expected) return true;
  frame.faults |= HepFault.BadChunkSize;
  return false;
}

/** The pair of addresses: those of the stated family, else whatever is there; a mixed pair becomes IPv6 (RFC 4291 §2.5.5.2). */
function takeAddresses(bytes: Buffer, frame: HepFrame): void {
  const { sourceIpv4, destinationIpv4, sourceIpv6, destinationIpv6, family } = found;
  const hasIpv4 = sourceIpv4 > 0 && destinationIpv4 > 0;
  const hasIpv6 = sourceIpv6 > 0 && destinationIpv6 > 0;
  if (hasIpv6 && !(hasIpv4 && family === FAMILY_IPV4)) {
    copyPair(bytes, sourceIpv6, destinationIpv6, frame, 16);
    dropFlowLabels(frame);
    return;
  }
  if (hasIpv4) {
    copyPair(bytes, sourceIpv4, destinationIpv4, frame, 4);
    return;
  }
  const source = sourceIpv6 || sourceIpv4;
  const destination = destinationIpv6 || destinationIpv4;
  if (source === 0 || destination === 0) frame.faults |= HepFault.NoAddress;
  const isIpv6 = sourceIpv6 > 0 || destinationIpv6 > 0;
  frame.addressLength = isIpv6 ? 16 : 4;
  if (source > 0) copyOne(bytes, source, isIpv6 && source === sourceIpv4, frame, 0);
  if (destination > 0) copyOne(bytes, destination, isIpv6 && destination === destinationIpv4, frame, DESTINATION_AT);
}

/** Copies two addresses of one family into the frame. */
function copyPair(bytes: Buffer, source: number, destination: number, frame: HepFrame, length: 4 | 16): void {
  frame.addressLength = length;
  const out = frame.addresses;
  for (let i = 0; i < length; i++) {
    out[i] = bytes[source + i];
    out[DESTINATION_AT + i] = bytes[destination + i];
  }
}

function copyOne(bytes: Buffer, from: number, isMapped: boolean, frame: HepFrame, to: number): void {
  const out = frame.addresses;
  if (isMapped) {
    out[to + 10] = 0xff;
    out[to + 11] = 0xff;
    for (let i = 0; i < 4; i++) out[to + 12 + i] = bytes[from + i];
    return;
  }
  for (let i = 0; i < frame.addressLength; i++) out[to + i] = bytes[from + i];
}
