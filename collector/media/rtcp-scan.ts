// RTCP packets of one datagram (RFC 3550 §6, RFC 3611, RFC 5506), handed on as numbers. Takes lent bytes, never throws, makes nothing;
// compound, reduced-size and several compounds in a row are all the same to it: packets one behind the other.
//
//   │V2 P count 5│ type 8 │ length 16, words behind this one │ SSRC of the sender │ …
//
// SRTCP (RFC 3711 §3.4) has the first 8 bytes in clear and ends in E, index and tag; it is told apart and not read.

import { be16, be32 } from '../bytes/read.ts';

/** RFC 3550 §12.1, RFC 3611 §2, RFC 4585 §6.1. */
export const RtcpType = {
  Sender: 200,
  Receiver: 201,
  Description: 202,
  Bye: 203,
  Application: 204,
  Extended: 207,
} as const;
/** RFC 3611 §4. */
const Block = { LossRle: 1, ReferenceTime: 4, Delay: 5, VoipMetrics: 7 } as const;

/** What became of a datagram. */
export const RtcpEnd = { Read: 0, Encrypted: 1, Unreadable: 2 } as const;
export type RtcpEnd = (typeof RtcpEnd)[keyof typeof RtcpEnd];

/** Is told what the packets say; `bytes` are lent. Times of NTP are the middle 32 bits: 1/65536 s. */
export interface RtcpReader {
  /** `ntp` of the sender's clock, and how much it has sent so far. */
  onSenderReport(sender: number, ntp: number, packets: number, bytes: number): void;
  /** One block of SR or RR: what `reporter` received of `ssrc`. Fraction in 1/256, jitter in units of its clock. */
  onReport(
    reporter: number,
    ssrc: number,
    fraction: number,
    lost: number,
    jitter: number,
    lastReport: number,
    delay: number,
  ): void;
  /** CNAME of `ssrc` in bytes[at..end). */
  onName(ssrc: number, bytes: Uint8Array, at: number, end: number): void;
  onBye(ssrc: number): void;
  /** Receiver reference time: the clock of `reporter`. */
  onReferenceTime(reporter: number, ntp: number): void;
  /** DLRR: `reporter` heard the reference time of `ssrc` `delay` before it sent this. */
  onDelay(reporter: number, ssrc: number, lastReference: number, delay: number): void;
  /** Loss run lengths: of so many packets of `ssrc` that `reporter` tells about, so many were lost. */
  onLossRuns(reporter: number, ssrc: number, packets: number, lost: number): void;
  /** A VoIP metrics block about `ssrc`: 28 bytes of values begin at bytes[at]. */
  onVoipMetrics(reporter: number, ssrc: number, bytes: Uint8Array, at: number): void;
}

const HEADER_BYTES = 4;
const REPORT_BYTES = 24;
const SENDER_INFO_BYTES = 20;
const CNAME = 1;
/** E bit and index, and a tag of 80 or 32 bits (RFC 3711 §3.4, RFC 4568 §6.2). */
const TRAILERS = [14, 8];
const VOIP_METRICS_BYTES = 36;

/** `isSecure`: the SDP that announced it says that it is SRTCP. */
export function scanRtcp(
  bytes: Uint8Array,
  start: number,
  end: number,
  isSecure: boolean,
  reader: RtcpReader,
): RtcpEnd {
  if (isSecure) return RtcpEnd.Encrypted;
  const whole = packetsEnd(bytes, start, end);
  if (whole < end) return isSrtcp(bytes, start, whole, end) ? RtcpEnd.Encrypted : RtcpEnd.Unreadable;
  let isWhole = true;
  for (let at = start; at < end; ) {
    const next = at + HEADER_BYTES + be16(bytes, at + 2) * 4;
    const padding = bytes[at] & 0x20 ? bytes[next - 1] : 0;
    isWhole = readPacket(bytes, at, Math.max(at + HEADER_BYTES, next - padding), reader) && isWhole;
    at = next;
  }
  return isWhole ? RtcpEnd.Read : RtcpEnd.Unreadable;
}

/** Where the row of packets that have the right version and type, and fit, ends. */
function packetsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (end - at >= HEADER_BYTES) {
    const type = bytes[at + 1];
    const next = at + HEADER_BYTES + be16(bytes, at + 2) * 4;
    if (bytes[at] >> 6 !== 2 || type < 192 || type > 223 || next > end) break;
    at = next;
  }
  return at;
}

/** What stands behind the packets in clear is the trailer: its E bit tells, before a tag of 80 or 32 bits. */
function isSrtcp(bytes: Uint8Array, start: number, at: number, end: number): boolean {
  if (at === start) return false;
  return TRAILERS.some(trailer => end - at >= trailer && (bytes[end - trailer] & 0x80) !== 0);
}

