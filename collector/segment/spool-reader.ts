// Reads the spool of a recorder: its segments in the order of their sequence numbers, the newest as it grows.

import type { CapturePoints } from '../model/points.ts';
import { SegmentError } from './error.ts';
import type { SegmentReader } from './reader.ts';

export interface SpoolOptions {
  /** Where the ids of capture points come from; default a private one. */
  readonly points?: CapturePoints;
  /** Go on with what the recorder writes, until `endFollowing()`. Default true. */
  readonly follow?: boolean;
  /** Name of the first segment to read (the base name of what `sourceOf` gives); default the oldest there is. */
  readonly from?: string;
  /** Size of the read buffer at first. */
  readonly windowBytes?: number;
}

export interface SpoolReader extends SegmentReader {
  /** Segments met so far: `Frame.segment` is below this. */
  readonly segmentCount: number;
  /** Segments that the recorder deleted before they were read: the reader was too slow. */
  readonly missedSegments: number;
  /**
   * Reading goes on at the first frame of this segment, which was read before or is the present one; all `Frame.segment` stay
   * what they are. Not while a `fill` is pending.
   */
  startAt(segment: number): Promise<void>;
}

/** Throws SegmentError when there is no such directory. An empty one is waited for. */
export async function openSpool(directory: string, _options: SpoolOptions = {}): Promise<SpoolReader> {
  throw new SegmentError('SIPA_FILE_NOT_FOUND', `${directory}: spools are not read yet`, 'Name its segments as files.');
}
