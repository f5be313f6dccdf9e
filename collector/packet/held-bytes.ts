// Bytes that arrived before what stands in front of them: pieces of a stream or datagram, sorted, never overlapping.
// Takes lent bytes and owns copies. What is held first wins: a later piece only fills what is still open.
//
//   positions   0 ····████████··········██████████████·········
//                     piece 0            piece 1

/** One run of bytes with the frame that brought it. */
export interface HeldPiece {
  /** It covers `[start, end)`; `bytes` may be shorter, when the capture cut the frame. */
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
  readonly segment: number;
  readonly frameNumber: number;
  readonly timeMicros: number;
  readonly nanos: number;
  readonly point: number;
}

/** The frame that brings a piece. */
export interface PieceOrigin {
  readonly segment: number;
  readonly frameNumber: number;
  readonly timeMicros: number;
  readonly nanos: number;
  readonly point: number;
}

/** What a piece takes beside its bytes, so that a flood of tiny ones is bounded too. */
const PIECE_OVERHEAD_BYTES = 200;

/** What `piece` counts as against the limits. */
export function costOf(piece: HeldPiece): number {
  return piece.bytes.length + PIECE_OVERHEAD_BYTES;
}

export class HeldBytes {
  #pieces: HeldPiece[] = [];
  #cost = 0;

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }
  /** Bytes counted against limits, overhead included. */
  get cost(): number {
    return this.#cost;
  }
  /** Where the first piece begins; Infinity when nothing is held. */
  get firstStart(): number {
    return this.#pieces.length === 0 ? Number.POSITIVE_INFINITY : this.#pieces[0].start;
  }
  /** One past the last byte held; -Infinity when nothing is held. */
  get lastEnd(): number {
    const count = this.#pieces.length;
    return count === 0 ? Number.NEGATIVE_INFINITY : this.#pieces[count - 1].end;
  }
  /** The pieces in order. Not to be changed. */
  get pieces(): readonly HeldPiece[] {
    return this.#pieces;
  }

  /**
   * Holds what is still open of `[start, end)`. `bytes[from..to)` are its first bytes (all of them unless the capture cut it).
   * Returns how many positions it newly covers.
   */
  add(start: number, end: number, bytes: Buffer, from: number, to: number, origin: PieceOrigin): number {
    let index = this.#firstEndingAfter(start);
    let at = start;
    let covered = 0;
    while (at < end) {
      const next = index < this.#pieces.length ? this.#pieces[index] : undefined;
      const openEnd = next === undefined ? end : Math.min(end, next.start);
      if (at < openEnd) {
        const first = Math.min(from + (at - start), to);
        const last = Math.min(from + (openEnd - start), to);
        this.#pieces.splice(index, 0, copyPiece(at, openEnd, bytes, first, last, origin));
        this.#cost += costOf(this.#pieces[index]);
        covered += openEnd - at;
        index++;
      }
      if (next === undefined) break;
      at = next.end;
      index++;
    }
    return covered;
  }

  /** True when any position of `[start, end)` is held. */
  overlaps(start: number, end: number): boolean {
    const index = this.#firstEndingAfter(start);
    return index < this.#pieces.length && this.#pieces[index].start < end;
  }

  /** Takes out the pieces that follow on `position` without a hole, in order. */
  takeFrom(position: number): HeldPiece[] {
    let count = 0;
    let at = position;
    while (count < this.#pieces.length && this.#pieces[count].start === at) {
      at = this.#pieces[count].end;
      this.#cost -= costOf(this.#pieces[count]);
      count++;
    }
    return count === 0 ? NONE : this.#pieces.splice(0, count);
  }

  clear(): void {
    this.#pieces = [];
    this.#cost = 0;
  }

  #firstEndingAfter(position: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#pieces[middle].end <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NONE: HeldPiece[] = [];

/** Unpooled memory: a tiny piece must not keep a whole pool page alive. */
function copyPiece(
  start: number,
  end: number,
  bytes: Buffer,
  from: number,
  to: number,
  origin: PieceOrigin,
): HeldPiece {
  const copy = Buffer.allocUnsafeSlow(to - from);
  bytes.copy(copy, 0, from, to);
  const { segment, frameNumber, timeMicros, nanos, point } = origin;
  return { start, end, bytes: copy, segment, frameNumber, timeMicros, nanos, point };
}
