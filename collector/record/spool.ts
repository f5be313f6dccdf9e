// Writes blocks into the segments of a spool: begins the next when one is large or old enough, deletes the oldest beyond the limits,
// and goes on when the disk is full. Appending copies into memory and returns at once; writing runs beside it.
// Promises: blocks in the file are whole but for the last after a crash; what cannot be written is counted, never silently gone.

import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem, SpoolLimits, SpoolStatus } from '../model/live.ts';
import { CHUNK_BYTES, type Chunk, ChunkPool, lastWholeBlock, type OpenSegment, packetsFrom } from './chunk.ts';
import { toProblem } from './record-error.ts';
import { segmentName } from './segment-name.ts';
import { FILE_MODE, SpoolDirectory, spoolError } from './spool-directory.ts';

/** A segment is at most this part of the spool and of its disk, so that there is always an older one that can be deleted. */
const SEGMENTS_AT_LEAST = 8;
const MIN_SEGMENT_BYTES = 256 * 1024;
/** After a full disk: so many segments must fit before writing goes on. */
const LOW_WATER_SEGMENTS = 2;
const RETRY_AFTER_MS = 1000;
/** How long a full disk stays in the status: deleting helps within milliseconds, and people should hear of it. */
const DISK_FULL_SHOWN_MS = 10_000;
const CLOSE_WITHIN_MS = 5000;
/** Above this fill of the memory, senders that can wait should. */
const BEHIND_FROM = 0.5;

export interface SpoolOptions {
  readonly directory: string;
  readonly limits: SpoolLimits;
  /** Blocks that every segment begins with, and ends with. */
  readonly prologue: () => Buffer;
  readonly epilogue: () => Buffer;
  /** Milliseconds since 1970; tests put their own. */
  readonly now?: () => number;
  /** What stopping may wait for a disk that does not take the rest. */
  readonly closeWithinMs?: number;
}

export class Spool {
  private readonly options: SpoolOptions;
  private readonly folder: SpoolDirectory;
  private readonly pool = new ChunkPool();
  /** Oldest first; the last one is appended to. */
  private readonly chunks: Chunk[] = [];
  private readonly now: () => number;
  private readonly segmentLimit: number;
  private readonly lowWater: number;
  private segment: OpenSegment;
  private sequence: number;
  /** Appended to the present segment, written or not. */
  private segmentBytes = 0;
  private current: Chunk | undefined;
  private file: { readonly handle: FileHandle; readonly segment: OpenSegment } | undefined;
  private writing: Promise<void> | undefined;
  private readonly closing = new AbortController();
  private diskFullAt = Number.NEGATIVE_INFINITY;
  lostFrames = 0;
  /** Why nothing can be written at present. */
  problem: Problem | undefined;

  private constructor(options: SpoolOptions, folder: SpoolDirectory, diskBytes: number) {
    this.options = options;
    this.folder = folder;
    this.now = options.now ?? Date.now;
    const { segmentBytes, spoolBytes } = options.limits;
    const most = Math.floor(Math.min(spoolBytes, diskBytes) / SEGMENTS_AT_LEAST);
    this.segmentLimit = Math.max(MIN_SEGMENT_BYTES, Math.min(segmentBytes, most));
    this.lowWater = LOW_WATER_SEGMENTS * this.segmentLimit;
    this.sequence = folder.lastSequence;
    this.segment = this.nextSegment();
  }

  /** Begins the first segment. Throws RecordError when the directory cannot be written to. */
  static async open(options: SpoolOptions): Promise<Spool> {
    const folder = new SpoolDirectory(options.directory);
    const spool = new Spool(options, folder, (await folder.freeBytes()) + folder.closedBytes);
    await spool.keepLimits();
    if (!(await spool.isWritable())) await folder.makeRoom(spool.lowWater);
    spool.begin();
    try {
      await spool.openFile(spool.segment);
    } catch (error) {
      throw spoolError(options.directory, error);
    }
    spool.flush();
    return spool;
  }

  /** Makes sure that a block of so many bytes fits at `out[at]`. False: there is no memory left, count a loss. */
  reserve(blockBytes: number): boolean {
    if (this.segmentBytes + blockBytes > this.segmentLimit) this.rotate();
    const chunk = this.current;
    if (chunk !== undefined && chunk.length + blockBytes <= CHUNK_BYTES) return true;
    return blockBytes <= CHUNK_BYTES && this.nextChunk();
  }

  /** Where the reserved block goes. Only right after `reserve` said yes. */
  get out(): Buffer {
    return this.present().bytes;
  }

  get at(): number {
    return this.present().length;
  }

  /** The reserved block was written up to `end`. */
  commit(end: number): void {
    const chunk = this.present();
    this.segmentBytes += end - chunk.length;
    chunk.length = end;
  }

  /** Blocks that are no packets. Left out when there is no memory: the next ones say the same and more. */
  append(blocks: Buffer): void {
    if (blocks.length === 0 || !this.reserve(blocks.length)) return;
    this.commit(this.at + blocks.copy(this.out, this.at));
  }

  /** Hands what was appended to the disk. Cheap when there is nothing. */
  flush(): void {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
  }

  /** Each second: begins the next segment when this one is old, deletes what is beyond the limits. */
  async tick(): Promise<void> {
    const age = this.now() - this.segment.startedAt;
    if (age >= this.options.limits.segmentSeconds * 1000) this.rotate();
    await this.keepLimits();
  }

  /** The disk does not keep up: whoever can wait should. */
  get isBehind(): boolean {
    return this.pool.fill >= BEHIND_FROM;
  }

