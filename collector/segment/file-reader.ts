// One capture file as a SegmentReader: a source of bytes, the window over it, and the reader of its format.

import { basename } from 'node:path';
import type { Frame } from '../model/frame.ts';
import { CapturePoints } from '../model/points.ts';
import type { InputHealth, SourceReport } from '../model/report.ts';
import type { ByteSource } from './byte-source.ts';
import { SegmentError } from './error.ts';
import { InputStatistics } from './input-statistics.ts';
import { linkTypeName } from './link-types.ts';
import { isPcap, PCAP_HEADER_BYTES, PcapRecords } from './pcap.ts';
import { isPcapng, PcapngRecords, SECTION_BYTES } from './pcapng.ts';
import { FilePoints } from './point-names.ts';
import type { SegmentExtent, SegmentReader, Step } from './reader.ts';
import type { Records } from './records.ts';
import { describeBytes } from './sniff.ts';
import { Window } from './window.ts';

/** Read buffer. A 164 MB file in the page cache, every byte touched: 256 KiB 3.5, 1 MiB 6.0, 4 MiB 6.9 GB/s. */
export const WINDOW_BYTES = 1024 * 1024;

const PCAP_MAGIC_BYTES = 4;

/** What the reader needs to know about its source besides the bytes. */
export interface SourceOrigin {
  /** As the user wrote it. */
  readonly path: string;
  /** What errors call it. */
  readonly name: string;
  /** Number of the segment in its capture, from 0. */
  readonly segment: number;
  readonly compressed: boolean;
  /** Where the ids of its capture points come from; default private ones. */
  readonly points?: CapturePoints;
  /** What it is called as a capture point; default the base name of `path`. */
  readonly pointName?: string;
  /** What interface statistics of several segments come together in; default one of its own. */
  readonly statistics?: InputStatistics;
  /** Told with those of the file. */
  readonly notes?: readonly string[];
  /** Size of the read buffer at first; default WINDOW_BYTES. */
  readonly windowBytes?: number;
}

/**
 * Reads the file header and gives the reader, which owns the source. When these bytes are no capture the source is closed
 * and a SegmentError thrown.
 */
export async function openSource(source: ByteSource, origin: SourceOrigin): Promise<FileReader> {
  const window = new Window(source, origin.windowBytes ?? WINDOW_BYTES);
  while (!window.ended && needsMore(window)) await window.fill();
  const format = sniffFormat(window);
  if (format === undefined) {
    await source.close();
    throw refusal(window, origin);
  }
  const points = new FilePoints(origin.points ?? new CapturePoints(), origin.pointName ?? basename(origin.name));
  const statistics = origin.statistics ?? new InputStatistics();
  const described = { segment: origin.segment, points, statistics };
  const records = format === 'pcap' ? new PcapRecords(window, described) : new PcapngRecords(window, described);
  return new FileReader(source, window, records, statistics, format, origin);
}

/**
 * Is the header not there yet? Not a byte more is waited for: the first packet after it may be hours away.
 * What is no capture is looked at further, for every refusal says what the bytes look like.
 */
function needsMore({ bytes, end }: Window): boolean {
  return end < (end >= PCAP_MAGIC_BYTES && isPcap(bytes) ? PCAP_HEADER_BYTES : SECTION_BYTES);
}

function sniffFormat(window: Window): 'pcap' | 'pcapng' | undefined {
  const { bytes, end } = window;
  if (end >= PCAP_HEADER_BYTES && isPcap(bytes)) return 'pcap';
  if (end >= SECTION_BYTES && isPcapng(bytes)) return 'pcapng';
  return undefined;
}

function refusal(window: Window, origin: SourceOrigin): SegmentError {
  const { name, compressed } = origin;
  const head = window.bytes.subarray(0, window.end);
  const { damage } = window.source;
  if (damage !== undefined) {
    return new SegmentError(
      'SIPA_CAPTURE_CUT',
      `${name}: ${damage}`,
      'Check the file and, for gzip and pipes, the free space of the temporary directory (TMPDIR).',
    );
  }
  if (head.length === 0) {
    return new SegmentError(
      'SIPA_FILE_EMPTY',
      compressed ? `${name}: its gzip data is empty` : `${name}: empty, there is not one byte in it`,
      'The capture may not have been written yet: tcpdump -U writes packets at once.',
    );
  }
  // A header of which only the first bytes are there; 12 tell pcapng, 4 pcap.
  if ((head.length >= PCAP_MAGIC_BYTES && isPcap(head)) || (head.length >= 12 && isPcapng(head))) {
    return new SegmentError(
      'SIPA_CAPTURE_CUT',
      `${name}: cut at byte ${head.length}, inside the file header`,
      'No packet was saved in it; take the capture again.',
    );
  }
  const { what, hint } = describeBytes(head);
  return new SegmentError('SIPA_NOT_A_CAPTURE', `${name}: not a capture file${what}`, hint);
}

/** Made by `openSource`. */
export class FileReader implements SegmentReader {
  private readonly source: ByteSource;
  private readonly window: Window;
  private readonly records: Records;
  private readonly statistics: InputStatistics;
  private readonly format: string;
  private readonly origin: SourceOrigin;

  constructor(
    source: ByteSource,
    window: Window,
    records: Records,
    statistics: InputStatistics,
    format: string,
    origin: SourceOrigin,
  ) {
    this.source = source;
    this.window = window;
    this.records = records;
    this.statistics = statistics;
    this.format = origin.compressed ? `${format}.gz` : format;
    this.origin = origin;
  }

  next(frame: Frame): Step {
    return this.records.next(frame);
  }

  fill(): Promise<void> {
    return this.window.fill();
  }

  get bytesRead(): number {
    return this.source.bytesRead;
  }

  get bytesTotal(): number | undefined {
    return this.source.bytesTotal;
  }

  get names(): ReadonlyMap<string, string> {
    return this.records.names;
  }

  get secrets(): Records['secrets'] {
    return this.records.secrets;
  }

  /** Which run of our recorder wrote it, as far as it is read; empty when nobody says. */
  get run(): string {
    return this.records.run;
  }

  readAt(_segment: number, offset: number, length: number): Buffer {
    return this.source.readAt(offset, length);
  }

  extents(): SegmentExtent[] {
    const { records, window, origin } = this;
    if (records.start > records.end) return [];
    const bytes = window.base + window.end;
    return [{ segment: origin.segment, bytes, start: records.start, end: records.end }];
  }

  inputs(): InputHealth[] {
    return this.statistics.list();
  }

  reports(): SourceReport[] {
    const { records, source, format, origin } = this;
    // Why the bytes ended says more than where the last record was cut.
    const truncated = source.damage ?? records.truncated;
    return [
      {
        path: origin.path,
        format,
        linkTypes: [...new Set([...records.linkTypes].map(linkTypeName))],
        frames: records.frames,
        bytes: source.bytesTotal ?? source.bytesRead,
        ...(records.start <= records.end && { start: records.start, end: records.end }),
        ...(truncated !== undefined && { truncated }),
        notes: [...(origin.notes ?? []), ...records.notes()],
      },
    ];
  }

  sourceOf(segment: number): string {
    return segment === this.origin.segment ? this.origin.path : '';
  }

  get isWaiting(): boolean {
    return this.source.isWaiting === true;
  }

  endFollowing(): void {
    this.source.endFollowing?.();
  }

  async close(): Promise<void> {
    await this.source.close();
  }
}