/** False when it is shorter than what it says it holds. */
function readPacket(bytes: Uint8Array, at: number, end: number, reader: RtcpReader): boolean {
  const count = bytes[at] & 0x1f;
  switch (bytes[at + 1]) {
    case RtcpType.Sender: {
      if (end - at < HEADER_BYTES + 4 + SENDER_INFO_BYTES) return false;
      const sender = be32(bytes, at + 4);
      const ntp = ((be16(bytes, at + 10) << 16) | be16(bytes, at + 12)) >>> 0;
      reader.onSenderReport(sender, ntp, be32(bytes, at + 20), be32(bytes, at + 24));
      return readReports(bytes, at + HEADER_BYTES + 4 + SENDER_INFO_BYTES, end, count, sender, reader);
    }
    case RtcpType.Receiver:
      if (end - at < HEADER_BYTES + 4) return false;
      return readReports(bytes, at + HEADER_BYTES + 4, end, count, be32(bytes, at + 4), reader);
    case RtcpType.Description:
      return readDescriptions(bytes, at + HEADER_BYTES, end, count, reader);
    case RtcpType.Bye:
      if (end - at < HEADER_BYTES + count * 4) return false;
      for (let i = 0; i < count; i++) reader.onBye(be32(bytes, at + HEADER_BYTES + i * 4));
      return true;
    case RtcpType.Extended:
      return readExtended(bytes, at, end, reader);
    default:
      // Feedback, application data and what is yet to come: not ours to understand.
      return true;
  }
}

function readReports(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  reporter: number,
  reader: RtcpReader,
): boolean {
  if (end - at < count * REPORT_BYTES) return false;
  for (let i = 0, block = at; i < count; i++, block += REPORT_BYTES) {
    const word = be32(bytes, block + 4);
    // 24 bits with a sign: more packets than were expected came when some are duplicates (§6.4.1).
    const lost = (word << 8) >> 8;
    const jitter = be32(bytes, block + 12);
    reader.onReport(
      reporter,
      be32(bytes, block),
      word >>> 24,
      lost,
      jitter,
      be32(bytes, block + 16),
      be32(bytes, block + 20),
    );
  }
  return true;
}

/** Chunks of an SSRC and items, each chunk padded to a whole word (RFC 3550 §6.5). */
function readDescriptions(bytes: Uint8Array, start: number, end: number, count: number, reader: RtcpReader): boolean {
  let at = start;
  for (let chunk = 0; chunk < count; chunk++) {
    if (end - at < 4) return false;
    const ssrc = be32(bytes, at);
    let item = at + 4;
    while (item + 1 < end && bytes[item] !== 0) {
      const next = item + 2 + bytes[item + 1];
      if (next > end) return false;
      if (bytes[item] === CNAME) reader.onName(ssrc, bytes, item + 2, next);
      item = next;
    }
    at += ((item - at) >> 2) * 4 + 4;
  }
  return true;
}

/** │ XR header │ SSRC │ block: type 8, specific 8, length 16 │ … │  (RFC 3611 §2) */
function readExtended(bytes: Uint8Array, start: number, end: number, reader: RtcpReader): boolean {
  if (end - start < HEADER_BYTES + 4) return false;
  const reporter = be32(bytes, start + 4);
  for (let at = start + HEADER_BYTES + 4; at < end; ) {
    if (end - at < HEADER_BYTES) return false;
    const next = at + HEADER_BYTES + be16(bytes, at + 2) * 4;
    if (next > end) return false;
    readBlock(bytes, at, next, reporter, reader);
    at = next;
  }
  return true;
}

function readBlock(bytes: Uint8Array, at: number, end: number, reporter: number, reader: RtcpReader): void {
  switch (bytes[at]) {
    case Block.VoipMetrics:
      if (end - at >= VOIP_METRICS_BYTES) reader.onVoipMetrics(reporter, be32(bytes, at + 4), bytes, at + 8);
      return;
    case Block.ReferenceTime:
      if (end - at < 12) return;
      reader.onReferenceTime(reporter, ((be16(bytes, at + 6) << 16) | be16(bytes, at + 8)) >>> 0);
      return;
    case Block.Delay:
      for (let block = at + 4; block + 12 <= end; block += 12) {
        reader.onDelay(reporter, be32(bytes, block), be32(bytes, block + 4), be32(bytes, block + 8));
      }
      return;
    case Block.LossRle:
      readLossRuns(bytes, at, end, reporter, reader);
      return;
    default:
  }
}

/**
 * Chunks of 16 bits (RFC 3611 §4.1): a run of up to 16383 packets that all came or all did not, or 15 packets bit by bit; 1 is
 * received. They cover the numbers from begin_seq up to end_seq.
 */
function readLossRuns(bytes: Uint8Array, start: number, end: number, reporter: number, reader: RtcpReader): void {
  if (end - start < 12) return;
  const expected = (be16(bytes, start + 10) - be16(bytes, start + 8)) & 0xffff;
  let packets = 0;
  let lost = 0;
  for (let at = start + 12; at + 2 <= end && packets < expected; at += 2) {
    const chunk = be16(bytes, at);
    if (chunk === 0) break;
    if (chunk & 0x8000) {
      const length = Math.min(15, expected - packets);
      for (let i = 0; i < length; i++) if ((chunk & (0x4000 >> i)) === 0) lost++;
      packets += length;
    } else {
      const length = Math.min(chunk & 0x3fff, expected - packets);
      if ((chunk & 0x4000) === 0) lost += length;
      packets += length;
    }
  }
  reader.onLossRuns(reporter, be32(bytes, start + 4), packets, lost);
}
