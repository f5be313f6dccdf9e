// HEP frames out of a TCP byte stream: they stand back to back, each with its own length. Takes pieces of any size (lent), gives whole
// frames; a frame that lies whole in a piece is given where it lies, one that spans pieces is copied once. At a wrong magic it looks for
// the next frame instead of giving the connection up. Holds at most one frame, 64 KiB.

import { be16 } from '../bytes/read.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import { HEP3_HEADER_BYTES, isHep3, isHep3Magic } from './sniff.ts';

/** A whole frame: `bytes[start, end)`, lent. `bytes` is the pushed piece itself when the frame lay whole in it. */
export type OnHepFrame = (bytes: Buffer, start: number, end: number) => void;

/** Magic, length and the header of the first chunk: what a frame is recognised by after a hole. */
const RECOGNISED_BYTES = HEP3_HEADER_BYTES + 6;
const FIRST_CHUNK_LENGTH = HEP3_HEADER_BYTES + 4;
const LENGTH = 4;

export class HepFramer {
  frames = 0;
  /** Bytes that belonged to no frame. */
  skippedBytes = 0;
  /** How often the next frame had to be looked for. */
  resyncs = 0;
  private isLost = false;
  private held: Buffer = Buffer.alloc(0);
  private heldBytes = 0;
  private readonly onFrame: OnHepFrame;

  constructor(onFrame: OnHepFrame) {
    this.onFrame = onFrame;
  }

  /** Bytes of a frame that has not come to its end. */
  get waitingBytes(): number {
    return this.heldBytes;
  }

  push(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (this.heldBytes > 0 && at < end) at = this.fill(bytes, at, end);
    if (at < end) this.walk(bytes, at, end);
  }

  /** Bytes are missing here: what was begun never ends, and the next frame is to be looked for. */
  gap(): void {
    this.skippedBytes += this.heldBytes;
    this.heldBytes = 0;
    this.lose();
  }

  /** The stream has ended. */
  finish(): void {
    this.skippedBytes += this.heldBytes;
    this.heldBytes = 0;
    this.held = Buffer.alloc(0);
  }

  /** Frames that lie whole in `bytes[at, end)`; the rest is held. */
  private walk(bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (at < end) {
      const rest = end - at;
      if (rest < this.headBytes) {
        if (this.mayBegin(bytes, at, end)) {
          this.hold(bytes, at, end);
          return;
        }
        at = this.skip(bytes, at, end);
      } else if (!this.isFrame(bytes, at)) {
        at = this.skip(bytes, at, end);
      } else {
        const length = be16(bytes, at + LENGTH);
        if (length > rest) {
          this.hold(bytes, at, end);
          return;
        }
        this.give(bytes, at, at + length);
        at += length;
      }
    }
  }

  /** Completes the held frame from a new piece; gives where the piece goes on. */
  private fill(bytes: Buffer, from: number, end: number): number {
    let at = from;
    const head = this.headBytes;
    if (this.heldBytes < head) {
      at = this.take(bytes, at, end, head);
      if (this.heldBytes < head && this.mayBegin(this.held, 0, this.heldBytes)) return at;
      if (this.heldBytes < head || !this.isFrame(this.held, 0)) {
        this.refuseHeld();
        return at;
      }
    }
    const length = be16(this.held, LENGTH);
    at = this.take(bytes, at, end, length);
    if (this.heldBytes < length) return at;
    // Only at a frame's first 12 bytes can more be held than the frame has.
    const surplus = this.heldBytes - length;
    this.heldBytes = 0;
    this.give(this.held, 0, length);
    if (surplus > 0) this.walk(Buffer.from(this.held.subarray(length, length + surplus)), 0, surplus);
    return at;
  }

  /** The held head is none: one byte of it is skipped, and the rest looked through again. */
  private refuseHeld(): void {
    const head = Buffer.from(this.held.subarray(0, this.heldBytes));
    this.heldBytes = 0;
    this.walk(head, this.skip(head, 0, head.length), head.length);
  }

  private get headBytes(): number {
    return this.isLost ? RECOGNISED_BYTES : HEP3_HEADER_BYTES;
  }

  private isFrame(bytes: Buffer, at: number): boolean {
    if (!isHep3(bytes, at)) return false;
    if (!this.isLost) return true;
    // A payload may quote the magic; a first chunk that fits into its frame is rarely quoted too.
    const length = be16(bytes, at + FIRST_CHUNK_LENGTH);
    return length >= 6 && length <= be16(bytes, at + LENGTH) - HEP3_HEADER_BYTES;
  }

  /** Whether fewer bytes than a head could become one. */
  private mayBegin(bytes: Buffer, at: number, end: number): boolean {
    const rest = end - at;
    if (rest >= HEP3_HEADER_BYTES) return isHep3(bytes, at);
    if (rest >= 4) return isHep3Magic(bytes, at);
    if (bytes[at] !== 0x48 && bytes[at] !== 0x45) return false;
    if (rest >= 2 && bytes[at + 1] !== 0x45) return false;
    return rest < 3 || bytes[at + 2] === 0x50;
  }

  /** The next place behind `at` where a frame may begin, or `end`. */
  private skip(bytes: Buffer, at: number, end: number): number {
    if (!this.isLost) this.lose();
    let next = at + 1;
    while (next < end && bytes[next] !== 0x48 && bytes[next] !== 0x45) next++;
    this.skippedBytes += next - at;
    return next;
  }

  private lose(): void {
    if (!this.isLost) this.resyncs++;
    this.isLost = true;
  }

  private give(bytes: Buffer, start: number, end: number): void {
    this.isLost = false;
    this.frames++;
    this.onFrame(bytes, start, end);
  }

  private hold(bytes: Buffer, at: number, end: number): void {
    this.heldBytes = 0;
    this.take(bytes, at, end, end - at);
  }

  /** Copies from `at` until `until` bytes are held; gives where it stopped. */
  private take(bytes: Buffer, at: number, end: number, until: number): number {
    const count = Math.min(end - at, until - this.heldBytes);
    if (count <= 0) return at;
    this.grow(this.heldBytes + count);
    bytes.copy(this.held, this.heldBytes, at, at + count);
    this.heldBytes += count;
    return at + count;
  }

  private grow(needed: number): void {
    if (this.held.length >= needed) return;
    const grown = Buffer.allocUnsafeSlow(Math.min(MAX_FRAME_BYTES, Math.max(needed, 2048, this.held.length * 2)));
    this.held.copy(grown, 0, 0, this.heldBytes);
    this.held = grown;
  }
}
