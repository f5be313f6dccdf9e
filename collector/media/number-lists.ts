// Short lists of numbers by a number, in the order in which they were added: the streams of an endpoint, those of a leg. Typed columns,
// so that ten thousand lists of one or two are no object each:
//
//   by key      firsts  lasts              1 + entry, 0 for none
//   by entry    values  nexts              the next entry of the same list, or the next free one; 1 + entry, 0 for none
//
// Keys are dense: ids and indexes that count from 0.

export class NumberLists {
  private firsts = new Int32Array(1024);
  private lasts = new Int32Array(1024);
  private values = new Int32Array(1024);
  private nexts = new Int32Array(1024);
  private entries = 0;
  private firstFree = 0;

  has(key: number): boolean {
    return key >= 0 && key < this.firsts.length && this.firsts[key] !== 0;
  }

  countOf(key: number): number {
    let count = 0;
    if (!this.has(key)) return count;
    for (let entry = this.firsts[key]; entry !== 0; entry = this.nexts[entry - 1]) count++;
    return count;
  }

  /** A list of its own: what changes here afterwards does not change it. */
  at(key: number): number[] {
    const list: number[] = [];
    if (!this.has(key)) return list;
    for (let entry = this.firsts[key]; entry !== 0; entry = this.nexts[entry - 1]) list.push(this.values[entry - 1]);
    return list;
  }

  add(key: number, value: number): void {
    if (key >= this.firsts.length) this.growKeys(key);
    const entry = this.takeEntry();
    this.values[entry - 1] = value;
    this.nexts[entry - 1] = 0;
    const last = this.lasts[key];
    if (last === 0) this.firsts[key] = entry;
    else this.nexts[last - 1] = entry;
    this.lasts[key] = entry;
  }

  /** Does nothing when it is not there. */
  remove(key: number, value: number): void {
    if (!this.has(key)) return;
    let before = 0;
    let entry = this.firsts[key];
    while (entry !== 0 && this.values[entry - 1] !== value) {
      before = entry;
      entry = this.nexts[entry - 1];
    }
    if (entry === 0) return;
    const after = this.nexts[entry - 1];
    if (before === 0) this.firsts[key] = after;
    else this.nexts[before - 1] = after;
    if (after === 0) this.lasts[key] = before;
    this.nexts[entry - 1] = this.firstFree;
    this.firstFree = entry;
  }

  private takeEntry(): number {
    const free = this.firstFree;
    if (free !== 0) {
      this.firstFree = this.nexts[free - 1];
      return free;
    }
    if (this.entries === this.values.length) {
      this.values = grown(this.values, this.entries * 2);
      this.nexts = grown(this.nexts, this.entries * 2);
    }
    return ++this.entries;
  }

  private growKeys(key: number): void {
    const room = Math.max(this.firsts.length * 2, key + 1);
    this.firsts = grown(this.firsts, room);
    this.lasts = grown(this.lasts, room);
  }
}

function grown(column: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(room);
  wider.set(column);
  return wider;
}
