// Entries with the same key, newest first. Takes numbers, gives numbers; grows, forgets nothing. 12 bytes an entry, no object:
// a capture of 100,000 legs has some hundred thousand of them.
//
//   for (let at = table.first(key); at >= 0; at = table.next(at)) … table.value(at)

import { grownCapacity, grownInt32 } from '../store/columns.ts';

export class ChainTable {
  private heads: Int32Array = new Int32Array(1 << 12).fill(-1);
  private keys: Int32Array = new Int32Array(1024);
  private values: Int32Array = new Int32Array(1024);
  private older: Int32Array = new Int32Array(1024);
  private count = 0;

  add(key: number, value: number): void {
    const entry = this.count;
    if (entry === this.keys.length) this.grow(grownCapacity(entry));
    this.count = entry + 1;
    this.keys[entry] = key;
    this.values[entry] = value;
    this.link(entry);
  }

  /** Makes room for so many more entries at once: who has many to add need not wait for the table to grow step by step. */
  reserve(entries: number): void {
    const wanted = this.count + entries;
    if (wanted > this.keys.length) this.grow(Math.max(wanted, grownCapacity(this.keys.length)));
  }

  /** The newest entry of a key, -1 when there is none. */
  first(key: number): number {
    return this.sameKey(this.heads[slotOf(key, this.heads.length)], key);
  }

  /** The one before it with the same key, -1 when it was the first. */
  next(entry: number): number {
    return this.sameKey(this.older[entry], this.keys[entry]);
  }

  value(entry: number): number {
    return this.values[entry];
  }

  private sameKey(entry: number, key: number): number {
    let at = entry;
    while (at >= 0 && this.keys[at] !== key) at = this.older[at];
    return at;
  }

  private link(entry: number): void {
    const slot = slotOf(this.keys[entry], this.heads.length);
    this.older[entry] = this.heads[slot];
    this.heads[slot] = entry;
  }

  private grow(capacity: number): void {
    this.keys = grownInt32(this.keys, capacity);
    this.values = grownInt32(this.values, capacity);
    this.older = grownInt32(this.older, capacity);
    if (capacity <= this.heads.length) return;
    let slots = this.heads.length;
    while (slots < capacity) slots *= 4;
    this.heads = new Int32Array(slots).fill(-1);
    for (let entry = 0; entry < this.count; entry++) this.link(entry);
  }
}

function slotOf(key: number, slots: number): number {
  const mixed = Math.imul(key ^ (key >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) & (slots - 1);
}
