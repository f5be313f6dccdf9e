// What the two file formats have in common: the records of a capture, found in a window, and what is said about them.

import type { Frame } from '../model/frame.ts';
import type { InputStatistics } from './input-statistics.ts';
import type { FilePoints } from './point-names.ts';
import type { Secret, Step } from './reader.ts';

/** What the records of a segment need to know about it besides its bytes. */
export interface RecordsOrigin {
  /** Number of the segment in its capture, from 0. */
  readonly segment: number;
  readonly points: FilePoints;
  /** Takes what interface statistics say; one for all segments of a spool. */
  readonly statistics: InputStatistics;
}

/** One format's reader. It works on the bytes that the window has; it never waits and never throws. */
export interface Records {
  next(frame: Frame): Step;
  /** Which run of our recorder wrote the section at hand; empty when nobody says. */
  readonly run: string;
  /** Frames handed on so far. */
  readonly frames: number;
  /** Earliest and latest time of a frame, µs; Infinity and -Infinity while there is none. */
  readonly start: number;
  readonly end: number;
  /** LINKTYPE_ numbers of the interfaces, each once. */
  readonly linkTypes: ReadonlySet<number>;
  /** What stopped the reading before the end of the bytes; undefined when nothing did. */
  readonly truncated: string | undefined;
  /** Oddities, in words. */
  notes(): string[];
  readonly names: ReadonlyMap<string, string>;
  readonly secrets: readonly Secret[];
}
