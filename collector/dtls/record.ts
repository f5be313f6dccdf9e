// DTLS records as they lie in a datagram (RFC 6347 §4.1), and what tells them from the RTP and STUN that share the port (RFC 7983 §7).
//
//    0      1        3       5          11       13
//   │ type │ version│ epoch │ sequence │ length │ fragment …

import { be16 } from '../bytes/read.ts';

const EPOCH = 3;
const LENGTH = 11;
const HEADER_BYTES = 13;
/** RFC 7983 §7: 20 to 63 are DTLS; content types end at 25 (RFC 9146). */
const FIRST_TYPE = 20;
const LAST_TYPE = 25;
/** DTLS 1.0 is 1.1 in ones' complement, DTLS 1.2 is 1.2 so. */
const VERSIONS: readonly number[] = [0xfeff, 0xfefd];
const HANDSHAKE = 22;

export function isDtls(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < HEADER_BYTES || bytes[start] < FIRST_TYPE || bytes[start] > LAST_TYPE) return false;
  return VERSIONS.includes(be16(bytes, start + 1));
}

/** Fragments of handshake records in the clear (epoch 0), in order. Lent. */
export function* plainHandshakes(bytes: Buffer, start: number, end: number): Generator<Buffer> {
  for (let at = start; isDtls(bytes, at, end); ) {
    const next = at + HEADER_BYTES + be16(bytes, at + LENGTH);
    if (next > end) return;
    if (bytes[at] === HANDSHAKE && be16(bytes, at + EPOCH) === 0) yield bytes.subarray(at + HEADER_BYTES, next);
    at = next;
  }
}
