// HOT. What one RTP stream was like: loss, duplicates, reordering, jitter, pauses (RFC 3550 §6.4.1, A.1, A.3, A.8).
//
// Takes    arrival, sequence number, timestamp and payload length of each packet in capture order.
// Promises a few numbers a stream, O(1) a packet, nothing made for a packet but with the first loss of a stream.
// Bench    npm run bench -- --rtp
//
// The fate of a packet is known when its number is 64 behind the highest, so late ones are told from lost and from repeated ones:
//
//   numbers   … │ decided: received, or lost for good │ 64 bits: seen or not (yet) │ highest
//                                            seenHigh ─┘ bit 31          bit 0 └─ seenLow

import type { Micros, Millis } from '../model/time.ts';
import { type LossPicture, LossRuns, NO_LOSS } from './loss-runs.ts';

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
  /** Bytes of payload. */
  bytes = 0;
  /** The numbering began anew so many times. */
  restarts = 0;
  /** Packets with the marker bit. */
  marked = 0;
  /** Packets whose numbers were skipped and never came. */
  lost = 0;
  /** RFC 3550 interarrival jitter, ms: mean and maximum over the packets. 0 when the clock rate is unknown. */
  jitterMax: Millis = 0;
  /** Longest time between two packets, ms. */
  deltaMax: Millis = 0;
  startTime: Micros = 0;
  endTime: Micros = 0;
  /** Hz; 0 when unknown. */
  readonly clockHz: number;

  private highest = 0;
  private seenLow = 0;
  private seenHigh = 0;
  /** Numbers from the first to the highest, over all restarts. */
  private span = 0;
  /** Bits of the window that stand for numbers before the first. */
  private unborn = 0;
  private jitter = 0;
  private jitterSum = 0;
  private jitterCount = 0;
  private lastArrival = 0;
  /** Arrival and timestamp of the last packet that was no duplicate: what jitter is reckoned from. */
  private lastTransit = 0;
  private lastTimestamp = 0;
  private losses: LossRuns | undefined = undefined;

  constructor(clockHz: number) {
    this.clockHz = clockHz;
  }

  get jitterMean(): Millis {
    return this.jitterCount === 0 ? 0 : this.jitterSum / this.jitterCount;
  }

  get deltaMean(): Millis {
    return this.packets < 2 ? 0 : (this.lastArrival - this.startTime) / 1000 / (this.packets - 1);
  }

  /** `arrival` in µs (with a fraction), `timestamp` in units of the stream's clock. */
  see(arrival: number, sequence: number, timestamp: number, bytes: number, marker: number): void {
    this.packets++;
    this.bytes += bytes;
    this.marked += marker;
    if (this.packets === 1) {
      this.startTime = Math.floor(arrival);
      this.endTime = this.startTime;
      this.lastArrival = arrival;
      this.begin(sequence);
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

  /** Where the losses lie, with those that may yet come late. */
  lossPicture(): LossPicture {
    const open: number[] = [];
    for (let back = WINDOW - this.unborn - 1; back > 0; back--) if (!this.wasSeen(back)) open.push(this.span - back);
    if (this.losses === undefined && open.length === 0) return NO_LOSS;
    return (this.losses ?? new LossRuns()).picture(open);
  }

  /** Sorts the packet in by number. */
  private order(sequence: number): Place {
    const ahead = ((sequence - this.highest + 0x8000) & 0xffff) - 0x8000;
    if (ahead > 0) {
      if (ahead > MAX_DROPOUT) return this.restart(sequence);
      this.lost += ahead - 1;
      this.highest = sequence;
      this.advance(ahead);
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
      const older = back - (WINDOW - this.unborn) + 1;
      if (older > 0) {
        // It came before the first: the stream began with it, and what lies between is missing until it comes.
        this.unborn -= older;
        this.span += older;
        this.lost += older - 1;
      } else {
        this.lost--;
      }
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
    this.restarts++;
    this.decide(WINDOW);
    this.begin(sequence);
    return Place.Restart;
  }

  private begin(sequence: number): void {
    this.highest = sequence;
    this.seenLow = 1;
    this.seenHigh = 0;
    this.unborn = WINDOW - 1;
    this.span++;
  }

  private advance(by: number): void {
    // Fast path: the next number, and the oldest in the window came.
    if (by !== 1 || this.seenHigh >= 0) this.decide(by);
    this.span += by;
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

  /** The numbers that the next `by` push out of the window came, or never will. */
  private decide(by: number): void {
    const unborn = Math.min(by, this.unborn);
    this.unborn -= unborn;
    const known = Math.min(by, WINDOW);
    for (let back = WINDOW - 1 - unborn; back >= WINDOW - known; back--) {
      if (!this.wasSeen(back)) this.lose(this.span - back);
    }
    // Of those that were skipped, some leave the window at once.
    for (let skipped = 1; skipped <= by - WINDOW; skipped++) this.lose(this.span + skipped);
  }

  private lose(position: number): void {
    this.losses ??= new LossRuns();
    this.losses.lose(position);
  }

  private wasSeen(back: number): boolean {
    return ((back < 32 ? this.seenLow >>> back : this.seenHigh >>> (back - 32)) & 1) === 1;
  }

  private markSeen(back: number): void {
    if (back < 32) this.seenLow |= 1 << back;
    else this.seenHigh |= 1 << (back - 32);
  }
}
