// Frames that were read before, once more, by a reader of their own: the one that reads the capture goes on undisturbed. Whatever that
// keeps can be replayed: files, gzip and pipes by their copies, followed files, spools. Segments are opened when their time comes.

import type { Frame } from '../model/frame.ts';
import { type FileReader, openSource } from './file-reader.ts';
import { MergedReader } from './merge.ts';
import { isPcap, PCAP_HEADER_BYTES, pcapRecordBytes } from './pcap.ts';
import { type SegmentExtent, type SegmentReader, Step } from './reader.ts';
import { type Piece, SegmentSource } from './segment-source.ts';

/** Read buffer of one segment; few are open at a time, but they may be many. */
const WINDOW_BYTES = 256 * 1024;

/** One segment, or the part of it from a frame on. */
export interface ReplayPart {
  readonly extent: SegmentExtent;
  /** `Frame.offset` of the first frame that is wanted; 0: all of them. Earlier ones may come as well. */
  readonly from: number;
}

/** Pulls frames in time order. Throws SegmentError when their bytes are not there any more. */
export interface Replay {
  /** As SegmentReader has it; ticks are left out. `Frame.segment` and `offset` mean nothing here. */
  next(frame: Frame): Step;
  fill(): Promise<void>;
  close(): Promise<void>;
}

export function replay(reader: SegmentReader, parts: readonly ReplayPart[]): Replay {
  const segments = parts.map((part, place) => new ReplayedSegment(reader, part, place));
  const merged = new MergedReader(segments, { starts: parts.map(({ extent }) => extent.start) });
  return {
    next: frame => {
      let step = merged.next(frame);
      while (step === Step.Tick) step = merged.next(frame);
      return step;
    },
    fill: () => merged.fill(),
    close: () => merged.close(),
  };
}

/** Opened when it is asked for the first time, closed at its end. */
class ReplayedSegment implements SegmentReader {
  readonly isWaiting = false;
  readonly names = new Map<string, string>();
  readonly secrets = [];
  private readonly reader: SegmentReader;
  private readonly part: ReplayPart;
  private readonly place: number;
  private source: SegmentSource | undefined;
  private file: FileReader | undefined;
  private isOver = false;

  constructor(reader: SegmentReader, part: ReplayPart, place: number) {
    this.reader = reader;
    this.part = part;
    this.place = place;
  }

  get bytesRead(): number {
    return this.source?.bytesRead ?? 0;
  }

  get bytesTotal(): number {
    return this.part.extent.bytes;
  }

  next(frame: Frame): Step {
    if (this.isOver) return Step.End;
    if (this.file === undefined) return Step.More;
    const step = this.file.next(frame);
    if (step === Step.End) this.end();
    return step;
  }

  async fill(): Promise<void> {
    if (this.isOver) return;
    if (this.file === undefined) await this.open();
    else await this.file.fill();
    if (this.source?.failure !== undefined) throw this.source.failure;
  }

  readAt(_segment: number, offset: number, length: number): Buffer {
    return this.reader.readAt(this.part.extent.segment, offset, length);
  }

  sourceOf(segment: number): string {
    return segment === this.place ? this.reader.sourceOf(this.part.extent.segment) : '';
  }

  extents = (): SegmentExtent[] => [this.part.extent];
  reports = () => this.file?.reports() ?? [];
  inputs = () => [];

  endFollowing(): void {}

  async close(): Promise<void> {
    this.end();
  }

  private async open(): Promise<void> {
    const { extent, from } = this.part;
    const path = this.reader.sourceOf(extent.segment);
    const source = new SegmentSource(this.reader, extent.segment, piecesOf(this.reader, extent, from));
    this.source = source;
    const origin = { path, name: path, segment: this.place, compressed: false, windowBytes: WINDOW_BYTES };
    this.file = await openSource(source, origin);
  }

  private end(): void {
    this.isOver = true;
    this.file = undefined;
  }
}

/** What stands before the first frame is left out where nothing in it is needed: in pcap, all but the file header. */
function piecesOf(reader: SegmentReader, { segment, bytes }: SegmentExtent, from: number): Piece[] {
  const header = reader.readAt(segment, 0, Math.min(bytes, PCAP_HEADER_BYTES));
  if (header.length < PCAP_HEADER_BYTES || !isPcap(header)) return [{ start: 0, end: bytes }];
  const start = Math.max(PCAP_HEADER_BYTES, from - pcapRecordBytes(header));
  return [
    { start: 0, end: PCAP_HEADER_BYTES },
    { start, end: bytes },
  ];
}
