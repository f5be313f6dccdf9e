// HOT. What one RTP stream was like: jitter, pauses, late packets, and how all went over time (RFC 3550 §6.4.1, A.8).
//
// Takes    arrival, sequence number, timestamp and payload length of each packet in capture order.
// Promises a few numbers a stream, O(1) a packet, nothing made for a packet; once a second a slice of the series.
// Bench    npm run bench -- --rtp

import { type Micros, type Millis, millis } from '../model/time.ts';
import { ClockSkew } from './clock-skew.ts';
import type { LossPicture } from './loss-runs.ts';
import { Place, SequenceOrder } from './sequence-order.ts';
import { SECOND, SeriesBudget, StreamSeries } from './stream-series.ts';

/**
 * A packet that came so much later than the quickest of the last second is too late for a jitter buffer of that length (RFC 3611 §3.2
 * calls it discarded). Endpoints have 40 to 100 ms for sound, most of them around 60.
 */
export const JITTER_BUFFER: Micros = 60_000;

export class StreamStatistics {
  packets = 0;
  /** Bytes of payload. */
  bytes = 0;
  /** Packets with the marker bit. */
  marked = 0;
  /** Packets that would have missed a jitter buffer of JITTER_BUFFER. */
  late = 0;
  /** Lost, duplicates, reordered, restarts, and where losses lie. */
  readonly order = new SequenceOrder();
  /** Hz; 0 when unknown. */
  clockHz = 0;
  /** µs of the last packet, with a fraction. */
  lastArrival = 0;

  private readonly budget: SeriesBudget;
  private microsPerTick = 0;
  private start = 0;
  private latest = 0;
  /** Arrival and timestamp of the last packet that jitter is reckoned from: no duplicate, no event. */
  private referenceArrival = 0;
  private referenceTimestamp = 0;
  private hasReference = false;
  /** µs, as all below. Transit is arrival less timestamp, against that of the first packet. */
  private transit = 0;
  private leastTransit = 0;
  private jitter = 0;
  private jitterSum = 0;
  private jitterCount = 0;
  private jitterPeak = 0;
  private deltaPeak = 0;
  // The second in hand, and what stood when it began.
  private secondEnd = 0;
  private secondTransit = Number.POSITIVE_INFINITY;
  private secondJitterPeak = 0;
  private secondDeltaPeak = 0;
  private packetsBefore = 0;
  private lostBefore = 0;
  private jitterSumBefore = 0;
  private jitterCountBefore = 0;
  private slices: StreamSeries | undefined = undefined;
  private skew: ClockSkew | undefined = undefined;

  constructor(clockHz: number, budget: SeriesBudget) {
    this.budget = budget;
    this.setClock(clockHz);
  }

  /** Time stamps have another clock from now on. */
  setClock(clockHz: number): void {
    this.clockHz = clockHz;
    this.microsPerTick = clockHz === 0 ? 0 : 1e6 / clockHz;
    this.forgetTransit();
  }

  /** Packets whose numbers were skipped and never came; see SequenceOrder. */
  get lost(): number {
    return this.order.lost;
  }
  get duplicates(): number {
    return this.order.duplicates;
  }
  get reordered(): number {
    return this.order.reordered;
  }
  get restarts(): number {
    return this.order.restarts;
  }
  lossPicture(): LossPicture {
    return this.order.lossPicture();
  }

  get startTime(): Micros {
    return Math.floor(this.start);
  }
  get endTime(): Micros {
    return Math.floor(this.latest);
  }
  /** RFC 3550 interarrival jitter: mean and maximum over the packets. 0 when the clock rate is unknown. */
  get jitterMean(): Millis {
    return this.jitterCount === 0 ? 0 : millis(this.jitterSum / this.jitterCount);
  }
  get jitterMax(): Millis {
    return millis(Math.max(this.jitterPeak, this.secondJitterPeak));
  }
  /** Longest time between two packets. */
  get deltaMax(): Millis {
    return millis(Math.max(this.deltaPeak, this.secondDeltaPeak));
  }
  get deltaMean(): Millis {
    return this.packets < 2 ? 0 : millis((this.lastArrival - this.start) / (this.packets - 1));
  }
  /** How much faster the clock of the sender ran than that of the capture; undefined when it is too short to tell. */
  get clockSkewPpm(): number | undefined {
    return this.skew?.ppm;
  }

