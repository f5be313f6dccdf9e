// pcapng (draft-ietf-opsawg-pcapng): sections of either byte order, any number of interfaces. HOT: `next` runs once a frame.
// Takes the window's bytes, lends them through the reused Frame until the next `next` or `fill`; allocates nothing a frame.
//
//   block            type 4 | total length 4 | body …, padded to 4 | total length 4
//   Enhanced Packet  interface 4 | time high 4 | time low 4 | captured 4 | original 4 | bytes … | options
//   Packet (old)     interface 2 | drops 2     | the same from here on
//   Simple Packet    original 4 | bytes …
//   Statistics       interface 4 | time high 4 | time low 4 | options
//
// Statistics of our own recorder are ticks: they tell how far its clock is when nothing is captured.
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { be16, be32, le16, le32 } from '../bytes/read.ts';
import type { Frame } from '../model/frame.ts';
import type { InputStatistics } from './input-statistics.ts';
import { note, PcapngDescriptions, type PcapngInterface } from './pcapng-descriptions.ts';
import { readStatisticsOptions } from './pcapng-options.ts';
import type { FilePoints } from './point-names.ts';
import { type Secret, Step } from './reader.ts';
import type { Records, RecordsOrigin } from './records.ts';
import { MAX_RECORD_BYTES, type Window } from './window.ts';

const Block = {
  Section: 0x0a0d0d0a,
  Interface: 1,
  ObsoletePacket: 2,
  SimplePacket: 3,
  Names: 4,
  Statistics: 5,
  EnhancedPacket: 6,
  Secrets: 10,
} as const;

const LENGTH = 4;
const BODY = 8;
/** Type, length, and the length again at the end. */
const FRAMING_BYTES = 12;

/** The section header as far as it is read: framing, byte-order magic, version, section length. */
export const SECTION_BYTES = 28;
const BYTE_ORDER = 8;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MAJOR_VERSION = 12;

// Enhanced and obsolete packets agree from the time on.
const TIME = 12;
const CAPTURED = 20;
const ORIGINAL = 24;
const PACKET = 28;
const PACKET_BLOCK_BYTES = 32;
const SIMPLE_PACKET = 12;
const SIMPLE_BLOCK_BYTES = 16;
const STATISTICS_OPTIONS = 20;
const STATISTICS_BLOCK_BYTES = 24;

/** Do the first twelve bytes start a pcapng file? */
export function isPcapng(bytes: Uint8Array): boolean {
  if (be32(bytes, 0) !== Block.Section) return false;
  return be32(bytes, BYTE_ORDER) === BYTE_ORDER_MAGIC || le32(bytes, BYTE_ORDER) === BYTE_ORDER_MAGIC;
}

export class PcapngRecords implements Records {
  private readonly window: Window;
  private readonly segment: number;
  private readonly points: FilePoints;
  private readonly statistics: InputStatistics;
  private bigEndian = false;
  private readonly described = new PcapngDescriptions();
  /** A block that is skipped: its stated length, until the copy of it behind the block is seen. */
  private skipping = 0;
  /** Time of the frame before, for packets that have none. */
  private lastMicros = 0;
  private lastNanos = 0;

  private homeless = 0;
  private lying = 0;
  private timeless = 0;
  private unpadded = 0;
  private strayStatistics = 0;

  frames = 0;
  start = Number.POSITIVE_INFINITY;
  end = Number.NEGATIVE_INFINITY;
  truncated: string | undefined;

  /** The window stands at the first section header. */
  constructor(window: Window, origin: RecordsOrigin) {
    this.window = window;
    this.segment = origin.segment;
    this.points = origin.points;
    this.statistics = origin.statistics;
  }

