// Reads the files of a series one after the other as one segment each, the newest as it grows.
// At most one file is being read; those that were are closed, and opened again for `readAt`. All files together are one source.

import { type FileHandle, open } from 'node:fs/promises';
import type { Frame } from '../model/frame.ts';
import type { CapturePoints } from '../model/points.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';
import { fileError, SegmentError } from './error.ts';
import { FileHandles, type FileIdentity } from './file-handles.ts';
import { type FileReader, openSource } from './file-reader.ts';
import { FollowSource } from './follow-source.ts';
import { InputStatistics } from './input-statistics.ts';
import { openSegment } from './open.ts';
import { note } from './pcapng-descriptions.ts';
import { MAX_SEGMENTS, type Secret, type SegmentExtent, type SegmentReader, Step } from './reader.ts';
import type { SegmentNumbers } from './segment-numbers.ts';
import type { PresentFile, Series, SeriesFile } from './series.ts';
import { SourceTotal } from './source-total.ts';
import type { Watch } from './watch.ts';

/** Inflated copies of gzipped files that stay open; older ones cannot be read again. */
const MAX_KEPT_COPIES = 16;

export interface SeriesOptions {
  readonly points: CapturePoints;
  readonly watch: Watch;
  readonly numbers: SegmentNumbers;
  /** Ends with what is there. */
  readonly follow: boolean;
  /** What `reports` calls the kind of source, say `pcapng spool`; default the format of the first file. */
  readonly format?: string;
  readonly windowBytes?: number;
}

/** A file that was opened as a segment. */
interface Segment {
  readonly number: number;
  readonly file: SeriesFile;
  identity: FileIdentity;
  /** The run of the recorder that wrote it. */
  run: string;
  /** Keeps the copy of an inflated file. */
  kept: SegmentReader | undefined;
  /** Once it is left: what was read of it; undefined when there was no frame in it. */
  extent: SegmentExtent | undefined;
}

/** The segment that is read now. */
interface Present {
  readonly segment: Segment;
  readonly reader: FileReader;
  /** Undefined where it cannot be followed. */
  readonly source: FollowSource | undefined;
  isOver: boolean;
}

export class SeriesReader implements SegmentReader {
  private readonly series: Series;
  private readonly options: SeriesOptions;
  private readonly segments: Segment[] = [];
  private readonly byNumber = new Map<number, Segment>();
  private readonly handles = new FileHandles();
  private readonly statistics = new InputStatistics();
  private total = new SourceTotal();
  private present: Present | undefined;
  /** What is being opened waits for its header, and must be woken, too. */
  private opening: FollowSource | undefined;
  /** Index of the segment to be read again next; past all of them when new ones come. */
  private again = 0;
  private isEnding: boolean;
  private isOver = false;
  private closed = false;
  private isIdle = false;
  private shedFiles = 0;

  constructor(series: Series, options: SeriesOptions) {
    this.series = series;
    this.options = options;
    this.isEnding = !options.follow;
  }

  next(frame: Frame): Step {
    const { present } = this;
    if (present === undefined || present.isOver) return this.isOver ? Step.End : Step.More;
    const step = present.reader.next(frame);
    if (step !== Step.End) return step;
    present.isOver = true;
    return Step.More;
  }

  async fill(): Promise<void> {
    while (!this.closed && !this.isOver) {
      if (this.present !== undefined && !this.present.isOver) return this.present.reader.fill();
      const isLastLook = this.isEnding;
      if (await this.moveOn()) return;
      if (this.closed) return;
      if (isLastLook) this.isOver = true;
      else if (!this.isEnding) await this.wait();
    }
  }

  get bytesRead(): number {
    return this.total.bytes + (this.present?.reader.bytesRead ?? 0);
  }

  get bytesTotal(): number {
    return this.total.bytes + (this.present?.reader.bytesTotal ?? 0) + this.series.waitingBytes;
  }

  get segmentCount(): number {
    return this.segments.length;
  }

  get missedSegments(): number {
    return this.series.missed;
  }

