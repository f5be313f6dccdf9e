// Writes the blocks of a segment (draft-ietf-opsawg-pcapng): Section Header, Interface Description, Enhanced Packet, Interface
// Statistics. Little endian, times in nanoseconds. `writePacket` runs per packet: numbers into a buffer that is there, no allocation.
//
//   type | total length | … body …, padded to 4 | total length
//
// Enhanced Packet Block (§4.3), 32 bytes around the packet:
//   0 type 6 | 4 length | 8 interface | 12 time high | 16 time low | 20 captured | 24 original | 28 packet, padded | length

const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const INTERFACE_DESCRIPTION = 1;
const INTERFACE_STATISTICS = 5;
const ENHANCED_PACKET = 6;

const OPT_COMMENT = 1;
const SHB_HARDWARE = 2;
const SHB_OS = 3;
const SHB_USERAPPL = 4;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const IF_FILTER = 11;
const IF_OS = 12;
const ISB_IFRECV = 4;
const ISB_IFDROP = 5;
const ISB_OSDROP = 7;

/** 10⁻⁹ s. */
const NANOSECONDS = 9;
const NANOS_PER_SECOND = 1_000_000_000;
const TWO_32 = 0x1_0000_0000;

const PACKET_HEAD_BYTES = 28;

export interface SectionText {
  /** shb_userappl: `sipscope recorder …` is what makes our reader take the statistics as ticks. */
  readonly application: string;
  /** `run <startedAt of the recorder>`: counters begin again at 0 with each run, and the reader adds them up. */
  readonly comment?: string;
  readonly os?: string;
  readonly hardware?: string;
}

export interface InterfaceText {
  readonly linkType: number;
  readonly snapBytes: number;
  /** Capture point. */
  readonly name: string;
  readonly description?: string;
  readonly filter?: string;
  readonly os?: string;
}

/** Cumulative since the recorder started; undefined is not written, for nobody knows. */
export interface StatisticsText {
  readonly interfaceId: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly received: number;
  readonly interfaceDrops?: number;
  readonly kernelDrops?: number;
  readonly comment?: string;
}

export function sectionBlock(section: SectionText): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(BYTE_ORDER, 0);
  body.writeUInt16LE(1, 4);
  // Version 1.0; a section length of -1 says "read to the end".
  body.fill(0xff, 8, 16);
  return block(SECTION_HEADER, body, [
    textOption(OPT_COMMENT, section.comment),
    textOption(SHB_HARDWARE, section.hardware),
    textOption(SHB_OS, section.os),
    textOption(SHB_USERAPPL, section.application),
  ]);
}

export function interfaceBlock(text: InterfaceText): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(text.linkType, 0);
  body.writeUInt32LE(text.snapBytes, 4);
  return block(INTERFACE_DESCRIPTION, body, [
    textOption(IF_NAME, text.name),
    textOption(IF_DESCRIPTION, text.description),
    option(IF_TSRESOL, Buffer.from([NANOSECONDS])),
    filterOption(text.filter),
    textOption(IF_OS, text.os),
  ]);
}

export function statisticsBlock(text: StatisticsText): Buffer {
  const body = Buffer.alloc(12);
  body.writeUInt32LE(text.interfaceId, 0);
  writeTime(body, 4, text.seconds, text.nanos);
  return block(INTERFACE_STATISTICS, body, [
    textOption(OPT_COMMENT, text.comment),
    countOption(ISB_IFRECV, text.received),
    countOption(ISB_IFDROP, text.interfaceDrops),
    countOption(ISB_OSDROP, text.kernelDrops),
  ]);
}

/** Bytes of the block that holds a packet of `captured` bytes. */
export function packetBlockBytes(captured: number): number {
  return PACKET_HEAD_BYTES + ((captured + 3) & ~3) + 4;
}

