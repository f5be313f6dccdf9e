// Numbers that are gathered one by one and looked at together.

/** Most groups of a large capture have few: room is made with the first of them. */
const NOTHING = new Float64Array(0);

export class NumberList {
  private column: Float64Array<ArrayBuffer>;
  private count = 0;

  /** `expected`: how many will be added; more are no harm. */
  constructor(expected = 0) {
    this.column = expected === 0 ? NOTHING : new Float64Array(expected);
  }

  add(value: number): void {
    if (this.count === this.column.length) {
      const grown = new Float64Array(Math.max(8, this.count * 2));
      grown.set(this.column);
      this.column = grown;
    }
    this.column[this.count++] = value;
  }

  /** Those that were added so far, in order; lent until the next one is. */
  get values(): Float64Array {
    return this.column.subarray(0, this.count);
  }
}
