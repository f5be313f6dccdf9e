// Finds the capture files of a directory (not of those below it), by what is in them and not by their names.

import { closeSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { Frame } from '../model/frame.ts';
import { SegmentError } from './error.ts';
import { isGzip, openSegment } from './open.ts';
import { isPcap, PCAP_HEADER_BYTES } from './pcap.ts';
import { isPcapng, SECTION_BYTES } from './pcapng.ts';
import { Step } from './reader.ts';

/** As much of a file is read to find the time of its first packet. */
const MAX_LOOK_BYTES = 64 * 1024;
const LOOK_BYTES = 4096;

/** `early`: not enough of it is written to tell. */
export type FileKind = 'capture' | 'gzip' | 'early' | 'other';

export interface CaptureFile {
  readonly name: string;
  readonly path: string;
  readonly isCompressed: boolean;
  readonly stats: Stats;
}

/** Regular files that are not hidden, with what they are; those that vanish meanwhile are left out. Throws when the directory cannot be read. */
export function listFiles(
  directory: string,
): { readonly name: string; readonly path: string; readonly stats: Stats }[] {
  return readdirSync(directory).flatMap(name => {
    if (name.startsWith('.')) return [];
    const path = join(directory, name);
    const stats = statOf(path);
    return stats?.isFile() === true ? [{ name, path, stats }] : [];
  });
}

/** What the first bytes of a file say. */
export function kindOf(path: string): FileKind {
  const head = readHead(path);
  // Why it cannot be read is told when it is opened.
  if (head === undefined) return 'capture';
  if (head.length >= 2 && isGzip(head)) return 'gzip';
  if (head.length >= 4 && isPcap(head)) return head.length >= PCAP_HEADER_BYTES ? 'capture' : 'early';
  if (head.length >= 12 && isPcapng(head)) return head.length >= SECTION_BYTES ? 'capture' : 'early';
  return head.length < SECTION_BYTES ? 'early' : 'other';
}

/**
 * Time of the first packet, µs; Infinity when there is none yet. What cannot be read is told when it is its turn.
 */
export async function firstTime(path: string): Promise<number> {
  try {
    const reader = await openSegment(path, 0, { keep: false, windowBytes: LOOK_BYTES });
    const frame = new Frame();
    let step = reader.next(frame);
    while (step === Step.More && reader.bytesRead < MAX_LOOK_BYTES) {
      await reader.fill();
      step = reader.next(frame);
    }
    await reader.close();
    return step === Step.Frame ? frame.timeMicros : Number.POSITIVE_INFINITY;
  } catch (error) {
    if (error instanceof SegmentError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** The captures of a directory in the order of their first packets, and the names of what is none. */
export async function findCaptures(directory: string): Promise<{
  readonly captures: readonly (CaptureFile & { readonly startMicros: number })[];
  readonly others: readonly string[];
}> {
  const captures: (CaptureFile & { readonly startMicros: number })[] = [];
  const others: string[] = [];
  for (const file of listFiles(directory)) {
    const kind = kindOf(file.path);
    if (kind === 'capture' || kind === 'gzip') {
      captures.push({ ...file, isCompressed: kind === 'gzip', startMicros: await firstTime(file.path) });
    } else {
      others.push(file.name);
    }
  }
  captures.sort(
    (a, b) =>
      compare(a.startMicros, b.startMicros) || compare(a.stats.mtimeMs, b.stats.mtimeMs) || compare(a.name, b.name),
  );
  return { captures, others };
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readHead(path: string): Buffer | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const bytes = Buffer.alloc(SECTION_BYTES);
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Undefined when there is no such file, or nobody may know. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