  get names(): ReadonlyMap<string, string> {
    return this.present === undefined ? this.total.names : new Map([...this.total.names, ...this.present.reader.names]);
  }

  get secrets(): readonly Secret[] {
    return this.present === undefined ? this.total.secrets : [...this.total.secrets, ...this.present.reader.secrets];
  }

  get isWaiting(): boolean {
    return this.isIdle || this.opening?.isWaiting === true || this.present?.reader.isWaiting === true;
  }

  sourceOf(segment: number): string {
    return this.byNumber.get(segment)?.file.path ?? '';
  }

  readAt(segment: number, offset: number, length: number): Buffer {
    const { present } = this;
    if (present?.segment.number === segment) return present.reader.readAt(segment, offset, length);
    const known = this.byNumber.get(segment);
    if (known === undefined) throw new RangeError(`there is no segment ${segment}`);
    if (known.kept !== undefined) return known.kept.readAt(segment, offset, length);
    if (known.file.isCompressed) throw notKept(known.file.path);
    try {
      return this.handles.readAt(known.identity, offset, length);
    } catch (error) {
      throw this.series.explainGone?.(known.file.path) ?? error;
    }
  }

  extents(): SegmentExtent[] {
    const left = this.segments.map(({ extent }) => extent).filter(extent => extent !== undefined);
    const { present } = this;
    if (present === undefined) return left;
    // One that is read again replaces what was known of it.
    return [...left.filter(({ segment }) => segment !== present.segment.number), ...present.reader.extents()];
  }

  reports(): SourceReport[] {
    const shed = note(
      this.shedFiles,
      `files beyond the first ${MAX_SEGMENTS} were not read; open them as another capture`,
    );
    const notes = [...this.series.notes(), ...shed];
    return [this.total.report(this.series.path, this.options.format, notes, this.present?.reader.reports()[0])];
  }

  inputs(): InputHealth[] {
    return this.statistics.list();
  }

  /** Reading goes on at the first frame of this segment. Not while a `fill` is pending. */
  async startAt(segment: number): Promise<void> {
    const index = this.segments.findIndex(({ number }) => number === segment);
    if (index < 0) throw new RangeError(`there is no segment ${segment}`);
    await this.leave();
    const run = this.segments[index].run;
    this.statistics.restart(index > 0 && this.segments[index - 1].run === run);
    this.total = new SourceTotal();
    this.again = index;
    this.isOver = this.closed;
  }

  endFollowing(): void {
    this.isEnding = true;
    this.opening?.endFollowing();
    this.present?.reader.endFollowing();
    this.options.watch.wake();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.isOver = true;
    if (this.present !== undefined) this.present.isOver = true;
    this.endFollowing();
    this.options.watch.close();
    this.handles.close();
    await this.opening?.close();
    await this.present?.reader.close();
    await Promise.all(this.segments.map(({ kept }) => kept?.close()));
  }

  /** Leaves the file that is over and opens the one after it; false when there is none yet. */
  private async moveOn(): Promise<boolean> {
    const isThere = this.again < this.segments.length || (await this.series.look(this.presentFile(), this.isEnding));
    for (const path of this.series.takeDeleted?.() ?? []) this.forget(path);
    if (!isThere || this.closed) return false;
    await this.leave();
    const again = this.segments.at(this.again);
    const file = again?.file ?? this.series.take();
    if (file === undefined) return false;
    await this.openFile(file, again);
    return true;
  }

  private async wait(): Promise<void> {
    this.isIdle = true;
    await this.options.watch.changed();
    this.isIdle = false;
  }

  private presentFile(): PresentFile | undefined {
    const { opening } = this;
    if (opening !== undefined) {
      const { bytesRead, isTruncated } = opening;
      return { identity: opening.identify(), bytesRead, isTruncated, isOver: false };
    }
    if (this.present === undefined) return undefined;
    const { segment, reader, source, isOver } = this.present;
    const isTruncated = source?.isTruncated === true;
    return { identity: segment.identity, bytesRead: reader.bytesRead, isTruncated, isOver };
  }

