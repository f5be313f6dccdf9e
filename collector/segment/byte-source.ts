// Where the bytes of a segment come from: a file, a pipe, something inflated. The only I/O of this floor.

/** A byte stream read once from front to back. Errors while reading never reject: they end it and are told by `damage`. */
export interface ByteSource {
  /** Reads 1..`length` bytes into `target` from `at` on; 0 means the end, for good. One call at a time. */
  read(target: Buffer, at: number, length: number): Promise<number>;
  /** On-disk bytes consumed so far (compressed ones, when it inflates). */
  readonly bytesRead: number;
  /** On-disk bytes there are; undefined when nobody can know. */
  readonly bytesTotal: number | undefined;
  /** Why the stream ended before its time, in words with the byte offset; undefined when it did not. */
  readonly damage: string | undefined;
  /** Bytes of this stream again. Throws SegmentError when it cannot. */
  readAt(offset: number, length: number): Buffer;
  /** A pending `read` waits for bytes that nobody has written yet; absent where that cannot be. */
  readonly isWaiting?: boolean;
  /** Waits for no more: a pending `read` ends, what is there by now is still read. Absent where nothing is waited for. */
  endFollowing?(): void;
  /** Starts again from the first byte; absent where that is impossible. */
  rewind?(): void;
  /** Idempotent; a pending `read` ends. */
  close(): Promise<void>;
}
