// What the two file formats have in common: the records of a capture, found in a window, and what is said about them.

import type { Frame } from '../model/frame.ts';
import type { Secret, Step } from './reader.ts';

/** One format's reader. It works on the bytes that the window has; it never waits and never throws. */
export interface Records {
  next(frame: Frame): Step;
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
