// Several captures as one, in time order: the earliest frame at the head of any of them comes next.
// Stable: of frames with the same time the earlier file's comes first. A file that is not in order itself stays as it is.
//
// What is live (a pipe, a file that is followed) may be silent for hours: it is waited for a moment, then the others go on without
// it, and what it brings later comes when it comes.

import { Frame } from '../model/frame.ts';
import type { CapturePoints } from '../model/points.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';
import { type Secret, type SegmentExtent, type SegmentReader, Step } from './reader.ts';
import { Gate } from './watch.ts';

/** How long a live reader that has nothing is waited for, for the sake of order. */
export const HOLD_MILLIS = 200;

/** A reader with the frame or tick at its head, which is lent until the reader is asked again. */
interface Head {
  readonly reader: SegmentReader;
  readonly frame: Frame;
  readonly order: number;
  /** Capture points that it brought frames of; the latest one. */
  readonly points: Set<number>;
  point: number;
  step: Step;
  /** It is live and had nothing for so long that the others do not wait for it any more. */
  isOverdue: boolean;
}

export interface MergeOptions {
  /** When a reader begins, µs, by its place: until then it is not asked for anything. Default: all are asked at once. */
  readonly starts?: readonly (number | undefined)[];
  /** Closed with the readers. */
  readonly onClose?: () => void;
  /** Told when the points of a reader begin and end. */
  readonly points?: CapturePoints;
  /** Resolves when a live reader was waited for long enough; default HOLD_MILLIS of the clock. */
  readonly hold?: () => Promise<void>;
}

/** Owns the readers. `Frame.segment` of a reader that has one segment is its place among them; further ones have numbers beyond. */
export class MergedReader implements SegmentReader {
  private readonly readers: readonly SegmentReader[];
  private readonly options: MergeOptions;
  /** Readers to be asked for their next frame: at first all, later the one whose frame was handed on. */
  private readonly pending: Head[] = [];
  /** Readers that have to read on, and readers that do. */
  private hungry: Head[] = [];
  private readonly filling = new Set<Head>();
  /** Binary heap of the others, earliest first. */
  private readonly heads: Head[] = [];
  private readonly gate = new Gate();
  private isHolding = false;
  /** Why a reader could not read on: a mistake of ours, for damage never rejects. */
  private failure: unknown;

  constructor(readers: readonly SegmentReader[], options: MergeOptions = {}) {
    this.readers = readers;
    this.options = options;
    for (let order = readers.length - 1; order >= 0; order--) {
      const head: Head = {
        reader: readers[order],
        frame: new Frame(),
        order,
        points: new Set(),
        point: -1,
        step: Step.More,
        isOverdue: false,
      };
      const start = options.starts?.[order];
      if (start === undefined) {
        this.pending.push(head);
      } else {
        head.frame.timeMicros = start;
        pushHead(this.heads, head);
      }
    }
  }

  next(frame: Frame): Step {
    for (;;) {
      if (this.pending.length > 0) this.askPending();
      if (this.hungry.length > 0 || (this.filling.size > 0 && !this.mayGoOn())) return Step.More;
      if (this.heads.length === 0) return Step.End;
      const first = popHead(this.heads);
      this.pending.push(first);
      // It stood for its start alone, and is asked now.
      if (first.step === Step.More) continue;
      copyFrame(first.frame, frame);
      if (first.step === Step.Frame && frame.point !== first.point) this.beginPoint(first, frame.point);
      return first.step;
    }
  }

  async fill(): Promise<void> {
    for (const head of this.hungry) void this.fillOne(head);
    this.hungry = [];
    if (this.pending.length > 0 || this.filling.size === 0) return;
    if (this.heads.length > 0) void this.hold();
    await this.gate.pass();
    if (this.failure !== undefined) throw this.failure;
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
    const reader = this.ownerOf(segment);
    if (reader === undefined) throw new RangeError(`there is no segment ${segment}`);
    return reader.readAt(segment, offset, length);
  }

  extents(): SegmentExtent[] {
    return this.readers.flatMap(reader => reader.extents());
  }

  inputs(): InputHealth[] {
    return this.readers.flatMap(reader => reader.inputs());
  }

  reports(): SourceReport[] {
    return this.readers.flatMap(reader => reader.reports());
  }

  sourceOf(segment: number): string {
    return this.ownerOf(segment)?.sourceOf(segment) ?? '';
  }

  /** Nothing is at hand, and everybody who may still bring something waits for it. */
  get isWaiting(): boolean {
    if (this.pending.length > 0 || this.hungry.length > 0 || this.heads.length > 0 || this.filling.size === 0)
      return false;
    return [...this.filling].every(({ reader }) => reader.isWaiting);
  }

  endFollowing(): void {
    for (const reader of this.readers) reader.endFollowing();
  }

  async close(): Promise<void> {
    this.options.onClose?.();
    await Promise.all(this.readers.map(reader => reader.close()));
  }

  private ownerOf(segment: number): SegmentReader | undefined {
    return this.readers[segment] ?? this.readers.find(reader => reader.sourceOf(segment) !== '');
  }

  private askPending(): void {
    for (let head = this.pending.pop(); head !== undefined; head = this.pending.pop()) {
      head.step = head.reader.next(head.frame);
      if (head.step === Step.More) this.hungry.push(head);
      else if (head.step !== Step.End) pushHead(this.heads, head);
      else for (const point of head.points) this.options.points?.end(point);
    }
  }

  private beginPoint(head: Head, point: number): void {
    head.point = point;
    if (head.points.has(point)) return;
    head.points.add(point);
    this.options.points?.begin(point);
  }

  /** Is there something to hand on, and nobody left who is worth waiting for? */
  private mayGoOn(): boolean {
    if (this.heads.length === 0) return false;
    for (const head of this.filling) if (!head.isOverdue) return false;
    return true;
  }

  private async fillOne(head: Head): Promise<void> {
    this.filling.add(head);
    try {
      await head.reader.fill();
    } catch (error) {
      this.failure ??= error;
    }
    this.filling.delete(head);
    head.isOverdue = false;
    this.pending.push(head);
    this.gate.open();
  }

  private async hold(): Promise<void> {
    if (this.isHolding) return;
    this.isHolding = true;
    const held = [...this.filling];
    await (this.options.hold ?? holdByClock)();
    this.isHolding = false;
    // A slow disk is no reason to go on; only who waits for others to write is left behind.
    for (const head of held) head.isOverdue ||= this.filling.has(head) && head.reader.isWaiting;
    this.gate.open();
  }
}

function holdByClock(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, HOLD_MILLIS));
}

function isBefore(a: Head, b: Head): boolean {
  if (a.frame.timeMicros !== b.frame.timeMicros) return a.frame.timeMicros < b.frame.timeMicros;
  // Who stands for its start alone must be asked before anybody of that time is handed on.
  if ((a.step === Step.More) !== (b.step === Step.More)) return a.step === Step.More;
  if (a.frame.nanos !== b.frame.nanos) return a.frame.nanos < b.frame.nanos;
  return a.order < b.order;
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
