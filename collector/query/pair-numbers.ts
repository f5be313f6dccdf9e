// Small numbers for pairs of small numbers, found by open addressing: a Map with keys beyond 2³¹ makes an object of each key.
//
//   slots: Int32Array [ 0 | 3 | 0 | … ]   number of the pair + 1, at hash(first, second) & mask, then at the next one

import { grownInt32 } from '../store/columns.ts';

export class PairNumbers {
  count = 0;
  /** By number of the pair. */
  first: Int32Array = new Int32Array(64);
  second: Int32Array = new Int32Array(64);
  private slots: Int32Array = new Int32Array(256);

  of(first: number, second: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(first, second) & mask;
    for (;;) {
      const number = this.slots[slot] - 1;
      if (number < 0) break;
      if (this.first[number] === first && this.second[number] === second) return number;
      slot = (slot + 1) & mask;
    }
    const made = this.count++;
    if (made === this.first.length) {
      this.first = grownInt32(this.first, made * 2);
      this.second = grownInt32(this.second, made * 2);
    }
    this.first[made] = first;
    this.second[made] = second;
    this.slots[slot] = made + 1;
    if (this.count * 2 > this.slots.length) this.rehash();
    return made;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = hash(this.first[number], this.second[number]) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
