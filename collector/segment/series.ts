// A series: capture files that follow one another, found as they appear. A file that grows or is replaced, the files of a directory,
// the segments of a spool are three kinds of it; series-reader.ts reads any of them.

import type { SegmentError } from './error.ts';
import type { FileIdentity } from './file-handles.ts';

/** One file of a series, not opened yet. */
export interface SeriesFile {
  readonly path: string;
  /** What it is called as a capture point. */
  readonly pointName: string;
  /** gzip data cannot be followed: it is read as it is. */
  readonly isCompressed: boolean;
}

/** The file at hand, as its series needs to know it. */
export interface PresentFile {
  readonly identity: FileIdentity;
  readonly bytesRead: number;
  /** It became shorter than what was read of it. */
  readonly isTruncated: boolean;
  /** Nothing more is read of it, whatever comes: it is damaged, or truncated. */
  readonly isOver: boolean;
}

export interface Series {
  /** As the user named it. */
  readonly path: string;
  /**
   * Looks for files beyond those taken; true when there is one. Asked when the present one has no more bytes, again and again,
   * so it must cost nearly nothing; but `isLast` when nobody will ask later. Never rejects.
   */
  look(present: PresentFile | undefined, isLast: boolean): Promise<boolean>;
  /** The next file; undefined when `look` found none. */
  take(): SeriesFile | undefined;
  /** What became of a file that was taken: opened, or no capture, or gone. */
  onOpened(file: SeriesFile, identity: FileIdentity): void;
  /** It was read to its end, and is known again by another identity from now on. */
  onLeft?(file: SeriesFile, before: FileIdentity, now: FileIdentity, bytesRead: number): void;
  onRefused(file: SeriesFile, reason: SegmentError): void;
  /** Bytes of files found and not taken yet. */
  readonly waitingBytes: number;
  /** Files that were gone before they could be read. */
  readonly missed: number;
  /** Why a file cannot be read again; undefined when the system's own words will do. */
  explainGone?(path: string): SegmentError | undefined;
  /** Files that were taken and are not there any more, since the last call. */
  takeDeleted?(): readonly string[];
  /** What was odd, in words; bounded. */
  notes(): string[];
}
