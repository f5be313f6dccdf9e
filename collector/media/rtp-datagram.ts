// HOT. The RTP header of a lent datagram: how long it is, and how long the payload behind it. Bench: npm run bench -- --rtp
//
//   │V2 P X CC│M PT│ sequence 2 │ timestamp 4 │ SSRC 4 │ CSRCs 4·CC │ extension 4 + 4·n, when X │ payload │ padding, when P │
//
// (RFC 3550 §5.1). The caller has seen that the first twelve bytes are there.

import type { Datagram } from '../model/packet.ts';

/** Bytes of the header without what may follow. */
export const RTP_HEADER_BYTES = 12;
/** Version 2 and nothing else: no padding, no extension, no contributing source. */
const PLAIN = 0x80;
const HAS_PADDING = 0x20;
const HAS_EXTENSION = 0x10;
const CSRC_COUNT = 0x0f;
/** Bytes of a header extension before its words (§5.3.1). */
const EXTENSION_BYTES = 4;

/** Whether the header with its contributing sources fits into the datagram as it was sent. */
export function holdsSources(d: Datagram, length: number): boolean {
  return length + d.missing >= RTP_HEADER_BYTES + (d.bytes[d.start] & CSRC_COUNT) * 4;
}

/** Of the header with contributing sources and extension. */
export function headerBytes(d: Datagram): number {
  const bytes = d.bytes;
  const first = bytes[d.start];
  const at = RTP_HEADER_BYTES + (first & CSRC_COUNT) * 4;
  if ((first & HAS_EXTENSION) === 0 || d.start + at + EXTENSION_BYTES > d.end) return at;
  return at + EXTENSION_BYTES + ((bytes[d.start + at + 2] << 8) | bytes[d.start + at + 3]) * 4;
}

/** On the wire, without header and padding; what the snap length cut counts, padding in it cannot. */
export function payloadBytes(d: Datagram): number {
  const first = d.bytes[d.start];
  const whole = d.end - d.start + d.missing;
  // Fast path: nearly all of sound.
  if (first === PLAIN) return whole - RTP_HEADER_BYTES;
  const padding = first & HAS_PADDING && d.missing === 0 ? d.bytes[d.end - 1] : 0;
  return Math.max(0, whole - headerBytes(d) - padding);
}
