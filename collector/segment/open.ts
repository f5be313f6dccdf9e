// Opens one capture: finds out what lies behind a path (file, FIFO, standard input), unwraps gzip, keeps what cannot be re-read.

import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ByteSource } from './byte-source.ts';
import { fileError, SegmentError } from './error.ts';
import { openSource } from './file-reader.ts';
import { FileSource } from './file-source.ts';
import { GunzipSource } from './gunzip-source.ts';
import { PipeSource } from './pipe-source.ts';
import type { SegmentReader } from './reader.ts';
import { SpooledSource } from './spool.ts';

export interface OpenOptions {
  /** false: never re-read, so no copy of inflated or piped bytes is kept (`readAt` of those then throws). Default true. */
  readonly keep?: boolean;
  /** What `-` means; default process.stdin. */
  readonly stdin?: Readable;
  /** Size of the read buffer at first. */
  readonly windowBytes?: number;
}

/** The path that means standard input. */
export const STDIN = '-';
const STDIN_NAME = 'standard input';

/**
 * One file, FIFO or `-`; pcap or pcapng, gzipped or not.
 * Throws SegmentError when it cannot be opened or is no capture (RFC 1952 for the gzip magic).
 */
export async function openSegment(path: string, segment: number, options: OpenOptions = {}): Promise<SegmentReader> {
  const { keep = true, windowBytes } = options;
  const found = path === STDIN ? await sniffPipe(options.stdin ?? process.stdin, STDIN_NAME) : await findFile(path);
  const name = path === STDIN ? STDIN_NAME : path;
  const plain: ByteSource = found.compressed ? new GunzipSource(found.source, name) : found.source;
  const rereadable = found.source instanceof FileSource && !found.compressed;
  const source = keep && !rereadable ? new SpooledSource(plain, name) : plain;
  return openSource(source, {
    path,
    name,
    segment,
    compressed: found.compressed,
    ...(windowBytes !== undefined && { windowBytes }),
  });
}

interface Found {
  readonly source: FileSource | PipeSource;
  readonly compressed: boolean;
}

async function findFile(path: string): Promise<Found> {
  const handle = await openFile(path);
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw fileError(path, Object.assign(new Error('directory'), { code: 'EISDIR' }));
    return await sniffFile(handle, path, stats);
  } catch (error) {
    await handle.close();
    throw error instanceof SegmentError ? error : fileError(path, error);
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw fileError(path, error);
  }
}

async function sniffFile(handle: FileHandle, path: string, stats: Stats): Promise<Found> {
  if (!stats.isFile()) return sniffPipe(handle.createReadStream(), path);
  const head = Buffer.alloc(2);
  await handle.read(head, 0, 2, 0);
  return { source: new FileSource(handle, path, stats.size), compressed: isGzip(head) };
}

async function sniffPipe(stream: Readable, name: string): Promise<Found> {
  const source = new PipeSource(stream, name);
  return { source, compressed: isGzip(await source.peek(2)) };
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}
