// How much faster the clock of a sender runs than that of the capture. Takes the smallest transit of each second, which the least
// delayed packet had, and lays a straight line through them (least squares). Six numbers a stream.

/** Seconds that are needed, and how far the slope may be off (standard error), ppm: else nothing is said. */
const MIN_SECONDS = 10;
const MAX_ERROR_PPM = 20;

export class ClockSkew {
  private count = 0;
  private x = 0;
  private y = 0;
  private xx = 0;
  private xy = 0;
  private yy = 0;

  /** In the second `seconds` after the start transit (arrival less timestamp) was `transit` µs at least, against that of the start. */
  add(seconds: number, transit: number): void {
    this.count++;
    this.x += seconds;
    this.y += transit;
    this.xx += seconds * seconds;
    this.xy += seconds * transit;
    this.yy += transit * transit;
  }

  /** µs a second; undefined when it is too short, or too uneven, to tell. */
  get ppm(): number | undefined {
    const { count, x, y } = this;
    if (count < MIN_SECONDS) return undefined;
    const spread = this.xx - (x * x) / count;
    const slope = (this.xy - (x * y) / count) / spread;
    const residual = Math.max(0, this.yy - (y * y) / count - slope * slope * spread);
    const error = Math.sqrt(residual / (count - 2) / spread);
    // A fast clock counts more of its own seconds than pass here: transit gets less.
    return error > MAX_ERROR_PPM || !Number.isFinite(slope) ? undefined : -slope;
  }
}
