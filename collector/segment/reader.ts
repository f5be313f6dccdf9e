// What every reader of a segment gives: frames pulled one by one, and a way back to their bytes.

import type { Frame } from '../model/frame.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';

/**
 * What `next` found: a frame; nothing until `fill` has read more; the end of the segment; a tick.
 * A tick says that nothing more was captured up to `frame.timeMicros` (the only field that is set): it comes from the interface
 * statistics that our own recorder writes every second, so that timers of a live capture expire without traffic too. It also sets
 * `frame.point` and `frame.lostFrames`.
 */
export const Step = { Frame: 0, More: 1, End: 2, Tick: 3 } as const;
export type Step = (typeof Step)[keyof typeof Step];

/** Keys of a pcapng Decryption Secrets Block; type 0x544c534b is a TLS key log. */
export interface Secret {
  readonly type: number;
  readonly bytes: Buffer;
}

/** What was read of one segment, and can be read again: `readAt` gives any of it. */
export interface SegmentExtent {
  readonly segment: number;
  /** Inflated bytes, from the first one on. */
  readonly bytes: number;
  /** Earliest and latest time of a frame in it, µs. */
  readonly start: number;
  readonly end: number;
}

/** `Frame.segment` fits into 16 bits (the column of the message table): files beyond this many are not read, and counted. */
export const MAX_SEGMENTS = 65_536;

/**
 * Pull reader over one segment, or over several: merged, or one after the other as they appear.
 * `next` never waits; when it says More, await `fill()` and go on. Damaged input never throws here: it ends the frames
 * and is told in `reports()`. Where it follows what still grows, `fill` resolves when there is more, or when following ended.
 */
export interface SegmentReader {
  /** Fills the reused Frame. `frame.bytes` is lent until the next call of `next` or `fill`. */
  next(frame: Frame): Step;
  fill(): Promise<void>;
  /** On-disk bytes consumed so far. */
  readonly bytesRead: number;
  /** On-disk bytes there are, undefined for a pipe. */
  readonly bytesTotal: number | undefined;
  /**
   * Bytes of the (inflated) segment again, synchronously: what `Frame.segment` and `Frame.offset` point to.
   * Throws SegmentError when they are not there any more (file changed, reader closed, opened without `keep`).
   */
  readAt(segment: number, offset: number, length: number): Buffer;
  /** Of each segment with frames, also of those whose bytes are not there any more. */
  extents(): SegmentExtent[];
  /** One per path, in their order; a spool or a followed directory is one, whatever it holds. Complete after Step.End. */
  reports(): SourceReport[];
  /** Path of the file that `Frame.segment` means; empty when there is no such segment. */
  sourceOf(segment: number): string;
  /** What the segments say about each capture point that has counters of its own: interfaces and HEP listeners of our recorder, or any pcapng with interface statistics. */
  inputs(): InputHealth[];
  /** IP address text → name, from pcapng Name Resolution Blocks; the last one wins. */
  readonly names: ReadonlyMap<string, string>;
  /** From pcapng Decryption Secrets Blocks, up to 16 MiB in all. */
  readonly secrets: readonly Secret[];
  /** All that was there is read, and more may come: following, or a pipe. */
  readonly isWaiting: boolean;
  /** Waits for no more: what is there by now is read to its end. Wakes a `fill` that waits. Does nothing where nothing is followed. */
  endFollowing(): void;
  /** Wakes a `fill` that waits. Frees file handles and temporary files. Idempotent. */
  close(): Promise<void>;
}
