// Gives the bytes of a stored message again: from its segment, or from the copy when they lie nowhere contiguous.

import { SegmentError } from '../segment/error.ts';
import type { SegmentReader } from '../segment/reader.ts';
import type { CallStore } from './call-store.ts';
import { MessageFlag } from './message-table.ts';

/** A message whose bytes a limit refused to keep reads as this. */
const REFUSED = Buffer.from('');

/** What `MessageBytes.read` threw says that the bytes are not there any more; anything else is a fault of ours. */
export function areBytesGone(error: unknown): boolean {
  return error instanceof SegmentError;
}

export class MessageBytes {
  private readonly store: CallStore;
  private readonly reader: SegmentReader;

  constructor(store: CallStore, reader: SegmentReader) {
    this.store = store;
    this.reader = reader;
  }

  /** The message of a row, bit-exact. Empty when the limit of derived bytes refused it. Throws SegmentError when the file is gone. */
  read(row: number): Buffer {
    const m = this.store.messages;
    if ((m.flags[row] & MessageFlag.Derived) === 0)
      return this.reader.readAt(m.segment[row], m.offset[row], m.length[row]);
    return m.offset[row] < 0 ? REFUSED : this.store.derived.read(m.offset[row], m.length[row]);
  }
  /** The same; undefined when there are no bytes any more: a spool lets segments go while their messages are still listed. */
  readIfKept(row: number): Buffer | undefined {
    try {
      const bytes = this.read(row);
      return bytes === REFUSED ? undefined : bytes;
    } catch (error) {
      if (areBytesGone(error)) return undefined;
      throw error;
    }
  }
}
