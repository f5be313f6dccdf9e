// The header of a WebSocket frame (RFC 6455 §5.2): read in step, and recognised where nobody saw the upgrade.
//
//   │F r r r opcode│M length 7│ 16 or 63 bits more │ mask 4, when M │ payload …
//    FIN RSV1–3     126: 16 bits, 127: 63 bits

import { findLineFeed } from '../bytes/ascii.ts';
import { be16, be32 } from '../bytes/read.ts';
import { Sniff, sniffStartLine } from '../sip/sniff.ts';

export const Opcode = { Continuation: 0, Text: 1, Binary: 2, Close: 8, Ping: 9, Pong: 10 } as const;

const FIN = 0x80;
const RSV1 = 0x40;
const RSV2_AND_3 = 0x30;
const RESERVED = RSV1 | RSV2_AND_3;
const OPCODE = 0x0f;
const MASK = 0x80;
const LENGTH = 0x7f;
const LENGTH_16 = 126;
const LENGTH_63 = 127;
/** RFC 6455 §5.5: control frames carry 125 bytes or less. */
const MAX_CONTROL_BYTES = 125;
export const MAX_HEADER_BYTES = 14;
/** So much of a start line says whether it is one, though its end is not there. */
const START_LINE_BYTES = 256;
/** What must be seen of a frame to know it for one. */
export const RECOGNISED_BYTES = MAX_HEADER_BYTES + START_LINE_BYTES;

/** One object is reused for every frame. */
export class FrameHeader {
  isFinal = false;
  /** RSV1: this message is compressed (RFC 7692 §6). */
  isCompressed = false;
  opcode = 0;
  isMasked = false;
  /** Where the masking key lies in the bytes that were read. */
  maskAt = 0;
  /** Bytes of payload. Beyond 2^53 it is not exact, and no message is so long. */
  length = 0;
  /** RFC 6455 §5.2: the shortest form must be used. */
  isShortest = false;

  get isControl(): boolean {
    return this.opcode >= Opcode.Close;
  }
}

/** Bytes of the header that begins at `at`; 0 when more of it is needed; -1 when it is none. */
export function readFrameHeader(bytes: Uint8Array, at: number, end: number, out: FrameHeader): number {
  const first = bytes[at];
  const opcode = first & OPCODE;
  const isControl = opcode >= Opcode.Close;
  if (opcode > Opcode.Pong || (opcode > Opcode.Binary && !isControl) || (first & RSV2_AND_3) !== 0) return -1;
  // RFC 7692 §6.1: only the first frame of a data message says that it is compressed.
  if ((first & RSV1) !== 0 && (isControl || opcode === Opcode.Continuation)) return -1;
  if (isControl && (first & FIN) === 0) return -1;
  if (end - at < 2) return 0;
  const short = bytes[at + 1] & LENGTH;
  if (isControl && short > MAX_CONTROL_BYTES) return -1;
  const lengthBytes = short === LENGTH_63 ? 8 : short === LENGTH_16 ? 2 : 0;
  const isMasked = (bytes[at + 1] & MASK) !== 0;
  const headerBytes = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (end - at < headerBytes) return 0;
  if (lengthBytes === 8 && bytes[at + 2] >= 0x80) return -1;
  out.isFinal = (first & FIN) !== 0;
  out.isCompressed = (first & RSV1) !== 0;
  out.opcode = opcode;
  out.isMasked = isMasked;
  out.maskAt = at + headerBytes - 4;
  out.length = short;
  out.isShortest = true;
  if (lengthBytes === 2) {
    out.length = be16(bytes, at + 2);
    out.isShortest = out.length >= LENGTH_16;
  } else if (lengthBytes === 8) {
    out.length = be32(bytes, at + 2) * 2 ** 32 + be32(bytes, at + 6);
    out.isShortest = out.length > 0xffff;
  }
  return headerBytes;
}

/** Whether a stream that nobody saw the upgrade of begins with a WebSocket frame at `at`. */
export const Belief = { No: 0, Yes: 1, NeedsMore: 2 } as const;
export type Belief = (typeof Belief)[keyof typeof Belief];

/** Strict, for anything may begin with these bits: an uncompressed text or binary message whose payload begins as SIP does. */
export function believeSipFrame(bytes: Buffer, at: number, limitedEnd: number): Belief {
  const end = Math.min(limitedEnd, at + RECOGNISED_BYTES);
  const opcode = bytes[at] & OPCODE;
  // Text of other protocols ends here.
  if ((opcode !== Opcode.Text && opcode !== Opcode.Binary) || (bytes[at] & RESERVED) !== 0) return Belief.No;
  const seen = new FrameHeader();
  const headerBytes = readFrameHeader(bytes, at, end, seen);
  if (headerBytes === 0) return Belief.NeedsMore;
  if (headerBytes < 0 || !seen.isShortest) return Belief.No;
  const payload = at + headerBytes;
  const visible = Math.min(end - payload, seen.length, START_LINE_BYTES);
  const unmasked = Buffer.from(bytes.subarray(payload, payload + visible));
  if (seen.isMasked) unmask(unmasked, 0, visible, bytes, seen.maskAt, 0);
  const lf = findLineFeed(unmasked, 0, visible);
  const isEnough = lf !== -1 || visible === START_LINE_BYTES || visible === seen.length;
  const sniffed = visible === 0 ? Sniff.No : sniffStartLine(unmasked, 0, lf === -1 ? visible : lf);
  if (!isEnough) return Belief.NeedsMore;
  // A cut start line is `Malformed`: it has a SIP target, or a SIP version, and no more.
  return sniffed === Sniff.Sip || (lf === -1 && sniffed === Sniff.Malformed) ? Belief.Yes : Belief.No;
}

/** A frame of any kind that ends where the piece ends: what a known WebSocket goes on with after a hole. */
export function believeWholeFrame(bytes: Buffer, at: number, end: number, isMasked: boolean | undefined): boolean {
  const seen = new FrameHeader();
  const headerBytes = end - at < 2 ? 0 : readFrameHeader(bytes, at, end, seen);
  if (headerBytes <= 0 || !seen.isShortest || at + headerBytes + seen.length !== end) return false;
  return isMasked === undefined || seen.isMasked === isMasked;
}

/** RFC 6455 §5.3: octet i is XORed with octet i mod 4 of the key. `phase` is the i of `bytes[start]`. */
export function unmask(
  bytes: Uint8Array,
  start: number,
  end: number,
  key: Uint8Array,
  keyAt: number,
  phase: number,
): void {
  for (let at = start, i = phase; at < end; at++, i++) bytes[at] ^= key[keyAt + (i & 3)];
}
