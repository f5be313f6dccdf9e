// What one RTP stream was like, for questions: reads the row that `count-packet.ts` writes.

import { type Micros, type Millis, millis } from '../model/time.ts';
import { addSecond, countPacket, setClock } from './count-packet.ts';
import type { LossPicture } from './loss-runs.ts';
import { SequenceOrder } from './sequence-order.ts';
import {
  CLOCK_HZ,
  DELTA_PEAK,
  JITTER_COUNT,
  JITTER_PEAK,
  JITTER_SUM,
  LAST_ARRIVAL,
  LATE,
  LATEST,
  MARKED,
  PACKETS,
  PAYLOAD_BYTES,
  PacketInHand,
  ROW_NUMBERS,
  ROW_WORDS,
  SECOND_DELTA_PEAK,
  SECOND_JITTER_PEAK,
  START,
  StreamRows,
} from './stream-rows.ts';
import { SeriesBudget, StreamSeries } from './stream-series.ts';

/** Statistics of a stream whose row lies in no table. */
export function makeStatistics(clockHz: number, budget: SeriesBudget): StreamStatistics {
  const rows = new StreamRows(1);
  const statistics = new StreamStatistics(rows, rows.add(), budget);
  statistics.setClock(clockHz);
  return statistics;
}

export class StreamStatistics {
  /** Lost, duplicates, reordered, restarts, and where losses lie. */
  readonly order: SequenceOrder;
  private readonly rows: StreamRows;
  private readonly row: number;
  private readonly budget: SeriesBudget;

  /** Reads a row, and changes nothing in it. */
  constructor(rows: StreamRows, row: number, budget: SeriesBudget) {
    this.rows = rows;
    this.row = row;
    this.budget = budget;
    this.order = new SequenceOrder(rows, row);
  }

  /** Time stamps have another clock from now on. */
  setClock(clockHz: number): void {
    setClock(this.rows, this.row, clockHz);
  }

  get packets(): number {
    return this.word(PACKETS);
  }
  /** Bytes of payload. */
  get bytes(): number {
    return this.number(PAYLOAD_BYTES);
  }
  /** Packets with the marker bit. */
  get marked(): number {
    return this.word(MARKED);
  }
  /** Packets that would have missed a jitter buffer of JITTER_BUFFER. */
  get late(): number {
    return this.word(LATE);
  }
  /** Hz; 0 when unknown. */
  get clockHz(): number {
    return this.word(CLOCK_HZ);
  }
  /** µs of the last packet, with a fraction. */
  get lastArrival(): number {
    return this.number(LAST_ARRIVAL);
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
    return Math.floor(this.number(START));
  }
  get endTime(): Micros {
    return Math.floor(Math.max(this.number(LATEST), this.lastArrival));
  }
  /** RFC 3550 interarrival jitter: mean and maximum over the packets. 0 when the clock rate is unknown. */
  get jitterMean(): Millis {
    const count = this.word(JITTER_COUNT);
    return count === 0 ? 0 : millis(this.number(JITTER_SUM) / count);
  }
  get jitterMax(): Millis {
    return millis(Math.max(this.number(JITTER_PEAK), this.number(SECOND_JITTER_PEAK)));
  }
  /** Longest time between two packets. */
  get deltaMax(): Millis {
    return millis(Math.max(this.number(DELTA_PEAK), this.number(SECOND_DELTA_PEAK)));
  }
  get deltaMean(): Millis {
    return this.packets < 2 ? 0 : millis((this.lastArrival - this.number(START)) / (this.packets - 1));
  }
  /** How much faster the clock of the sender ran than that of the capture; undefined when it is too short to tell. */
  get clockSkewPpm(): number | undefined {
    return this.rows.skews[this.row]?.ppm;
  }

  /** `arrival` in µs (with a fraction), `timestamp` 32 bits of any sign, `isMedia` 0 for a telephone event. */
  see(arrival: number, sequence: number, timestamp: number, bytes: number, marker: number, isMedia: number): void {
    const packet = new PacketInHand();
    packet.arrival = arrival;
    packet.sequence = sequence;
    packet.timestamp = timestamp;
    packet.payloadBytes = bytes;
    packet.marker = marker;
    packet.isMedia = isMedia;
    countPacket(this.rows, this.row, packet, this.budget);
  }

  /** Slices over time, up to now. */
  series(): StreamSeries {
    const series = this.rows.slices[this.row]?.copy() ?? new StreamSeries(this.startTime, new SeriesBudget());
    addSecond(this.rows, this.row, series);
    return series;
  }

  private number(field: number): number {
    return this.rows.numbers[this.row * ROW_NUMBERS + field];
  }

  private word(field: number): number {
    return this.rows.words[this.row * ROW_WORDS + field];
  }
}
