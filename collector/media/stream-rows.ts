// HOT. What is counted of all RTP streams: one row a stream, all rows in one piece of memory. A packet touches the five cache lines of
// its row and makes no garbage; 10,000 streams are one object to the collector and not a quarter of a million.
//
//   row   numbers, 64 bits                                                    words, 32 bits
//         0                      14                17                         36                  46                  54        60
//         │ every packet …       │ once a second … │ unused                   │ every packet …    │ now and then …    │ unused  │
//         └ LAST_ARRIVAL         └ START                                      └ HIGHEST           └ LOST              │
//         0 ─────────────────────────────────────── 144 bytes                 144 ────────────────────────────────────── 256 bytes
//
// Times are µs with a fraction, in the 64-bit part. A row is read and written by `stream-statistics.ts` and `sequence-order.ts`, which say
// what each field means; `memory` grows by doubling, so nobody keeps `numbers` or `words` beyond a call.
//
// Bench: npm run bench -- --rtp

import type { ClockSkew } from './clock-skew.ts';
import type { LossRuns } from './loss-runs.ts';
import type { StreamSeries } from './stream-series.ts';

const ROW_BYTES = 256;
/** Of a row, counted in fields of `numbers` and of `words`. */
export const ROW_NUMBERS = ROW_BYTES / 8;
export const ROW_WORDS = ROW_BYTES / 4;
const FIRST_ROWS = 64;

// Fields of `numbers`.
/** µs of the last packet. */
export const LAST_ARRIVAL = 0;
/** Arrival of the last packet that jitter is reckoned from: no duplicate, no event. */
export const REFERENCE_ARRIVAL = 1;
/** 0 when the clock is unknown. */
export const MICROS_PER_TICK = 2;
/** Arrival less timestamp, against that of the first packet; the least of the last second; that of this second. */
export const TRANSIT = 3;
export const LEAST_TRANSIT = 4;
export const SECOND_TRANSIT = 5;
export const JITTER = 6;
export const JITTER_SUM = 7;
/** When the second in hand is over, and what was the most in it. */
export const SECOND_END = 8;
export const SECOND_JITTER_PEAK = 9;
export const SECOND_DELTA_PEAK = 10;
/** Bytes of payload. */
export const PAYLOAD_BYTES = 11;
/** `Frame.offset` of the last packet. */
export const FRAME_OFFSET = 12;
/** Latest arrival that was not the last one: packets of merged captures may go back in time. */
export const LATEST = 13;
export const START = 14;
/** The most of all seconds that are over, and the sum of jitter when the one in hand began. */
export const JITTER_PEAK = 15;
export const DELTA_PEAK = 16;
export const JITTER_SUM_BEFORE = 17;

// Fields of `words`.
/** Highest sequence number, and the window behind it: see sequence-order.ts. */
export const HIGHEST = 36;
export const SEEN_LOW = 37;
export const SEEN_HIGH = 38;
export const SPAN = 39;
export const UNBORN = 40;
export const PACKETS = 41;
/** Timestamp of the packet at REFERENCE_ARRIVAL, and 1 when there is one. */
export const REFERENCE_TIMESTAMP = 42;
export const HAS_REFERENCE = 43;
/** Packets that jitter was reckoned of. */
export const JITTER_COUNT = 44;
/** Packets of this payload type are counted and nothing else: no change of type, no event; -1 for none. */
export const PLAIN_TYPE = 45;
/** `Frame.segment` of the last packet. */
export const SEGMENT = 46;
export const LOST = 47;
export const DUPLICATES = 48;
export const REORDERED = 49;
export const RESTARTS = 50;
export const MARKED = 51;
export const LATE = 52;
/** What stood when the second in hand began. */
export const PACKETS_BEFORE = 53;
export const LOST_BEFORE = 54;
export const JITTER_COUNT_BEFORE = 55;
/** Hz; 0 when unknown. */
export const CLOCK_HZ = 56;

export class StreamRows {
  numbers: Float64Array;
  words: Int32Array;
  /** By row: what few streams have, or have once a second. */
  readonly losses: (LossRuns | undefined)[] = [];
  readonly slices: (StreamSeries | undefined)[] = [];
  readonly skews: (ClockSkew | undefined)[] = [];
  private count = 0;

  constructor(rows = FIRST_ROWS) {
    const memory = new ArrayBuffer(rows * ROW_BYTES);
    this.numbers = new Float64Array(memory);
    this.words = new Int32Array(memory);
  }

  /** One more row, of zeros. Gives its number: the first is 0. */
  add(): number {
    if (this.count * ROW_WORDS === this.words.length) this.grow();
    this.losses.push(undefined);
    this.slices.push(undefined);
    this.skews.push(undefined);
    return this.count++;
  }

  private grow(): void {
    const memory = new ArrayBuffer(this.words.byteLength * 2);
    const words = new Int32Array(memory);
    words.set(this.words);
    this.words = words;
    this.numbers = new Float64Array(memory);
  }
}

/** The packet in hand: one object for all of them, overwritten by the next. */
export class PacketInHand {
  /** µs, with a fraction. */
  arrival = 0;
  sequence = 0;
  /** 32 bits of any sign. */
  timestamp = 0;
  payloadBytes = 0;
  /** 1 when the marker bit is set. */
  marker = 0;
  /** 0 for a telephone event. */
  isMedia = 1;
}