  next(frame: Frame): Step {
    const { window } = this;
    for (;;) {
      if (this.skipping !== 0) {
        if (window.end - window.at < 4) return this.wait(4);
        if (!this.endSkip()) return Step.End;
      }
      const { bytes, at } = window;
      const left = window.end - at;
      if (left < FRAMING_BYTES) return this.wait(FRAMING_BYTES);
      const type = this.bigEndian ? be32(bytes, at) : le32(bytes, at);
      // The section type reads the same both ways; only what follows tells the byte order.
      if (type === Block.Section && !this.turn(at)) return Step.End;
      const stated = this.bigEndian ? be32(bytes, at + LENGTH) : le32(bytes, at + LENGTH);
      if (stated < FRAMING_BYTES) return this.stop(`a block of ${stated} bytes`);
      // Some writers leave the padding out of the length; the padding itself is there.
      const length = (stated & 3) === 0 ? stated : stated + 4 - (stated & 3);
      if (!isRead(type)) {
        this.skipping = stated;
        window.at = at + length - 4;
        continue;
      }
      if (length > MAX_RECORD_BYTES) return this.stop(`a block of ${stated} bytes`);
      if (left < length) return this.wait(length);
      const repeated = this.bigEndian ? be32(bytes, at + length - 4) : le32(bytes, at + length - 4);
      if (repeated !== stated) return this.stop(`two lengths, ${stated} and ${repeated}, that differ`);
      if (stated !== length) this.unpadded++;

      window.at = at + length;
      if (type === Block.EnhancedPacket) {
        const id = this.bigEndian ? be32(bytes, at + BODY) : le32(bytes, at + BODY);
        if (this.takePacket(frame, at, length, id)) return Step.Frame;
      } else if (type === Block.SimplePacket) {
        if (this.takeSimplePacket(frame, at, length)) return Step.Frame;
      } else if (type === Block.ObsoletePacket) {
        const id = this.bigEndian ? be16(bytes, at + BODY) : le16(bytes, at + BODY);
        if (this.takePacket(frame, at, length, id)) return Step.Frame;
      } else if (type === Block.Statistics) {
        if (this.takeStatistics(frame, at, length)) return Step.Tick;
      } else if (!this.takeDescription(type, at, length)) {
        return Step.End;
      }
    }
  }

  get run(): string {
    return this.described.run;
  }

  get linkTypes(): ReadonlySet<number> {
    return this.described.linkTypes;
  }

  get names(): ReadonlyMap<string, string> {
    return this.described.names;
  }

  get secrets(): readonly Secret[] {
    return this.described.secrets;
  }

  notes(): string[] {
    return [
      ...note(this.homeless, 'packets name an interface that the file does not describe, and were left out'),
      ...note(this.lying, 'packet blocks claim more bytes than they hold, and were left out'),
      ...note(this.timeless, 'packets carry no time (Simple Packet Blocks); each got the time of the frame before it'),
      ...note(this.unpadded, 'blocks state a length without their padding'),
      ...note(this.strayStatistics, 'blocks of interface statistics name no interface, and were left out'),
      ...this.described.notes(),
    ];
  }

  /** Enhanced or obsolete packet; false when the block holds no frame that can be used. */
  private takePacket(frame: Frame, at: number, length: number, id: number): boolean {
    const { window, bigEndian } = this;
    const { bytes } = window;
    const { interfaces } = this.described;
    if (id >= interfaces.length) {
      this.homeless++;
      return false;
    }
    const captured = bigEndian ? be32(bytes, at + CAPTURED) : le32(bytes, at + CAPTURED);
    // A block shorter than its fixed part fails here as well: its room is negative.
    if (captured > length - PACKET_BLOCK_BYTES) {
      this.lying++;
      return false;
    }
    const original = bigEndian ? be32(bytes, at + ORIGINAL) : le32(bytes, at + ORIGINAL);
    const from = interfaces[id];
    from.clock.set(bytes, at + TIME, bigEndian, frame);
    const time = frame.timeMicros;
    this.lastMicros = time;
    this.lastNanos = frame.nanos;
    if (time < this.start) this.start = time;
    if (time > this.end) this.end = time;
    this.lend(frame, from, id, at + PACKET, captured, original);
    return true;
  }

  private takeSimplePacket(frame: Frame, at: number, length: number): boolean {
    const { bytes } = this.window;
    const { interfaces } = this.described;
    if (interfaces.length === 0) {
      this.homeless++;
      return false;
    }
    const room = length - SIMPLE_BLOCK_BYTES;
    if (room < 0) {
      this.lying++;
      return false;
    }
    const { snapLength } = interfaces[0];
    const original = this.bigEndian ? be32(bytes, at + BODY) : le32(bytes, at + BODY);
    // §4.4: there is no captured length; it is the smaller of original and snap length.
    const captured = Math.min(original, snapLength === 0 ? original : snapLength);
    if (captured > room) {
      this.lying++;
      return false;
    }
    this.timeless++;
    frame.timeMicros = this.lastMicros;
    frame.nanos = this.lastNanos;
    this.lend(frame, interfaces[0], 0, at + SIMPLE_PACKET, captured, original);
    return true;
  }

  private lend(
    frame: Frame,
    from: PcapngInterface,
    id: number,
    start: number,
    captured: number,
    original: number,
  ): void {
    const { window } = this;
    if (from.point < 0) this.settlePoint(from, id);
    frame.bytes = window.bytes;
    frame.start = start;
    frame.end = start + captured;
    frame.originalLength = original < captured ? captured : original;
    frame.linkType = from.linkType;
    frame.segment = this.segment;
    frame.offset = window.base + start;
    frame.number = ++this.frames;
    frame.point = from.point;
  }

