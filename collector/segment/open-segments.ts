// Opens whatever the user names as one reader: files, pipes, directories of capture files; read to their end, or followed.

import { stat } from 'node:fs/promises';
import { CapturePoints } from '../model/points.ts';
import { findCaptures } from './directory.ts';
import { fileError, SegmentError } from './error.ts';
import { FileHandles } from './file-handles.ts';
import { type FollowOptions, openFollowed } from './follow.ts';
import { LateFile } from './late-file.ts';
import { MergedReader } from './merge.ts';
import { openSegment, STDIN } from './open.ts';
import { pointNames } from './point-names.ts';
import { MAX_SEGMENTS, type SegmentReader } from './reader.ts';
import { SegmentNumbers } from './segment-numbers.ts';

/** All read buffers together stay near this, however many files there are. */
const BUFFERS_BYTES = 32 * 1024 * 1024;
const LARGEST_BUFFER_BYTES = 1024 * 1024;
const SMALLEST_BUFFER_BYTES = 64 * 1024;
/** Names of files in a directory that are no captures, as far as they are told. */
const MAX_NAMES_TOLD = 5;

/** One file, pipe or followed directory. */
interface Item {
  readonly path: string;
  /** Of a file found in a directory: it is opened when its turn comes. */
  readonly found?: Found;
}

interface Found {
  readonly startMicros: number;
  readonly isCompressed: boolean;
  readonly bytes: number;
  readonly notes: readonly string[];
}

/**
 * Opens every path and merges them by time; `Frame.segment` is the index of the path, where a directory counts as its files.
 * One path gives its own reader. Throws SegmentError when one of them cannot be opened; the others are closed.
 */
export async function openSegments(paths: readonly string[], options: FollowOptions = {}): Promise<SegmentReader> {
  if (paths.filter(path => path === STDIN).length > 1) {
    throw new SegmentError('SIPA_STDIN_TWICE', 'Standard input is named twice', 'It can be read once; name - once.');
  }
  const items: Item[] = [];
  for (const path of paths) items.push(...(await itemsOf(path, options.follow === true)));
  if (items.length > MAX_SEGMENTS) throw tooMany(items.length);
  const names = pointNames(items.map(({ path }) => path));
  const handles = new FileHandles();
  const opener = new Opener(items.length, handles, options);
  const readers: SegmentReader[] = [];
  try {
    // One after the other, so that the error is that of the first path that fails.
    for (const item of items) readers.push(await opener.open(item, readers.length, names[readers.length]));
  } catch (error) {
    await Promise.all(readers.map(reader => reader.close()));
    throw error;
  }
  const starts = items.map(({ found }) => found?.startMicros);
  if (readers.length === 1 && starts[0] === undefined) return readers[0];
  return new MergedReader(readers, { starts, points: options.points, onClose: () => handles.close() });
}

class Opener {
  private readonly options: FollowOptions;
  private readonly handles: FileHandles;
  private readonly numbers: SegmentNumbers;
  private readonly points: CapturePoints;
  private readonly windowBytes: number;

  constructor(count: number, handles: FileHandles, options: FollowOptions) {
    const share = Math.floor(BUFFERS_BYTES / Math.max(count, 1));
    this.windowBytes = options.windowBytes ?? Math.max(SMALLEST_BUFFER_BYTES, Math.min(share, LARGEST_BUFFER_BYTES));
    this.points = options.points ?? new CapturePoints();
    this.numbers = new SegmentNumbers(count);
    this.handles = handles;
    this.options = options;
  }

  async open({ path, found }: Item, segment: number, pointName: string): Promise<SegmentReader> {
    const { points, windowBytes, handles } = this;
    if (found !== undefined) {
      return new LateFile(path, { ...found, segment, points, pointName, windowBytes, handles });
    }
    const options = { ...this.options, points, windowBytes, ...(path !== STDIN && { pointName }) };
    if (this.options.follow === true) return openFollowed(path, this.numbers.beginningWith(segment), options);
    return openSegment(path, segment, options);
  }
}

async function itemsOf(path: string, follow: boolean): Promise<Item[]> {
  if (follow || path === STDIN || !(await isDirectory(path))) return [{ path }];
  const { captures, others } = await findCaptures(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (captures.length === 0) {
    throw new SegmentError(
      'SIPA_NOT_A_CAPTURE',
      `${path}: there is no capture file in this directory`,
      'Capture files are pcap or pcapng, also gzipped. Directories in it are not looked into.',
    );
  }
  return captures.map(({ path, startMicros, isCompressed, stats }, at) => ({
    path,
    found: { startMicros, isCompressed, bytes: stats.size, notes: at === 0 ? notesOf(others) : [] },
  }));
}

/** What is not there is told when it is opened. */
async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isDirectory(),
    () => false,
  );
}

function notesOf(others: readonly string[]): string[] {
  if (others.length === 0) return [];
  const told = others.slice(0, MAX_NAMES_TOLD).join(', ') + (others.length > MAX_NAMES_TOLD ? ' …' : '');
  return [`${others.length} other files of the directory are no captures and were left out: ${told}`];
}

function tooMany(count: number): SegmentError {
  return new SegmentError(
    'SIPA_TOO_MANY_FILES',
    `${count} capture files are more than the ${MAX_SEGMENTS} that one capture can hold`,
    'Name fewer of them, or put them together with mergecap.',
  );
}
