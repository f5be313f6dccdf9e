// The outside of an Opus packet (RFC 6716 §3): is it well formed, and how long does it sound? What is not is never given to the
// library, which would complain on standard error.
//
//   TOC │ config 5 │ stereo 1 │ code 2 │ then one frame (0), two equal (1), two (2), or a count and as many as it says (3)

/** §3.1: frame length in units of 2.5 ms, by configuration: SILK 0–11, hybrid 12–15, CELT 16–31. */
const SILK_LENGTHS = [4, 8, 16, 24] as const;
const HYBRID_LENGTHS = [4, 8] as const;
const CELT_LENGTHS = [1, 2, 4, 8] as const;
/** §3.4 R5: 120 ms in those units. */
const MAX_LENGTH = 48;
/** §3.4 R2. */
const MAX_FRAME_BYTES = 1275;
/** A length of one byte goes up to 251; beyond, four times the second byte are added (§3.2.1). */
const ONE_BYTE_LENGTH = 251;

const PADDING_FOLLOWS = 0x40;
const IS_VARIABLE = 0x80;

/** ms of sound in the packet; undefined when it breaks the rules R1–R7 of §3.4. */
export function opusMillis(packet: Uint8Array): number | undefined {
  if (packet.length === 0) return undefined;
  const length = frameLength(packet[0] >> 3);
  const frames = frameCount(packet);
  return frames === undefined || frames * length > MAX_LENGTH ? undefined : frames * length * 2.5;
}

function frameLength(config: number): number {
  if (config < 12) return SILK_LENGTHS[config & 3];
  return config < 16 ? HYBRID_LENGTHS[config & 1] : CELT_LENGTHS[config & 3];
}

function frameCount(packet: Uint8Array): number | undefined {
  const bytes = packet.length - 1;
  switch (packet[0] & 3) {
    case 0:
      return bytes <= MAX_FRAME_BYTES ? 1 : undefined;
    case 1:
      return bytes % 2 === 0 && bytes / 2 <= MAX_FRAME_BYTES ? 2 : undefined;
    case 2: {
      const first = readLength(packet, 1, packet.length);
      return first !== undefined && fits(packet.length - first.end - first.bytes) ? 2 : undefined;
    }
    default:
      return manyFrames(packet);
  }
}

/** Code 3 (§3.2.5): │ variable 1 │ padding 1 │ count 6 │ padding length … │ lengths of all but the last … │ frames │ padding │ */
function manyFrames(packet: Uint8Array): number | undefined {
  if (packet.length < 2) return undefined;
  const head = packet[1];
  const count = head & 0x3f;
  let at = 2;
  let end = packet.length;
  if ((head & PADDING_FOLLOWS) !== 0) {
    let piece = 255;
    while (piece === 255) {
      if (at >= end) return undefined;
      piece = packet[at++];
      end -= piece === 255 ? 254 : piece;
    }
  }
  if (count === 0 || end < at) return undefined;
  if ((head & IS_VARIABLE) === 0) {
    const bytes = end - at;
    return bytes % count === 0 && bytes / count <= MAX_FRAME_BYTES ? count : undefined;
  }
  let framed = 0;
  for (let i = 0; i < count - 1; i++) {
    const length = readLength(packet, at, end);
    if (length === undefined) return undefined;
    at = length.end;
    framed += length.bytes;
  }
  return fits(end - at - framed) ? count : undefined;
}

function fits(bytes: number): boolean {
  return bytes >= 0 && bytes <= MAX_FRAME_BYTES;
}

function readLength(
  packet: Uint8Array,
  at: number,
  end: number,
): { readonly bytes: number; readonly end: number } | undefined {
  if (at >= end) return undefined;
  const first = packet[at];
  if (first <= ONE_BYTE_LENGTH) return { bytes: first, end: at + 1 };
  return at + 1 < end ? { bytes: first + 4 * packet[at + 1], end: at + 2 } : undefined;
}