  /** Once an interface, at its first packet or statistics: by then its neighbours are described, too. */
  private settlePoint(from: PcapngInterface, id: number): void {
    const { described, points } = this;
    if (described.isRecorded) from.point = points.ofInput(from.name, id);
    else from.point = described.interfaces.length > 1 ? points.ofInterface(from.name, id) : points.ofFile();
    if (described.isRecorded || from.hasApproximateTimes) {
      this.statistics.describe(from.point, from.hasApproximateTimes);
    }
  }

  /** True when the statistics are a tick. */
  private takeStatistics(frame: Frame, at: number, length: number): boolean {
    const { window, bigEndian, described } = this;
    const { bytes } = window;
    const id = bigEndian ? be32(bytes, at + BODY) : le32(bytes, at + BODY);
    if (length < STATISTICS_BLOCK_BYTES || id >= described.interfaces.length) {
      this.strayStatistics++;
      return false;
    }
    const from = described.interfaces[id];
    if (from.point < 0) this.settlePoint(from, id);
    const options = readStatisticsOptions(bytes, at + STATISTICS_OPTIONS, at + length - 4, bigEndian);
    const lostFrames = this.statistics.note(from.point, described.run, options);
    if (!described.isRecorded) return false;
    from.clock.set(bytes, at + TIME, bigEndian, frame);
    frame.point = from.point;
    frame.lostFrames = lostFrames;
    return true;
  }

  /** A block that describes; false when reading cannot go on behind it. */
  private takeDescription(type: number, at: number, length: number): boolean {
    const { described, bigEndian } = this;
    const { bytes } = this.window;
    const end = at + length - 4;
    if (type === Block.Section) return this.startSection(at, length);
    if (type === Block.Interface) this.addInterface(at, end);
    else if (type === Block.Names) described.addNames(bytes, at, end, bigEndian);
    else described.addSecret(bytes, at, end, bigEndian);
    return true;
  }

  /** An input of our recorder is shown from the start, whether anything comes from it or not. */
  private addInterface(at: number, end: number): void {
    const { described, window, bigEndian } = this;
    const added = described.addInterface(window.bytes, at, end, bigEndian);
    if (added !== undefined && described.isRecorded) this.settlePoint(added, described.interfaces.length - 1);
  }

  /** Takes over the byte order of the section header at `at`; false when it has none. */
  private turn(at: number): boolean {
    const { bytes } = this.window;
    if (be32(bytes, at + BYTE_ORDER) === BYTE_ORDER_MAGIC) this.bigEndian = true;
    else if (le32(bytes, at + BYTE_ORDER) === BYTE_ORDER_MAGIC) this.bigEndian = false;
    else {
      this.stop('a section without byte order');
      return false;
    }
    return true;
  }

  private startSection(at: number, length: number): boolean {
    const { bytes } = this.window;
    const major = this.bigEndian ? be16(bytes, at + MAJOR_VERSION) : le16(bytes, at + MAJOR_VERSION);
    if (length < SECTION_BYTES || major !== 1) {
      this.window.at = at;
      this.stop(length < SECTION_BYTES ? `a section header of ${length} bytes` : `a section of version ${major}`);
      return false;
    }
    this.described.startSection(bytes, at, at + length - 4, this.bigEndian);
    return true;
  }

  /** The window stands at the second length of a skipped block: only when it agrees is the next block where we look. */
  private endSkip(): boolean {
    const { window, skipping } = this;
    const { bytes, at } = window;
    const repeated = this.bigEndian ? be32(bytes, at) : le32(bytes, at);
    this.skipping = 0;
    if (repeated !== skipping) {
      this.stop(`the end of a block with two lengths, ${skipping} and ${repeated}, that differ`);
      return false;
    }
    window.at = at + 4;
    return true;
  }

  private wait(needed: number): Step {
    const { window } = this;
    if (!window.ended) return Step.More;
    const left = window.end - window.at;
    if ((left !== 0 || this.skipping !== 0) && this.truncated === undefined) {
      const where = `cut at byte ${window.base + window.end}`;
      this.truncated =
        this.skipping !== 0
          ? `${where}: a block of ${this.skipping} bytes that ends at byte ${window.base + window.at + 4} is not whole`
          : `${where}: the block at byte ${window.base + window.at} needs ${needed} bytes and has ${left}`;
    }
    return Step.End;
  }

  /** What follows a length that lies cannot be found. */
  private stop(what: string): Step {
    const { window } = this;
    this.truncated = `damaged at byte ${window.base + window.at}: found ${what}`;
    this.skipping = 0;
    window.ended = true;
    window.at = window.end;
    return Step.End;
  }
}

/** Is a block of this type read? All others are skipped, however long they are. */
function isRead(type: number): boolean {
  return (
    type === Block.EnhancedPacket ||
    (type >= Block.Interface && type <= Block.Statistics) ||
    type === Block.Section ||
    type === Block.Secrets
  );
}
