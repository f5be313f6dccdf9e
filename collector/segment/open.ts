// Opens one capture: finds out what lies behind a path (file, FIFO, standard input), unwraps gzip, keeps what cannot be re-read.

import { open as openDescriptor } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { CapturePoints } from '../model/points.ts';
import type { ByteSource } from './byte-source.ts';
import { fileError, SegmentError } from './error.ts';
import { type FileReader, openSource } from './file-reader.ts';
import { FileSource } from './file-source.ts';
import { GunzipSource } from './gunzip-source.ts';
import type { InputStatistics } from './input-statistics.ts';
import { PipeSource } from './pipe-source.ts';
import { SpooledSource } from './spool.ts';

export interface OpenOptions {
  /** false: never re-read, so no copy of inflated or piped bytes is kept (`readAt` of those then throws). Default true. */
  readonly keep?: boolean;
  /** What `-` means; default process.stdin. */
  readonly stdin?: Readable;
  /** Size of the read buffer at first. */
  readonly windowBytes?: number;
  /** Where the ids of capture points come from; default a private one. */
  readonly points?: CapturePoints;
  /** What the file is called as a capture point; default its base name. */
  readonly pointName?: string;
  /** Where interface statistics come together; default in the reader. */
  readonly statistics?: InputStatistics;
  /** Go on with what is written after the end was reached, until `endFollowing()`. Default false. */
  readonly follow?: boolean;
}

/** The path that means standard input. */
export const STDIN = '-';
const STDIN_NAME = 'standard input';
const NOT_FOLLOWED = 'a gzipped file cannot be followed: it was read to the end that it had';

/**
 * One file, FIFO or `-`; pcap or pcapng, gzipped or not.
 * Throws SegmentError when it cannot be opened or is no capture (RFC 1952 for the gzip magic).
 */
export async function openSegment(path: string, segment: number, options: OpenOptions = {}): Promise<FileReader> {
  const { keep = true, windowBytes, points, pointName, statistics } = options;
  const found = path === STDIN ? await sniffPipe(options.stdin ?? process.stdin, STDIN_NAME) : await findFile(path);
  const name = path === STDIN ? STDIN_NAME : path;
  const plain: ByteSource = found.compressed ? new GunzipSource(found.source, name) : found.source;
  const rereadable = rereads(found.source) && !found.compressed;
  const source = keep && !rereadable ? new SpooledSource(plain, name) : plain;
  return openSource(source, {
    path,
    name,
    segment,
    compressed: found.compressed,
    ...(options.follow === true && found.compressed && rereads(found.source) && { notes: [NOT_FOLLOWED] }),
    ...(windowBytes !== undefined && { windowBytes }),
    ...(points !== undefined && { points }),
    ...(pointName !== undefined && { pointName }),
    ...(statistics !== undefined && { statistics }),
  });
}

function rereads(source: ByteSource): boolean {
  return source instanceof FileSource;
}

interface Found {
  readonly source: FileSource | PipeSource;
  readonly compressed: boolean;
}

async function findFile(path: string): Promise<Found> {
  try {
    const stats = await stat(path);
    if (stats.isFIFO()) return await sniffPipe(await openFifo(path), path);
    return await sniffFile(await open(path, 'r'), path);
  } catch (error) {
    throw error instanceof SegmentError ? error : fileError(path, error);
  }
}

/** A read of a silent FIFO in the thread pool could not be ended before its writer is; a socket waits without a thread. */
async function openFifo(path: string): Promise<Readable> {
  const fd = await promisify(openDescriptor)(path, 'r');
  return new Socket({ fd, readable: true, writable: false });
}

async function sniffFile(handle: FileHandle, path: string): Promise<Found> {
  try {
    const stats = await handle.stat();
    // A device has no size and no place to go back to.
    if (!stats.isFile() && !stats.isDirectory()) return await sniffPipe(handle.createReadStream(), path);
    const head = Buffer.alloc(2);
    await handle.read(head, 0, 2, 0);
    return { source: new FileSource(handle, path, stats.size), compressed: isGzip(head) };
  } catch (error) {
    // Reading a directory fails here, with EISDIR.
    await handle.close();
    throw error;
  }
}

async function sniffPipe(stream: Readable, name: string): Promise<Found> {
  const source = new PipeSource(stream, name);
  return { source, compressed: isGzip(await source.peek(2)) };
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}