/** Writes `bytes[start, end)` as a block at `out[at]` and gives the place behind it. The caller has made sure that there is room. */
export function writePacket(
  out: Buffer,
  at: number,
  interfaceId: number,
  seconds: number,
  nanos: number,
  bytes: Buffer,
  start: number,
  end: number,
  originalLength: number,
): number {
  bytes.copy(out, at + PACKET_HEAD_BYTES, start, end);
  return writeFrame(out, at, interfaceId, seconds, nanos, end - start, originalLength);
}

/** The same for a packet whose headers and payload lie in two places. */
export function writePacketOfTwo(
  out: Buffer,
  at: number,
  interfaceId: number,
  seconds: number,
  nanos: number,
  headers: Buffer,
  payload: Buffer,
): number {
  headers.copy(out, at + PACKET_HEAD_BYTES);
  payload.copy(out, at + PACKET_HEAD_BYTES + headers.length);
  const length = headers.length + payload.length;
  return writeFrame(out, at, interfaceId, seconds, nanos, length, length);
}

/** What stands around the packet. */
function writeFrame(
  out: Buffer,
  at: number,
  interfaceId: number,
  seconds: number,
  nanos: number,
  captured: number,
  originalLength: number,
): number {
  const total = packetBlockBytes(captured);
  out.writeUInt32LE(ENHANCED_PACKET, at);
  out.writeUInt32LE(total, at + 4);
  out.writeUInt32LE(interfaceId, at + 8);
  writeTime(out, at + 12, seconds, nanos);
  out.writeUInt32LE(captured, at + 20);
  out.writeUInt32LE(originalLength >>> 0, at + 24);
  const tail = at + total - 4;
  // The buffer is used again and again: old bytes must not show in the padding.
  for (let pad = at + PACKET_HEAD_BYTES + captured; pad < tail; pad++) out[pad] = 0;
  out.writeUInt32LE(total, tail);
  return at + total;
}

/** Nanoseconds since 1970 as two halves. 10⁹ · s leaves the 53 bits of a number, so the lower half is made modulo 2³². */
function writeTime(out: Buffer, at: number, seconds: number, nanos: number): void {
  const low = (Math.imul(seconds, NANOS_PER_SECOND) + nanos) >>> 0;
  const high = Math.round((seconds * NANOS_PER_SECOND + nanos - low) / TWO_32);
  out.writeUInt32LE(high >>> 0, at);
  out.writeUInt32LE(low, at + 4);
}

const NONE = Buffer.alloc(0);
const END_OF_OPTIONS = Buffer.alloc(4);

function block(type: number, body: Buffer, options: readonly Buffer[]): Buffer {
  const total = 12 + body.length + options.reduce((sum, one) => sum + one.length, 0) + END_OF_OPTIONS.length;
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(total, 4);
  return Buffer.concat([head, body, ...options, END_OF_OPTIONS, head.subarray(4)], total);
}

function option(code: number, value: Buffer): Buffer {
  const out = Buffer.alloc(4 + ((value.length + 3) & ~3));
  out.writeUInt16LE(code, 0);
  out.writeUInt16LE(value.length, 2);
  value.copy(out, 4);
  return out;
}

/** §3.5: the length of an option has 16 bits; texts of ours are short, those of users are cut. */
const MAX_TEXT_BYTES = 4096;

function textOption(code: number, text: string | undefined): Buffer {
  return text === undefined || text === '' ? NONE : option(code, Buffer.from(text).subarray(0, MAX_TEXT_BYTES));
}

/** §4.2, if_filter: the first byte says how it is written; 0 is libpcap's language. */
function filterOption(filter: string | undefined): Buffer {
  if (filter === undefined || filter === '') return NONE;
  return option(IF_FILTER, Buffer.from(`\0${filter}`).subarray(0, MAX_TEXT_BYTES));
}

function countOption(code: number, count: number | undefined): Buffer {
  if (count === undefined) return NONE;
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE(BigInt(count));
  return option(code, value);
}
