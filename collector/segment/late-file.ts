// A file that is opened when its turn comes and closed when it is read, so that a directory of thousands needs few handles and
// buffers. Whoever reads it knows already when it begins.

import type { Frame } from '../model/frame.ts';
import type { CapturePoints } from '../model/points.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';
import { fileError, SegmentError } from './error.ts';
import { type FileHandles, type FileIdentity, identifyPath } from './file-handles.ts';
import type { FileReader } from './file-reader.ts';
import { openSegment } from './open.ts';
import { type Secret, type SegmentExtent, type SegmentReader, Step } from './reader.ts';

export interface LateFileOptions {
  readonly segment: number;
  readonly isCompressed: boolean;
  /** On disk, as long as it is not opened. */
  readonly bytes: number;
  readonly points: CapturePoints;
  readonly pointName: string;
  readonly windowBytes: number;
  /** Shared by all files of the capture; the reader over them closes it. */
  readonly handles: FileHandles;
  /** Told with those of the file. */
  readonly notes: readonly string[];
}

/** What is left of a file that was read. */
interface Rest {
  readonly report: SourceReport;
  readonly inputs: InputHealth[];
  readonly extents: SegmentExtent[];
  readonly names: ReadonlyMap<string, string>;
  readonly secrets: readonly Secret[];
}

const NOTHING = { inputs: [], extents: [], names: new Map<string, string>(), secrets: [] };

export class LateFile implements SegmentReader {
  readonly isWaiting = false;
  private readonly path: string;
  private readonly options: LateFileOptions;
  private reader: FileReader | undefined;
  private identity: FileIdentity | undefined;
  private rest: Rest | undefined;
  private closing: Promise<void> | undefined;

  constructor(path: string, options: LateFileOptions) {
    this.path = path;
    this.options = options;
  }

  next(frame: Frame): Step {
    if (this.rest !== undefined) return Step.End;
    if (this.reader === undefined) return Step.More;
    const step = this.reader.next(frame);
    if (step === Step.End) this.finish(this.reader);
    return step;
  }

  async fill(): Promise<void> {
    if (this.rest !== undefined) return;
    if (this.reader === undefined) await this.open();
    else await this.reader.fill();
  }

  get bytesRead(): number {
    return this.reader?.bytesRead ?? (this.rest === undefined ? 0 : this.options.bytes);
  }

  get bytesTotal(): number {
    return this.reader?.bytesTotal ?? this.options.bytes;
  }

  get names(): ReadonlyMap<string, string> {
    return this.rest?.names ?? this.reader?.names ?? NOTHING.names;
  }

  get secrets(): readonly Secret[] {
    return this.rest?.secrets ?? this.reader?.secrets ?? NOTHING.secrets;
  }

  sourceOf(segment: number): string {
    return segment === this.options.segment ? this.path : '';
  }

  readAt(segment: number, offset: number, length: number): Buffer {
    if (this.reader !== undefined) return this.reader.readAt(segment, offset, length);
    if (this.identity === undefined) throw new RangeError(`nothing was read of ${this.path}`);
    return this.options.handles.readAt(this.identity, offset, length);
  }

  reports(): SourceReport[] {
    const report = this.rest?.report ?? this.reader?.reports()[0] ?? this.unread([]);
    return [{ ...report, notes: [...this.options.notes, ...report.notes] }];
  }

  extents(): SegmentExtent[] {
    return this.rest?.extents ?? this.reader?.extents() ?? NOTHING.extents;
  }

  inputs(): InputHealth[] {
    return this.rest?.inputs ?? this.reader?.inputs() ?? NOTHING.inputs;
  }

  endFollowing(): void {}

  async close(): Promise<void> {
    this.rest ??= { ...NOTHING, report: this.reader?.reports()[0] ?? this.unread([]) };
    await this.reader?.close();
    await this.closing;
  }

  /** The directory was read a while ago: a file that cannot be opened by now is told, and the others are read. */
  private async open(): Promise<void> {
    const { segment, points, pointName, windowBytes } = this.options;
    try {
      const reader = await openSegment(this.path, segment, { points, pointName, windowBytes });
      // Closed meanwhile.
      if (this.rest !== undefined) return await reader.close();
      this.reader = reader;
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      this.rest ??= { ...NOTHING, report: this.unread([error.message]) };
    }
  }

  private finish(reader: FileReader): void {
    this.rest = {
      report: reader.reports()[0],
      inputs: reader.inputs(),
      extents: reader.extents(),
      names: reader.names,
      secrets: reader.secrets,
    };
    // The inflated copy of a gzipped file is gone when it is closed.
    if (this.options.isCompressed) return;
    try {
      this.identity = identifyPath(this.path);
    } catch (error) {
      this.rest = { ...this.rest, report: { ...this.rest.report, notes: [fileError(this.path, error).message] } };
      return;
    }
    this.reader = undefined;
    this.closing = reader.close();
  }

  private unread(notes: readonly string[]): SourceReport {
    return { path: this.path, format: 'unread', linkTypes: [], frames: 0, bytes: this.options.bytes, notes };
  }
}
