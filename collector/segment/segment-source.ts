// Bytes of a segment that was read before, as a byte source: pieces of it, one behind the other. What asks for them again owns neither
// the file nor its reader.

import type { ByteSource } from './byte-source.ts';
import { SegmentError } from './error.ts';
import type { SegmentReader } from './reader.ts';

/** Bytes from `start` up to `end` of a segment. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

export class SegmentSource implements ByteSource {
  readonly bytesTotal: number;
  bytesRead = 0;
  /** Why the bytes are not there any more. */
  failure: SegmentError | undefined;
  private readonly reader: Pick<SegmentReader, 'readAt'>;
  private readonly segment: number;
  private readonly pieces: Piece[];
  private isClosed = false;

  constructor(reader: Pick<SegmentReader, 'readAt'>, segment: number, pieces: readonly Piece[]) {
    this.reader = reader;
    this.segment = segment;
    this.pieces = pieces.filter(({ start, end }) => end > start);
    this.bytesTotal = this.pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  get damage(): string | undefined {
    return this.failure?.message;
  }

  async read(target: Buffer, at: number, length: number): Promise<number> {
    const piece = this.pieces[0];
    if (piece === undefined || this.isClosed || this.failure !== undefined) return 0;
    const count = Math.min(length, piece.end - piece.start);
    try {
      this.reader.readAt(this.segment, piece.start, count).copy(target, at);
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      this.failure = error;
      return 0;
    }
    this.bytesRead += count;
    if (count === piece.end - piece.start) this.pieces.shift();
    else this.pieces[0] = { start: piece.start + count, end: piece.end };
    return count;
  }

  readAt(offset: number, length: number): Buffer {
    return this.reader.readAt(this.segment, offset, length);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}
