// Reads the spool of a recorder: its segments in the order of their sequence numbers, the newest as it grows.

import { CapturePoints } from '../model/points.ts';
import { fileError } from './error.ts';
import type { SegmentReader } from './reader.ts';
import { SegmentNumbers } from './segment-numbers.ts';
import { SeriesReader } from './series-reader.ts';
import { SpoolSeries } from './spool-series.ts';
import { type MakeWatch, watchPath } from './watch.ts';

export interface SpoolOptions {
  /** Where the ids of capture points come from; default a private one. */
  readonly points?: CapturePoints;
  /** Go on with what the recorder writes, until `endFollowing()`. Default true. */
  readonly follow?: boolean;
  /** Name of the first segment to read (the base name of what `sourceOf` gives); default the oldest there is. */
  readonly from?: string;
  /** Size of the read buffer at first. */
  readonly windowBytes?: number;
  /** How changes are noticed; default by the system, and a poll. */
  readonly watch?: MakeWatch;
}

export interface SpoolReader extends SegmentReader {
  /** Segments met so far: `Frame.segment` is below this. */
  readonly segmentCount: number;
  /** Segments that the recorder deleted before they were read: the reader was too slow. */
  readonly missedSegments: number;
  /**
   * Reading goes on at the first frame of this segment, which was read before or is the present one; all `Frame.segment` stay
   * what they are, and reports and inputs tell of what is read from here on. Not while a `fill` is pending.
   */
  startAt(segment: number): Promise<void>;
}

/** Throws SegmentError when there is no such directory. An empty one is waited for. */
export async function openSpool(directory: string, options: SpoolOptions = {}): Promise<SpoolReader> {
  const { points = new CapturePoints(), follow = true, from, windowBytes, watch = watchPath } = options;
  return new SeriesReader(seriesOf(directory, from), {
    points,
    follow,
    watch: watch(directory),
    numbers: new SegmentNumbers(),
    format: 'pcapng spool',
    ...(windowBytes !== undefined && { windowBytes }),
  });
}

function seriesOf(directory: string, from: string | undefined): SpoolSeries {
  try {
    return new SpoolSeries(directory, from);
  } catch (error) {
    throw fileError(directory, error);
  }
}
