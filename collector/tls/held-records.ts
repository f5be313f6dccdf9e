// Encrypted records of one connection that wait for their key, of both directions in the order they came.
// Owns their bytes within the budget; the oldest are shed first.

import type { RecordHolder, TlsBudget } from './budget.ts';
import { HELD_RECORD_OVERHEAD } from './limits.ts';
import { copyOrigin, makeOrigin, type Origin } from './origin.ts';
import { TlsRecord } from './record.ts';

/** A record, or in its place so many that are missing. */
export interface HeldRecord {
  readonly direction: 0 | 1;
  readonly record: TlsRecord | undefined;
  readonly missing: number;
  readonly isMissingExact: boolean;
  readonly origin: Origin;
  /** Frames that were counted as without key for its sake. */
  readonly frames: number;
}

export class HeldRecords implements RecordHolder {
  private readonly budget: TlsBudget;
  private readonly onShed: (held: HeldRecord) => void;
  private items: HeldRecord[] = [];
  /** Items before this one are shed. */
  private first = 0;
  private bytes = 0;
  private readonly counts: [number, number] = [0, 0];

  constructor(budget: TlsBudget, onShed: (held: HeldRecord) => void) {
    this.budget = budget;
    this.onShed = onShed;
  }

  get isEmpty(): boolean {
    return this.first === this.items.length;
  }

  /** Items of one direction. */
  count(direction: 0 | 1): number {
    return this.counts[direction];
  }

  /** Copies the record. */
  hold(direction: 0 | 1, record: TlsRecord, origin: Origin, frames: number): void {
    this.put({
      direction,
      record: ownRecord(record),
      missing: 0,
      isMissingExact: true,
      origin: ownOrigin(origin),
      frames,
    });
  }

  holdMissing(direction: 0 | 1, missing: number, isMissingExact: boolean, origin: Origin): void {
    this.put({ direction, record: undefined, missing, isMissingExact, origin: ownOrigin(origin), frames: 0 });
  }

  put(held: HeldRecord): void {
    this.items.push(held);
    this.counts[held.direction]++;
    this.bytes += sizeOf(held);
    this.budget.hold(this, sizeOf(held));
    while (this.bytes > this.budget.connectionBytes) {
      const size = this.shedFirst();
      this.budget.release(this, size, this.isEmpty);
    }
  }

  /** Gives everything back, oldest first, and is empty. */
  takeAll(): readonly HeldRecord[] {
    const taken = this.items.slice(this.first);
    const { bytes } = this;
    this.clear();
    this.budget.release(this, bytes, true);
    return taken;
  }

  shedAll(): number {
    const { bytes } = this;
    while (!this.isEmpty) this.shedFirst();
    this.clear();
    return bytes;
  }

  private shedFirst(): number {
    const held = this.items[this.first++];
    const size = sizeOf(held);
    this.bytes -= size;
    this.counts[held.direction]--;
    this.budget.noteShed(size);
    this.onShed(held);
    // Moves the rest together now and then, so that shedding stays cheap.
    if (this.first * 2 > this.items.length) {
      this.items = this.items.slice(this.first);
      this.first = 0;
    }
    return size;
  }

  private clear(): void {
    this.items = [];
    this.first = 0;
    this.bytes = 0;
    this.counts[0] = 0;
    this.counts[1] = 0;
  }
}

function sizeOf({ record }: HeldRecord): number {
  return HELD_RECORD_OVERHEAD + (record === undefined ? 0 : record.end - record.start);
}

function ownRecord(record: TlsRecord): TlsRecord {
  const own = new TlsRecord();
  own.type = record.type;
  own.version = record.version;
  own.bytes = Buffer.allocUnsafeSlow(record.end - record.start);
  record.bytes.copy(own.bytes, 0, record.start, record.end);
  own.end = own.bytes.length;
  return own;
}

function ownOrigin(origin: Origin): Origin {
  const own = makeOrigin();
  copyOrigin(origin, own);
  return own;
}