  status(): SpoolStatus {
    return {
      directory: this.options.directory,
      bytes: this.folder.closedBytes + this.segment.fileBytes,
      segments: this.folder.closedSegments + 1,
      limits: this.options.limits,
      deletedSegments: this.folder.deletedSegments,
      deletedBytes: this.folder.deletedBytes,
      lostFrames: this.lostFrames,
      isDiskFull: this.now() - this.diskFullAt < DISK_FULL_SHOWN_MS,
    };
  }

  /** Writes the rest and the end of the segment. What a full disk does not take is cut off at the last whole block, and counted. */
  async close(): Promise<void> {
    this.append(this.options.epilogue());
    const ended = new AbortController();
    const written = this.drain().then(() => ended.abort());
    await Promise.race([
      written,
      sleep(this.options.closeWithinMs ?? CLOSE_WITHIN_MS, undefined, { signal: ended.signal }).catch(() => undefined),
    ]);
    this.closing.abort();
    await written;
    await this.cutOff();
    await this.closeFile();
  }

  private present(): Chunk {
    if (this.current === undefined) throw new Error('nothing was reserved');
    return this.current;
  }

  private nextSegment(): OpenSegment {
    this.sequence++;
    const startedAt = this.now();
    return { name: segmentName(new Date(startedAt), this.sequence), startedAt, fileBytes: 0 };
  }

  /** The present segment gets its first blocks. */
  private begin(): void {
    this.segmentBytes = 0;
    this.nextChunk();
    const prologue = this.options.prologue();
    this.commit(this.at + prologue.copy(this.out, this.at));
  }

  /** Begins the next segment. Without a free chunk the present one just grows on. */
  rotate(): void {
    if (this.pool.fill >= 1 || this.current === undefined) return;
    const epilogue = this.options.epilogue();
    if (this.current.length + epilogue.length <= CHUNK_BYTES) {
      this.commit(this.at + epilogue.copy(this.out, this.at));
    }
    this.segment = this.nextSegment();
    this.begin();
    this.flush();
  }

  private nextChunk(): boolean {
    const next = this.pool.take(this.segment);
    if (next === undefined) return false;
    if (this.current !== undefined) this.current.isSealed = true;
    this.current = next;
    this.chunks.push(next);
    this.flush();
    return true;
  }

  private async keepLimits(): Promise<void> {
    const { spoolBytes, spoolSeconds } = this.options.limits;
    const oldest = spoolSeconds === 0 ? Number.NEGATIVE_INFINITY : this.now() - spoolSeconds * 1000;
    await this.folder.shrink(spoolBytes - this.segmentBytes, oldest);
  }

  private async isWritable(): Promise<boolean> {
    return (await this.folder.freeBytes()) >= this.lowWater;
  }

  /** One at a time; ends when nothing is left that could be written now. */
  private async writeAll(): Promise<void> {
    while (this.chunks.length > 0 && !this.closing.signal.aborted) {
      const chunk = this.chunks[0];
      if (chunk.written < chunk.length) {
        if (!(await this.writeSome(chunk))) await this.waitToRetry();
      } else if (chunk.isSealed) {
        this.chunks.shift();
        this.pool.giveBack(chunk);
      } else {
        return;
      }
    }
  }

  /** False when nothing can be written at present. */
  private async writeSome(chunk: Chunk): Promise<boolean> {
    try {
      if (this.file?.segment !== chunk.segment) await this.changeFile(chunk.segment);
      const { bytesWritten } = (await this.file?.handle.write(
        chunk.bytes,
        chunk.written,
        chunk.length - chunk.written,
      )) ?? { bytesWritten: 0 };
      chunk.written += bytesWritten;
      chunk.segment.fileBytes += bytesWritten;
      this.problem = undefined;
      return bytesWritten > 0;
    } catch (error) {
      if (!isDiskFull(error)) {
        this.problem = toProblem(spoolError(this.options.directory, error));
        return false;
      }
      this.diskFullAt = this.now();
      if (await this.folder.makeRoom(this.lowWater)) return true;
      this.problem = diskFullProblem(this.options.directory);
      return false;
    }
  }

  private async waitToRetry(): Promise<void> {
    await sleep(RETRY_AFTER_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  private async changeFile(segment: OpenSegment): Promise<void> {
    const last = this.file?.segment;
    await this.closeFile();
    if (last !== undefined) this.folder.add(last.name, last.fileBytes, this.now());
    await this.openFile(segment);
    await this.keepLimits();
  }

  private async openFile(segment: OpenSegment): Promise<void> {
    // Never over a file that is there: `wx`.
    const handle = await open(join(this.options.directory, segment.name), 'wx', FILE_MODE);
    this.file = { handle, segment };
  }

  private async closeFile(): Promise<void> {
    const handle = this.file?.handle;
    this.file = undefined;
    await handle?.close();
  }

  private async drain(): Promise<void> {
    while (this.chunks.some(chunk => chunk.written < chunk.length) && !this.closing.signal.aborted) {
      this.flush();
      await this.writing;
    }
    await this.writing;
  }

  private async cutOff(): Promise<void> {
    for (const chunk of this.chunks) {
      if (chunk.written >= chunk.length) continue;
      const whole = lastWholeBlock(chunk);
      this.lostFrames += packetsFrom(chunk, whole);
      if (chunk.segment !== this.file?.segment || whole === chunk.written) continue;
      chunk.segment.fileBytes -= chunk.written - whole;
      await this.file.handle.truncate(chunk.segment.fileBytes);
    }
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function diskFullProblem(directory: string): Problem {
  return {
    code: 'SIPA_DISK_FULL',
    message: `The disk of ${directory} is full, and there is no older segment left to delete: frames are lost.`,
    hint: 'Free space on it; recording goes on by itself. Or record into a directory on another disk (--spool).',
  };
}
