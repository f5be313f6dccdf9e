// Where the packets of one stream belong on the time line of the capture: where the first one arrived, and from there on where the
// sender's timestamps say (RFC 3550 §5.1). So jitter is not heard, and losses leave gaps of the right length. When the timestamps jump,
// or count another clock, arrival decides again.

import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';

/** Timestamps that lead further than this away from when the packet arrived have jumped. */
const MAX_DIFFERENCE: Micros = MICROS_PER_SECOND;

export class StreamClock {
  /** How often timestamps jumped. */
  jumps = 0;
  private clockHz = 0;
  private anchorTime = 0;
  private timestamp = 0;
  /** Ticks from the anchor to `timestamp`; it counts on where 32 bits wrap around. */
  private ticks = 0;

  /** Time in µs, with a fraction. */
  timeOf(timestamp: number, arrival: number, clockHz: number, isRestart: boolean): number {
    if (this.clockHz !== clockHz || isRestart) return this.anchor(timestamp, arrival, clockHz);
    const ticks = this.ticks + ((timestamp - this.timestamp) | 0);
    const time = this.anchorTime + (ticks * MICROS_PER_SECOND) / clockHz;
    if (Math.abs(time - arrival) > MAX_DIFFERENCE) {
      this.jumps++;
      return this.anchor(timestamp, arrival, clockHz);
    }
    this.ticks = ticks;
    this.timestamp = timestamp;
    return time;
  }

  private anchor(timestamp: number, arrival: number, clockHz: number): number {
    this.clockHz = clockHz;
    this.anchorTime = arrival;
    this.timestamp = timestamp;
    this.ticks = 0;
    return arrival;
  }
}