  /** `arrival` in µs (with a fraction), `timestamp` 32 bits of any sign, `isMedia` 0 for a telephone event. */
  see(arrival: number, sequence: number, timestamp: number, bytes: number, marker: number, isMedia: number): void {
    if (this.packets === 0) this.open(arrival);
    else {
      if (arrival >= this.secondEnd) this.closeSecond(arrival);
      const delta = arrival - this.lastArrival;
      if (delta > this.secondDeltaPeak) this.secondDeltaPeak = delta;
      if (arrival > this.latest) this.latest = arrival;
    }
    this.bytes += bytes;
    this.marked += marker;
    this.lastArrival = arrival;
    this.packets++;
    const place = this.order.see(sequence);
    // Its timestamps began anew too, so they are not compared with those before.
    if (place === Place.Restart) this.forgetTransit();
    // An event keeps the timestamp of its first packet while it lasts (RFC 4733 §2.2.1): that says nothing of its way.
    if (place === Place.Duplicate || isMedia === 0) return;
    if (this.hasReference) this.updateJitter(arrival, timestamp, marker);
    else this.hasReference = true;
    this.referenceArrival = arrival;
    this.referenceTimestamp = timestamp;
  }

  /** Slices over time, up to now. */
  series(): StreamSeries {
    const series = this.slices?.copy() ?? new StreamSeries(this.startTime, new SeriesBudget());
    this.addSecond(series);
    return series;
  }

  /** In order of arrival, not of numbers (RFC 3550 §6.4.1): a late packet counts with its own timestamp. */
  private updateJitter(arrival: number, timestamp: number, marker: number): void {
    if (this.microsPerTick === 0) return;
    const sent = ((timestamp - this.referenceTimestamp) | 0) * this.microsPerTick;
    const difference = arrival - this.referenceArrival - sent;
    this.jitter += (Math.abs(difference) - this.jitter) * 0.0625;
    this.jitterSum += this.jitter;
    this.jitterCount++;
    if (this.jitter > this.secondJitterPeak) this.secondJitterPeak = this.jitter;
    const transit = this.transit + difference;
    this.transit = transit;
    if (marker === 1) {
      // Speech begins anew, and a buffer with it (RFC 3551 §4.1).
      this.secondTransit = transit;
      this.leastTransit = transit;
      return;
    }
    if (transit < this.secondTransit) this.secondTransit = transit;
    if (transit < this.leastTransit) this.leastTransit = transit;
    else if (transit - this.leastTransit > JITTER_BUFFER) this.late++;
  }

  private open(arrival: number): void {
    this.start = arrival;
    this.latest = arrival;
    this.secondEnd = arrival + SECOND;
  }

  /** Once a second: what it was like goes into the series, its least transit into the skew. */
  private closeSecond(arrival: number): void {
    if (this.slices === undefined) this.slices = new StreamSeries(this.startTime, this.budget);
    this.addSecond(this.slices);
    this.jitterPeak = Math.max(this.jitterPeak, this.secondJitterPeak);
    this.deltaPeak = Math.max(this.deltaPeak, this.secondDeltaPeak);
    if (this.secondTransit !== Number.POSITIVE_INFINITY) {
      this.skew ??= new ClockSkew();
      this.skew.add((this.secondEnd - this.start) / SECOND, this.secondTransit);
      this.leastTransit = this.secondTransit;
    }
    this.packetsBefore = this.packets;
    this.lostBefore = this.order.lost;
    this.jitterSumBefore = this.jitterSum;
    this.jitterCountBefore = this.jitterCount;
    this.secondJitterPeak = 0;
    this.secondDeltaPeak = 0;
    this.secondTransit = Number.POSITIVE_INFINITY;
    this.secondEnd += (Math.floor((arrival - this.secondEnd) / SECOND) + 1) * SECOND;
  }

  private addSecond(series: StreamSeries): void {
    const measured = this.jitterCount - this.jitterCountBefore;
    series.add(
      this.secondEnd - SECOND,
      this.packets - this.packetsBefore,
      this.order.lost - this.lostBefore,
      measured === 0 ? 0 : (this.jitterSum - this.jitterSumBefore) / measured,
      this.secondJitterPeak,
      this.secondDeltaPeak,
    );
  }

  private forgetTransit(): void {
    this.hasReference = false;
    this.transit = 0;
    this.leastTransit = 0;
    this.secondTransit = Number.POSITIVE_INFINITY;
    this.skew = undefined;
  }
}
