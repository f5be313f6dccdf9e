// A counter whose source may begin anew: a process that is started again, a device that was made again. Goes on over all of them.

export class RisingCount {
  private before = 0;
  private last: number | undefined;

  /** Undefined until somebody counted. */
  get value(): number | undefined {
    return this.last === undefined ? undefined : this.before + this.last;
  }

  set(count: number): void {
    // The source began anew without a word, as a device that was made again does.
    if (this.last !== undefined && count < this.last) this.before += this.last;
    this.last = count;
  }

  /** What was counted up to now does not count. */
  begin(): void {
    if (this.last !== undefined) this.before = -this.last;
  }

  restart(): void {
    if (this.last === undefined) return;
    this.before += this.last;
    this.last = 0;
  }
}
