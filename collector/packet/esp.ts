// ESP with NULL encryption (RFC 2410), as IMS terminals use it towards the P-CSCF (3GPP TS 33.203): the payload lies open, but no
// field says so. What is inside is believed only when its trailer and the header of what it carries fit one another (RFC 5879).
//
//   │ SPI 4 │ sequence 4 │ payload … │ padding 1 2 3 … │ padding length 1 │ next header 1 │ check value 0…32 │

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { IpProtocol } from './ip-protocol.ts';
import type { Step } from './outcome.ts';
import { GO } from './outcome.ts';
import type { Packet } from './packet.ts';

const HEADER_BYTES = 8;
const TRAILER_BYTES = 2;
/** Sizes of the integrity check value, the usual ones first: HMAC-96, SHA-256-128, none, SHA-384-192, SHA-512-256. */
const CHECK_BYTES: readonly number[] = [12, 16, 0, 24, 32];
/** RFC 4303 §2.1: 0 is never on the wire, 1 to 255 are reserved. */
const SMALLEST_SPI = 256;

const UDP_BYTES = 8;
const UDP_LENGTH = 4;
const TCP_BYTES = 20;
const TCP_OFFSET = 12;
const TCP_RESERVED_BITS = 0x0f;
const IPV4_BYTES = 20;
const IPV4_LENGTH = 2;
const IPV6_BYTES = 40;
const IPV6_LENGTH = 4;

/** Leaves `p` at the payload with `p.protocol` set to what it is, trailer and check value cut off. */
export function peelEsp(p: Packet): Step {
  if (p.captured < HEADER_BYTES + TRAILER_BYTES) return p.short();
  if (be32(p.bytes, p.at) < SMALLEST_SPI) return Reason.MalformedPacket;
  // The trailer is what the capture cut.
  if (p.missing > 0) return Reason.Truncated;
  for (const checkBytes of CHECK_BYTES) {
    const trailer = p.end - checkBytes - TRAILER_BYTES;
    if (trailer < p.at + HEADER_BYTES) continue;
    const padding = p.bytes[trailer];
    const payload = trailer - padding;
    if (payload < p.at + HEADER_BYTES || !isPadding(p.bytes, payload, padding)) continue;
    if (!fits(p.bytes, p.at + HEADER_BYTES, payload, p.bytes[trailer + 1])) continue;
    p.protocol = p.bytes[trailer + 1];
    p.at += HEADER_BYTES;
    p.end = payload;
    return GO;
  }
  return Reason.EncryptedEsp;
}

/** RFC 4303 §2.4: padding bytes count from 1. */
function isPadding(bytes: Uint8Array, from: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (bytes[from + i] !== i + 1) return false;
  return true;
}

/** Does bytes[start..end) look like a whole packet of this protocol? */
function fits(bytes: Uint8Array, start: number, end: number, protocol: number): boolean {
  const length = end - start;
  switch (protocol) {
    case IpProtocol.Udp:
      return length >= UDP_BYTES && be16(bytes, start + UDP_LENGTH) === length;
    case IpProtocol.Tcp: {
      if (length < TCP_BYTES) return false;
      const headerBytes = (bytes[start + TCP_OFFSET] >> 4) << 2;
      const isReservedZero = (bytes[start + TCP_OFFSET] & TCP_RESERVED_BITS) === 0;
      return isReservedZero && headerBytes >= TCP_BYTES && headerBytes <= length;
    }
    case IpProtocol.IpInIp:
      return length >= IPV4_BYTES && bytes[start] >> 4 === 4 && be16(bytes, start + IPV4_LENGTH) === length;
    case IpProtocol.Ipv6InIp:
      return (
        length >= IPV6_BYTES && bytes[start] >> 4 === 6 && be16(bytes, start + IPV6_LENGTH) + IPV6_BYTES === length
      );
    default:
      return false;
  }
}
