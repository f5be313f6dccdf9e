// What one RTP stream was like: loss, duplicates, reordering, jitter, gaps (RFC 3550 §6.4.1, A.1, A.3, A.8).
// Takes arrival time, sequence number and timestamp of each packet in capture order; a few numbers a stream, O(1) a packet.

import type { Micros, Millis } from '../model/time.ts';

/** Packets that may come late and are still told from duplicates: bits of two 32-bit words. */
const WINDOW = 64;
/** A jump of more than this in sequence numbers is a restart of the sender, not a loss (RFC 3550 A.1, MAX_DROPOUT). */
const MAX_DROPOUT = 3000;

/** What a packet is to the order of its stream. */
const Place = { Counted: 0, Duplicate: 1, Restart: 2 } as const;
type Place = (typeof Place)[keyof typeof Place];

export class StreamStatistics {
  packets = 0;
  duplicates = 0;
  reordered = 0;
  /** Packets whose numbers were skipped and never came. */
  lost = 0;
  /** RFC 3550 interarrival jitter, ms: mean and maximum over the packets. 0 when the clock rate is unknown. */
  jitterMax: Millis = 0;
  /** Longest time between two packets, ms. */
  deltaMax: Millis = 0;
  startTime: Micros = 0;
  endTime: Micros = 0;

  private readonly clockHz: number;
  private highest = 0;
  private seenLow = 0;
  private seenHigh = 0;
  private jitter = 0;
  private jitterSum = 0;
  private jitterCount = 0;
  private lastArrival = 0;
  /** Arrival and timestamp of the last packet that was no duplicate: what jitter is reckoned from. */
  private lastTransit = 0;
  private lastTimestamp = 0;

  constructor(clockHz: number) {
    this.clockHz = clockHz;
  }

  get jitterMean(): Millis {
    return this.jitterCount === 0 ? 0 : this.jitterSum / this.jitterCount;
  }

  /** `arrival` in µs (with a fraction), `timestamp` in units of the stream's clock. */
  see(arrival: number, sequence: number, timestamp: number): void {
    this.packets++;
    if (this.packets === 1) {
      this.startTime = Math.floor(arrival);
      this.endTime = this.startTime;
      this.lastArrival = arrival;
      this.restart(sequence);
    } else {
      this.deltaMax = Math.max(this.deltaMax, (arrival - this.lastArrival) / 1000);
      this.lastArrival = arrival;
      this.endTime = Math.max(this.endTime, Math.floor(arrival));
      const place = this.order(sequence);
      if (place === Place.Duplicate) return;
      if (place === Place.Counted) this.updateJitter(arrival, timestamp);
    }
    this.lastTransit = arrival;
    this.lastTimestamp = timestamp;
  }

  /** Sorts the packet in by number. */
  private order(sequence: number): Place {
    const ahead = ((sequence - this.highest + 0x8000) & 0xffff) - 0x8000;
    if (ahead > 0) {
      if (ahead > MAX_DROPOUT) return this.restart(sequence);
      this.lost += ahead - 1;
      this.highest = sequence;
      this.shiftWindow(ahead);
      return Place.Counted;
    }
    const back = -ahead;
    if (back > MAX_DROPOUT) return this.restart(sequence);
    if (back < WINDOW) {
      if (this.wasSeen(back)) {
        this.duplicates++;
        return Place.Duplicate;
      }
      this.markSeen(back);
      if (this.lost > 0) this.lost--;
    }
    this.reordered++;
    return Place.Counted;
  }

  /** In order of arrival, not of numbers (RFC 3550 §6.4.1): a late packet counts with its own timestamp. */
  private updateJitter(arrival: number, timestamp: number): void {
    if (this.clockHz === 0) return;
    const sent = (((timestamp - this.lastTimestamp) | 0) / this.clockHz) * 1000;
    const difference = Math.abs((arrival - this.lastTransit) / 1000 - sent);
    this.jitter += (difference - this.jitter) / 16;
    this.jitterSum += this.jitter;
    this.jitterCount++;
    if (this.jitter > this.jitterMax) this.jitterMax = this.jitter;
  }

  /** The sender began anew; its timestamps did too, so they are not compared with those before. */
  private restart(sequence: number): Place {
    this.highest = sequence;
    this.seenLow = 1;
    this.seenHigh = 0;
    return Place.Restart;
  }

  private shiftWindow(by: number): void {
    if (by >= WINDOW) {
      this.seenLow = 0;
      this.seenHigh = 0;
    } else if (by >= 32) {
      this.seenHigh = this.seenLow << (by - 32);
      this.seenLow = 0;
    } else {
      this.seenHigh = (this.seenHigh << by) | (this.seenLow >>> (32 - by));
      this.seenLow <<= by;
    }
    this.seenLow |= 1;
  }

  private wasSeen(back: number): boolean {
    return ((back < 32 ? this.seenLow >>> back : this.seenHigh >>> (back - 32)) & 1) === 1;
  }

  private markSeen(back: number): void {
    if (back < 32) this.seenLow |= 1 << back;
    else this.seenHigh |= 1 << (back - 32);
  }
}
