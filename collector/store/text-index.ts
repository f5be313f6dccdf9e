// Finds the number of a text by its bytes: numbers count from 0 in order of first appearance. Those of Call-IDs are the leg indexes.
// Takes lent bytes, keeps its own copy of each distinct text, makes no string.
//
// HOT: `intern` runs once a message, for its Call-ID.
//
//   slots:  Int32Array [ -1 | 3 | -1 | 0 | … ]       slot = hash & mask, then the next one
//   hashes: Int32Array [ h0 h1 h2 … ]                compared first
//   bytes:  one slab   [ id0 | id1 | id2 | … ]       compared last; starts[n] … starts[n + 1]
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { hashBytes, isDigit } from '../bytes/ascii.ts';
import { latin1 } from '../bytes/slices.ts';
import { ByteSlab, viewOf } from './byte-slab.ts';
import { columnMemory, grownCapacity, grownFloat64, grownInt32 } from './columns.ts';

const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
/** Few: a table that has grown before V8 compiles what asks it is compiled once. */
const FIRST_TEXTS = 64;

/** A search over bytes that must not be kept. */
export interface ByteSearch {
  mayBeIn(bytes: Uint8Array, start: number, end: number): boolean;
}

export class TextIndex {
  /** How many distinct texts there are. */
  count = 0;
  private slots: Int32Array = new Int32Array(FIRST_TEXTS * 2).fill(-1);
  private hashes: Int32Array = new Int32Array(FIRST_TEXTS);
  private starts: Float64Array = new Float64Array(FIRST_TEXTS + 1);
  private readonly slab = new ByteSlab();
  /** The number that was asked for last. */
  private last = 0;
  private viewed: Buffer = this.slab.bytes;
  private view = this.slab.view;

  /** The number of the text in bytes[start..end), made when it is new: then it equals the `count` before. */
  intern(bytes: Buffer, start: number, end: number): number {
    // Fast path: a message is often followed by the next one of its call (a hop further, its answer, its ACK).
    if (this.count > 0 && this.equals(this.last, bytes, start, end)) return this.last;
    const hash = hashBytes(bytes, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    let number = this.slots[slot];
    while (number >= 0 && !(this.hashes[number] === hash && this.equals(number, bytes, start, end))) {
      slot = (slot + 1) & mask;
      number = this.slots[slot];
    }
    this.last = number < 0 ? this.add(slot, hash, bytes, start, end) : number;
    return this.last;
  }

  /** The number of a text, or -1. */
  find(bytes: Buffer): number {
    const hash = hashBytes(bytes, 0, bytes.length);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot];
      if (number < 0) return -1;
      if (this.hashes[number] === hash && this.equals(number, bytes, 0, bytes.length)) return number;
    }
  }

  /** The text, one char a byte. */
  text(number: number): string {
    return latin1(this.slab.bytes, this.starts[number], this.starts[number + 1]);
  }

  /** Where the bytes of all texts lie; lent until the next one is made. */
  get bytes(): Buffer {
    return this.slab.bytes;
  }

  /** Where those of one begin; they end where the next one's begin. */
  startOf(number: number): number {
    return this.starts[number];
  }

  /** What `search` says of the bytes of a text: no string is made of it. */
  mayHold(number: number, search: ByteSearch): boolean {
    return search.mayBeIn(this.slab.bytes, this.starts[number], this.starts[number + 1]);
  }

  /** Whether a text (a Call-ID) ends in digits behind a `-` or `_`: that of few does, and no string is made of the others. */
  hasNumberedTail(number: number): boolean {
    const { bytes } = this.slab;
    const start = this.starts[number];
    const end = this.starts[number + 1];
    let at = end;
    while (at > start && isDigit(bytes[at - 1])) at--;
    return at < end && at > start && (bytes[at - 1] === HYPHEN || bytes[at - 1] === UNDERSCORE);
  }

  /** Four bytes a step through DataViews, which V8 turns into plain loads: a third of the time of a loop over bytes. */
  private equals(number: number, bytes: Buffer, start: number, end: number): boolean {
    const shift = this.starts[number] - start;
    if (this.starts[number + 1] - start - shift !== end - start) return false;
    if (bytes !== this.viewed) this.lookAt(bytes);
    const view = this.view;
    const slabView = this.slab.view;
    let at = start;
    for (const whole = end - 3; at < whole; at += 4) {
      if (view.getInt32(at, true) !== slabView.getInt32(at + shift, true)) return false;
    }
    for (; at < end; at++) if (bytes[at] !== this.slab.bytes[at + shift]) return false;
    return true;
  }

  /** The read buffer is the same one for most of a capture, so its view is kept. */
  private lookAt(bytes: Buffer): void {
    this.viewed = bytes;
    this.view = viewOf(bytes);
  }

  private add(slot: number, hash: number, bytes: Buffer, start: number, end: number): number {
    const number = this.count;
    this.slab.append(bytes, start, end);
    if (number + 2 > this.hashes.length) this.growColumns();
    this.starts[number + 1] = this.slab.used;
    this.hashes[number] = hash;
    this.slots[slot] = number;
    this.count = number + 1;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return number;
  }

  private growColumns(): void {
    const capacity = grownCapacity(this.hashes.length);
    this.hashes = grownInt32(this.hashes, capacity);
    this.starts = grownFloat64(this.starts, capacity + 1);
  }

  private growSlots(): void {
    const slots = new Int32Array(columnMemory(4 * 4 * this.slots.length)).fill(-1);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = this.hashes[number] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.slots = slots;
  }
}
