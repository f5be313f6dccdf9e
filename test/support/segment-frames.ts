// Reads capture bytes and files in tests: a source in memory that hands out as many bytes a call as the test wants, and
// a drain that owns every frame.

import { Frame } from '../../collector/model/frame.ts';
import type { ByteSource } from '../../collector/segment/byte-source.ts';
import { openSource } from '../../collector/segment/file-reader.ts';
import { type SegmentReader, Step } from '../../collector/segment/reader.ts';

/** One frame, owned. */
export interface KeptFrame {
  readonly bytes: Buffer;
  readonly originalLength: number;
  readonly timeMicros: number;
  readonly nanos: number;
  readonly linkType: number;
  readonly segment: number;
  readonly offset: number;
  readonly number: number;
}

/** Bytes in memory, at most `chunk` of them a read. Counts what it gave. */
export class MemorySource implements ByteSource {
  private readonly content: Buffer;
  private readonly chunk: number;
  readonly bytesTotal: number;
  bytesRead = 0;
  damage: string | undefined;
  closed = false;
  /** The largest buffer that a read was given: what the reader holds. */
  largestTarget = 0;

  constructor(content: Buffer, chunk: number = content.length) {
    this.content = content;
    this.chunk = chunk;
    this.bytesTotal = content.length;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    this.largestTarget = Math.max(this.largestTarget, target.length);
    const count = Math.min(this.chunk, length, this.content.length - this.bytesRead);
    this.content.copy(target, at, this.bytesRead, this.bytesRead + count);
    this.bytesRead += count;
    return count;
  }

  readAt(offset: number, length: number): Buffer {
    return Buffer.from(this.content.subarray(offset, offset + length));
  }

  rewind(): void {
    this.bytesRead = 0;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** A reader over bytes; `chunk` bytes a read, a read buffer of `windowBytes` at first. */
export function openBytes(
  content: Buffer,
  options: { readonly chunk?: number; readonly windowBytes?: number } = {},
): Promise<SegmentReader> {
  const { chunk, windowBytes = 64 } = options;
  return openSource(new MemorySource(content, chunk), {
    path: 'memory',
    name: 'memory',
    segment: 0,
    compressed: false,
    windowBytes,
  });
}

/** All frames, owned. Fails when the reader asks for more bytes without end. */
export async function drain(reader: SegmentReader, most = 1e6): Promise<KeptFrame[]> {
  const frame = new Frame();
  const kept: KeptFrame[] = [];
  for (let turn = 0; turn < most; turn++) {
    const step = reader.next(frame);
    if (step === Step.End) return kept;
    if (step === Step.More) await reader.fill();
    else if (step === Step.Frame) kept.push(keep(frame));
  }
  throw new Error(`no end after ${most} steps`);
}

export function keep(frame: Frame): KeptFrame {
  const { originalLength, timeMicros, nanos, linkType, segment, offset, number } = frame;
  const bytes = Buffer.from(frame.bytes.subarray(frame.start, frame.end));
  return { bytes, originalLength, timeMicros, nanos, linkType, segment, offset, number };
}
