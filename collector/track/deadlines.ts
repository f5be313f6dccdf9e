// A queue of deadlines that all lie the same delay ahead of the capture clock, so first in is first due.
// Takes (deadline, kind, id), gives back what is due; a ring of typed arrays, doubled when one place is left.
//
//   ring   [ · · | due 5 | due 7 | due 9 | due ∞ | · ]
//                 ↑head                   ↑head + size

const FIRST_PLACES = 64;

export class Deadlines {
  private due = new Float64Array(FIRST_PLACES).fill(Number.POSITIVE_INFINITY);
  private kinds = new Uint8Array(FIRST_PLACES);
  private ids = new Uint32Array(FIRST_PLACES);
  private head = 0;
  private size = 0;

  /** Due time of the first entry; Infinity when there is none. The clock check of the hot path reads only this. */
  next = Number.POSITIVE_INFINITY;

  push(due: number, kind: number, id: number): void {
    if (this.size + 1 === this.due.length) this.grow();
    const mask = this.due.length - 1;
    const at = (this.head + this.size) & mask;
    this.due[at] = due;
    this.kinds[at] = kind;
    this.ids[at] = id;
    this.due[(at + 1) & mask] = Number.POSITIVE_INFINITY;
    this.size++;
    this.next = this.due[this.head];
  }

  /** Hands over, in order, what is due at `time`, and forgets it. */
  popDue(time: number, onDue: (kind: number, id: number) => void): void {
    while (this.next <= time) {
      const at = this.head;
      this.head = (at + 1) & (this.due.length - 1);
      this.size--;
      this.next = this.due[this.head];
      onDue(this.kinds[at], this.ids[at]);
    }
  }

  private grow(): void {
    const length = this.due.length;
    const due = new Float64Array(length * 2);
    const kinds = new Uint8Array(length * 2);
    const ids = new Uint32Array(length * 2);
    due[this.size] = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.size; i++) {
      const at = (this.head + i) & (length - 1);
      due[i] = this.due[at];
      kinds[i] = this.kinds[at];
      ids[i] = this.ids[at];
    }
    this.due = due;
    this.kinds = kinds;
    this.ids = ids;
    this.head = 0;
  }
}
