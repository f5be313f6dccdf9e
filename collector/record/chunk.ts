// A large buffer of whole blocks on its way into a segment, and the bounded pool it comes from.
//
//   | written to the file | appended, to be written | room |
//   0                  written                  length   CHUNK_BYTES

/** A megabyte a write: few calls, and small enough that a flush never waits long. */
export const CHUNK_BYTES = 1024 * 1024;
/** 64 MiB of memory while the disk cannot follow; what comes beyond is lost and counted. */
const MAX_CHUNKS = 64;
/** Chunks that wait for use again; more would only hold memory after a burst. */
const MAX_IDLE = 4;

const BLOCK_ENHANCED_PACKET = 6;

/** A segment while it is written. */
export interface OpenSegment {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Bytes that are in the file. */
  fileBytes: number;
}

export interface Chunk {
  readonly bytes: Buffer;
  segment: OpenSegment;
  length: number;
  written: number;
  /** Nothing will be appended any more. */
  isSealed: boolean;
}

export class ChunkPool {
  private readonly idle: Buffer[] = [];
  private inUse = 0;

  /** Undefined when all are in use. */
  take(segment: OpenSegment): Chunk | undefined {
    if (this.inUse >= MAX_CHUNKS) return undefined;
    this.inUse++;
    const bytes = this.idle.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
    return { bytes, segment, length: 0, written: 0, isSealed: false };
  }

  giveBack(chunk: Chunk): void {
    this.inUse--;
    if (this.idle.length < MAX_IDLE) this.idle.push(chunk.bytes);
  }

  /** 0 nobody waits for the disk, 1 nothing more fits. */
  get fill(): number {
    return this.inUse / MAX_CHUNKS;
  }
}

/** The end of the last block that lies whole in what was written of the chunk. */
export function lastWholeBlock(chunk: Chunk): number {
  let at = 0;
  while (at + 8 <= chunk.written) {
    const next = at + chunk.bytes.readUInt32LE(at + 4);
    if (next > chunk.written || next <= at) break;
    at = next;
  }
  return at;
}

/** Packets among the blocks from `at` on. */
export function packetsFrom(chunk: Chunk, at: number): number {
  let packets = 0;
  while (at + 8 <= chunk.length) {
    if (chunk.bytes.readUInt32LE(at) === BLOCK_ENHANCED_PACKET) packets++;
    const blockBytes = chunk.bytes.readUInt32LE(at + 4);
    if (blockBytes === 0) break;
    at += blockBytes;
  }
  return packets;
}
