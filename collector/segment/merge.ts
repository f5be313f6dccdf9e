// Several captures as one, in time order: the earliest frame at the head of any of them comes next.
// Stable: of frames with the same time the earlier file's comes first. A file that is not in order itself stays as it is.

import { Frame } from '../model/frame.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';
import { SegmentError } from './error.ts';
import { type OpenOptions, openSegment, STDIN } from './open.ts';
import { type Secret, type SegmentReader, Step } from './reader.ts';

/** All read buffers together stay near this, however many files there are. */
const BUFFERS_BYTES = 32 * 1024 * 1024;
const LARGEST_BUFFER_BYTES = 1024 * 1024;
const SMALLEST_BUFFER_BYTES = 64 * 1024;

/**
 * Opens every path and merges them by time; `Frame.segment` is the index of the path.
 * One path gives its own reader. Throws SegmentError when one of them cannot be opened; the others are closed.
 */
export async function openSegments(paths: readonly string[], options: OpenOptions = {}): Promise<SegmentReader> {
  if (paths.filter(path => path === STDIN).length > 1) {
    throw new SegmentError('SIPA_STDIN_TWICE', 'Standard input is named twice', 'It can be read once; name - once.');
  }
  const share = Math.floor(BUFFERS_BYTES / Math.max(paths.length, 1));
  const windowBytes = Math.max(SMALLEST_BUFFER_BYTES, Math.min(share, LARGEST_BUFFER_BYTES));
  const readers: SegmentReader[] = [];
  try {
    // One after the other, so that the error is that of the first path that fails.
    for (const path of paths) readers.push(await openSegment(path, readers.length, { windowBytes, ...options }));
  } catch (error) {
    await Promise.all(readers.map(reader => reader.close()));
    throw error;
  }
  return readers.length === 1 ? readers[0] : new MergedReader(readers);
}

/** A reader with the frame at its head, which is lent until the reader is asked again. */
interface Head {
  readonly reader: SegmentReader;
  readonly frame: Frame;
  readonly segment: number;
}

/** Exported for its test: `openSegments` makes it. Owns the readers; `segment` of each is its index. */
export class MergedReader implements SegmentReader {
  private readonly readers: readonly SegmentReader[];
  /** Readers that have no frame at their head yet: at first all, later the one whose frame was handed on. */
  private readonly pending: Head[];
  /** Binary heap of the others, earliest first. */
  private readonly heads: Head[] = [];

  constructor(readers: readonly SegmentReader[]) {
    this.readers = readers;
    this.pending = readers.map((reader, segment) => ({ reader, frame: new Frame(), segment })).reverse();
  }

  next(frame: Frame): Step {
    for (;;) {
      const head = this.pending.at(-1);
      if (head === undefined) break;
      const step = head.reader.next(head.frame);
      if (step === Step.More) return Step.More;
      this.pending.pop();
      if (step === Step.Frame) pushHead(this.heads, head);
    }
    if (this.heads.length === 0) return Step.End;
    const first = popHead(this.heads);
    this.pending.push(first);
    copyFrame(first.frame, frame);
    return Step.Frame;
  }

  async fill(): Promise<void> {
    await this.pending.at(-1)?.reader.fill();
  }

  get bytesRead(): number {
    return this.readers.reduce((sum, reader) => sum + reader.bytesRead, 0);
  }

  get bytesTotal(): number | undefined {
    let sum = 0;
    for (const { bytesTotal } of this.readers) {
      if (bytesTotal === undefined) return undefined;
      sum += bytesTotal;
    }
    return sum;
  }

  get names(): ReadonlyMap<string, string> {
    return new Map(this.readers.flatMap(reader => [...reader.names]));
  }

  get secrets(): readonly Secret[] {
    return this.readers.flatMap(reader => reader.secrets);
  }

  readAt(segment: number, offset: number, length: number): Buffer {
    return this.readers[segment].readAt(segment, offset, length);
  }

  inputs(): InputHealth[] {
    return this.readers.flatMap(reader => reader.inputs());
  }

  reports(): SourceReport[] {
    return this.readers.flatMap(reader => reader.reports());
  }

  sourceOf(segment: number): string {
    return this.readers[segment]?.sourceOf(segment) ?? '';
  }

  get isWaiting(): boolean {
    return this.readers.some(reader => reader.isWaiting);
  }

  endFollowing(): void {
    for (const reader of this.readers) reader.endFollowing();
  }

  async close(): Promise<void> {
    await Promise.all(this.readers.map(reader => reader.close()));
  }
}

function isBefore(a: Head, b: Head): boolean {
  if (a.frame.timeMicros !== b.frame.timeMicros) return a.frame.timeMicros < b.frame.timeMicros;
  if (a.frame.nanos !== b.frame.nanos) return a.frame.nanos < b.frame.nanos;
  return a.segment < b.segment;
}

function pushHead(heap: Head[], head: Head): void {
  let at = heap.length;
  heap.push(head);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(head, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = head;
}

/** Takes the earliest head out of a heap that is not empty. */
function popHead(heap: Head[]): Head {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || last === first) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], last)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return first;
}

function copyFrame(from: Frame, to: Frame): void {
  to.bytes = from.bytes;
  to.start = from.start;
  to.end = from.end;
  to.originalLength = from.originalLength;
  to.timeMicros = from.timeMicros;
  to.nanos = from.nanos;
  to.linkType = from.linkType;
  to.segment = from.segment;
  to.offset = from.offset;
  to.number = from.number;
  to.point = from.point;
  to.lostFrames = from.lostFrames;
}
