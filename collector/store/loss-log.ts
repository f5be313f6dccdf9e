// Frames that never reached us: how many, where, and between which times. Takes them as the segments tell (each second, as a rule),
// answers whether a leg lived through a loss, and what was lost between two times. Bounded: when there are too many, neighbours
// become one, so that the counts stay exact and the times get coarser.

/** Frames that one point lost within [from, to], µs. */
export interface Loss {
  readonly point: string;
  readonly frames: number;
  readonly from: number;
  readonly to: number;
}

/** At first, losses of one point that follow each other within this time are one … */
const GAP_MICROS = 1_500_000;
/** … as long as they are no longer than this. Both are doubled when there are more than LIMIT. */
const SPAN_MICROS = 10_000_000;
const LIMIT = 4096;

export class LossLog {
  /** Frames lost in all. */
  frames = 0;
  private losses: Loss[] = [];
  /** By point: where its newest loss lies in `losses`. */
  private readonly newest = new Map<string, number>();
  private gap = GAP_MICROS;
  private span = SPAN_MICROS;
  /** Times in which something was lost, by whatever point, as [from, to, from, to, …]: in order and apart. Made on demand. */
  private times: Float64Array | undefined = undefined;

  note(loss: Loss): void {
    this.frames += loss.frames;
    this.times = undefined;
    this.add(loss);
    if (this.losses.length > LIMIT) this.coarsen();
  }

  /** Whether anything was lost between two times. */
  touches(from: number, to: number): boolean {
    if (this.losses.length === 0) return false;
    this.times ??= union(this.losses);
    const times = this.times;
    // The first span that ends at `from` or later.
    let low = 0;
    let high = times.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle * 2 + 1] < from) low = middle + 1;
      else high = middle;
    }
    return low * 2 < times.length && times[low * 2] <= to;
  }

  /** What was lost between two times, by when it began. */
  between(from: number, to: number): Loss[] {
    return this.losses.filter(loss => loss.from <= to && loss.to >= from).sort((a, b) => a.from - b.from);
  }

  private add(loss: Loss): void {
    const at = this.newest.get(loss.point);
    const last = at === undefined ? undefined : this.losses[at];
    if (at !== undefined && last !== undefined && this.isOne(last, loss)) {
      this.losses[at] = {
        point: loss.point,
        frames: last.frames + loss.frames,
        from: Math.min(last.from, loss.from),
        to: Math.max(last.to, loss.to),
      };
      return;
    }
    this.newest.set(loss.point, this.losses.push(loss) - 1);
  }

  private isOne(before: Loss, after: Loss): boolean {
    const apart = Math.max(after.from - before.to, before.from - after.to);
    const whole = Math.max(before.to, after.to) - Math.min(before.from, after.from);
    return apart <= this.gap && whole <= this.span;
  }

  /** Ends: a span that covers all times leaves one loss a point, and there are at most 4096 points. */
  private coarsen(): void {
    while (this.losses.length > LIMIT / 2 && this.losses.length > this.newest.size) {
      this.gap *= 2;
      this.span *= 2;
      const losses = this.losses;
      this.losses = [];
      this.newest.clear();
      for (const loss of losses) this.add(loss);
    }
  }
}

function union(losses: readonly Loss[]): Float64Array {
  const sorted = [...losses].sort((a, b) => a.from - b.from);
  const times: number[] = [];
  for (const { from, to } of sorted) {
    const last = times.length - 1;
    if (last > 0 && from <= times[last]) times[last] = Math.max(times[last], to);
    else times.push(from, to);
  }
  return Float64Array.from(times);
}