  /** What was read of the present file is added up, and it is closed. */
  private async leave(): Promise<void> {
    const { present } = this;
    if (present === undefined) return;
    this.present = undefined;
    const { segment, reader, source } = present;
    segment.run = reader.run;
    segment.extent = reader.extents()[0];
    this.total.add(reader);
    if (source === undefined) return this.keepCopy(segment, reader);
    const before = segment.identity;
    // It may have had too few bytes at first to be known by.
    if (!source.isTruncated) segment.identity = source.identify();
    this.series.onLeft?.(segment.file, before, segment.identity, reader.bytesRead);
    await reader.close();
  }

  private async keepCopy(segment: Segment, reader: SegmentReader): Promise<void> {
    segment.kept = reader;
    const kept = this.segments.filter(other => other.kept !== undefined);
    if (kept.length <= MAX_KEPT_COPIES) return;
    await kept[0].kept?.close();
    kept[0].kept = undefined;
  }

  private forget(path: string): void {
    for (const { file, identity } of this.segments) if (file.path === path) this.handles.forget(identity);
  }

  /** A file that cannot be opened or is no capture is told to the series, and left out. */
  private async openFile(file: SeriesFile, again: Segment | undefined): Promise<void> {
    if (again !== undefined) this.again++;
    const number = again?.number ?? this.options.numbers.take();
    if (number === undefined) {
      this.shedFiles++;
      return;
    }
    try {
      await this.openAs(file, number, again);
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      if (again === undefined) this.options.numbers.giveBack(number);
      if (!this.closed) this.series.onRefused(file, error);
    }
  }

  private async openAs(file: SeriesFile, number: number, again: Segment | undefined): Promise<void> {
    const { present, identity } = file.isCompressed
      ? await this.openCompressed(file, number)
      : await this.openGrowing(file, number);
    const segment = again ?? { number, file, identity, run: '', kept: undefined, extent: undefined };
    segment.identity = identity;
    if (again === undefined) {
      this.segments.push(segment);
      this.byNumber.set(number, segment);
      this.again = this.segments.length;
    }
    this.present = { segment, ...present, isOver: this.closed };
    this.series.onOpened(file, identity);
    if (this.closed) await present.reader.close();
  }

  private async openGrowing(file: SeriesFile, number: number): Promise<Opened> {
    const { watch } = this.options;
    const handle = await openHandle(file.path);
    const { size } = await handle.stat();
    const isOver = (): Promise<boolean> => this.isPresentOver();
    const source = new FollowSource(handle, file.path, size, { watch, isOver });
    if (this.isEnding) source.endFollowing();
    this.opening = source;
    try {
      const reader = await openSource(source, { ...this.origin(file, number), compressed: false });
      return { present: { reader, source }, identity: source.identify() };
    } finally {
      this.opening = undefined;
    }
  }

  private async openCompressed(file: SeriesFile, number: number): Promise<Opened> {
    const reader = await openSegment(file.path, number, this.origin(file, number));
    return { present: { reader, source: undefined }, identity: { path: file.path, dev: 0, ino: 0, fingerprint: NONE } };
  }

  private origin(file: SeriesFile, number: number) {
    const { points, windowBytes } = this.options;
    const { path, pointName } = file;
    const { statistics } = this;
    return {
      path,
      name: path,
      segment: number,
      points,
      pointName,
      statistics,
      ...(windowBytes !== undefined && { windowBytes }),
    };
  }

  /** Does another file go on from the present one, or from the one that has no header yet? */
  private async isPresentOver(): Promise<boolean> {
    return this.again < this.segments.length || this.series.look(this.presentFile(), this.isEnding);
  }
}

interface Opened {
  readonly present: Pick<Present, 'reader' | 'source'>;
  readonly identity: FileIdentity;
}

const NONE = Buffer.alloc(0);

async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw fileError(path, error);
  }
}

function notKept(path: string): SegmentError {
  return new SegmentError(
    'SIPA_SEGMENT_NOT_KEPT',
    `${path}: only the last ${MAX_KEPT_COPIES} gzipped files are kept inflated`,
    'Open this file on its own.',
  );
}
