// Classic pcap (draft-ietf-opsawg-pcap), every magic and byte order. HOT: `next` runs once a frame.
// Takes the window's bytes, lends them through the reused Frame until the next `next` or `fill`; allocates nothing a frame.
//
//   file    magic 4 | major 2 | minor 2 | zone 4 | sigfigs 4 | snap length 4 | flags and link type 4
//   record  seconds 4 | µs or ns 4 | captured length 4 | original length 4 | [ 8 more: 0xa1b2cd34 ] | bytes …
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { be32, le32 } from '../bytes/read.ts';
import type { Frame } from '../model/frame.ts';
import { Step } from './reader.ts';
import type { Records, RecordsOrigin } from './records.ts';
import { MAX_RECORD_BYTES, type Window } from './window.ts';

/** Bytes of the file header. */
export const PCAP_HEADER_BYTES = 24;
const SNAP_LENGTH = 16;
const LINK_TYPE = 20;

const FRACTION = 4;
const CAPTURED = 8;
const ORIGINAL = 12;
const RECORD_BYTES = 16;
const MODIFIED_RECORD_BYTES = 24;

const MICROS_MAGIC = 0xa1b2c3d4;
const NANOS_MAGIC = 0xa1b23c4d;
/** Alexey Kuznetzov's patch: interface, protocol and packet type follow the record header. */
const MODIFIED_MAGIC = 0xa1b2cd34;

/** What libpcap allows at least, whatever the snap length says: writers are known to exceed their own. */
const USUAL_SNAP_LENGTH = 262_144;

/** Do the first four bytes start a classic pcap file? */
export function isPcap(bytes: Uint8Array): boolean {
  return isMagic(le32(bytes, 0)) || isMagic(be32(bytes, 0));
}

function isMagic(magic: number): boolean {
  return magic === MICROS_MAGIC || magic === NANOS_MAGIC || magic === MODIFIED_MAGIC;
}

/** Bytes that stand before each packet, as the file header at the start of `header` has it. */
export function pcapRecordBytes(header: Uint8Array): number {
  return le32(header, 0) === MODIFIED_MAGIC || be32(header, 0) === MODIFIED_MAGIC
    ? MODIFIED_RECORD_BYTES
    : RECORD_BYTES;
}

export class PcapRecords implements Records {
  private readonly window: Window;
  private readonly bigEndian: boolean;
  private readonly countsNanos: boolean;
  private readonly headerBytes: number;
  /** Longest captured length that is no lie. */
  private readonly limit: number;
  private readonly snapLength: number;
  private readonly segment: number;
  private readonly point: number;
  private readonly linkType: number;
  readonly linkTypes: ReadonlySet<number>;
  readonly names = new Map<string, string>();
  readonly secrets = [];
  readonly run = '';
  frames = 0;
  start = Number.POSITIVE_INFINITY;
  end = Number.NEGATIVE_INFINITY;
  truncated: string | undefined;

  /** The window stands at the file header, PCAP_HEADER_BYTES of which are there and start with a known magic. */
  constructor(window: Window, origin: RecordsOrigin) {
    const { bytes, at } = window;
    this.window = window;
    this.segment = origin.segment;
    this.point = origin.points.ofFile();
    this.bigEndian = isMagic(be32(bytes, at));
    const u32 = this.bigEndian ? be32 : le32;
    const magic = u32(bytes, at);
    this.countsNanos = magic === NANOS_MAGIC;
    this.headerBytes = magic === MODIFIED_MAGIC ? MODIFIED_RECORD_BYTES : RECORD_BYTES;
    this.snapLength = u32(bytes, at + SNAP_LENGTH);
    this.limit = Math.min(Math.max(this.snapLength, USUAL_SNAP_LENGTH), MAX_RECORD_BYTES - this.headerBytes);
    // The upper 16 bits say how long the FCS is, not what the link is.
    this.linkType = u32(bytes, at + LINK_TYPE) & 0xffff;
    this.linkTypes = new Set([this.linkType]);
    window.at = at + PCAP_HEADER_BYTES;
  }

  next(frame: Frame): Step {
    const { window, headerBytes } = this;
    const { bytes, at } = window;
    const left = window.end - at;
    let needed = headerBytes;
    let seconds = 0;
    let fraction = 0;
    let captured = 0;
    let original = 0;
    if (left >= headerBytes) {
      if (this.bigEndian) {
        seconds = be32(bytes, at);
        fraction = be32(bytes, at + FRACTION);
        captured = be32(bytes, at + CAPTURED);
        original = be32(bytes, at + ORIGINAL);
      } else {
        seconds = le32(bytes, at);
        fraction = le32(bytes, at + FRACTION);
        captured = le32(bytes, at + CAPTURED);
        original = le32(bytes, at + ORIGINAL);
      }
      if (captured > this.limit) return this.stop(captured);
      needed += captured;
    }
    // One way out for a cut header and a cut packet: V8 compiles this once more for each that it has not seen before.
    if (needed > left) return this.wait(needed);
    const start = at + headerBytes;
    const end = start + captured;

    let nanos = 0;
    let time = seconds * 1_000_000;
    if (this.countsNanos) {
      nanos = fraction % 1000;
      time += (fraction - nanos) / 1000;
    } else {
      time += fraction;
    }
    if (time < this.start) this.start = time;
    if (time > this.end) this.end = time;
    frame.bytes = bytes;
    frame.start = start;
    frame.end = end;
    // A writer that forgets the original length must not make the frame look longer than the wire.
    frame.originalLength = original < captured ? captured : original;
    frame.timeMicros = time;
    frame.nanos = nanos;
    frame.linkType = this.linkType;
    frame.segment = this.segment;
    frame.offset = window.base + start;
    frame.number = ++this.frames;
    frame.point = this.point;
    window.at = end;
    return Step.Frame;
  }

  notes(): string[] {
    return [];
  }

  private wait(needed: number): Step {
    const { window } = this;
    if (!window.ended) return Step.More;
    const left = window.end - window.at;
    if (left > 0 && this.truncated === undefined) {
      this.truncated = `cut at byte ${window.base + window.end}: the record at byte ${window.base + window.at} needs ${needed} bytes and has ${left}`;
    }
    return Step.End;
  }

  /** Nothing behind a header that lies can be trusted: there is no mark to find the next record by. */
  private stop(captured: number): Step {
    const { window } = this;
    this.truncated = `damaged at byte ${window.base + window.at}: the record there claims ${captured} captured bytes, with a snap length of ${this.snapLength}`;
    window.ended = true;
    window.at = window.end;
    return Step.End;
  }
}
