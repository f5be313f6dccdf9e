// The header of one RTP packet (RFC 3550 §5.1), and where its payload lies. Read again for playback; what runs per packet of a
// capture is `streams.ts`.
//
//   │V2 P X CC│M PT│ sequence 2 │ timestamp 4 │ SSRC 4 │ CSRCs 4·CC │ extension 4 + 4·n, when X │ payload │ padding, when P │

import { be16, be32 } from '../bytes/read.ts';

export const RTP_HEADER_BYTES = 12;
const SSRC_AT = 8;
const EXTENSION_HEADER_BYTES = 4;

export interface RtpHeader {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly hasPadding: boolean;
  /** Bytes of the header, extension included: the payload begins there. */
  readonly headerBytes: number;
}

/** Undefined when the bytes are no RTP packet with a whole header. */
export function readRtpHeader(packet: Uint8Array): RtpHeader | undefined {
  if (packet.length < RTP_HEADER_BYTES || packet[0] >> 6 !== 2) return undefined;
  let headerBytes = RTP_HEADER_BYTES + (packet[0] & 0x0f) * 4;
  if ((packet[0] & 0x10) !== 0) {
    if (packet.length < headerBytes + EXTENSION_HEADER_BYTES) return undefined;
    headerBytes += EXTENSION_HEADER_BYTES + be16(packet, headerBytes + 2) * 4;
  }
  if (packet.length < headerBytes) return undefined;
  return {
    payloadType: packet[1] & 0x7f,
    marker: (packet[1] & 0x80) !== 0,
    sequence: be16(packet, 2),
    timestamp: be32(packet, 4),
    ssrc: be32(packet, SSRC_AT),
    hasPadding: (packet[0] & 0x20) !== 0,
    headerBytes,
  };
}

/** The payload without its padding, whose last byte says how much it is. Padding that cannot be is taken for payload. */
export function withoutPadding(payload: Uint8Array, hasPadding: boolean): Uint8Array {
  if (!hasPadding || payload.length === 0) return payload;
  const padding = payload[payload.length - 1];
  return padding === 0 || padding > payload.length ? payload : payload.subarray(0, payload.length - padding);
}
