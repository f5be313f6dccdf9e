// Opens what still grows: a file that somebody writes, a directory in which somebody makes files. Pipes wait by themselves.

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CapturePoints } from '../model/points.ts';
import { kindOf } from './directory.ts';
import { DirectorySeries } from './directory-series.ts';
import { fileError } from './error.ts';
import { FileSeries } from './file-series.ts';
import { type OpenOptions, openSegment, STDIN } from './open.ts';
import type { SegmentReader } from './reader.ts';
import type { SegmentNumbers } from './segment-numbers.ts';
import type { Series } from './series.ts';
import { SeriesReader } from './series-reader.ts';
import { type MakeWatch, watchPath } from './watch.ts';

export interface FollowOptions extends OpenOptions {
  /** How changes are noticed; default by the system, and a poll. */
  readonly watch?: MakeWatch;
}

/** Throws SegmentError when it cannot be opened, or is a file that is no capture and will not become one. */
export async function openFollowed(
  path: string,
  numbers: SegmentNumbers,
  options: FollowOptions,
): Promise<SegmentReader> {
  const series = path === STDIN ? undefined : await seriesOf(path, options);
  if (series === undefined) return openSegment(path, numbers.take() ?? 0, { ...options, follow: true });
  const { points = new CapturePoints(), windowBytes, watch = watchPath } = options;
  return new SeriesReader(series, {
    points,
    numbers,
    follow: true,
    watch: watch(path),
    ...(windowBytes !== undefined && { windowBytes }),
  });
}

/** Undefined for what is opened as it is: pipes, gzipped files, and files that are refused. */
async function seriesOf(path: string, options: FollowOptions): Promise<Series | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return await DirectorySeries.open(path);
    if (!stats.isFile()) return undefined;
  } catch (error) {
    throw fileError(path, error);
  }
  const kind = kindOf(path);
  if (kind === 'gzip' || kind === 'other') return undefined;
  return new FileSeries(path, options.pointName ?? basename(path));
}
