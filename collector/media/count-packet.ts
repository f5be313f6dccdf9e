// HOT. Counts a packet in the row of its stream: jitter, pauses, late packets, and how all went over time (RFC 3550 §6.4.1, A.8).
//
// Takes    arrival, sequence number, timestamp and payload length of each packet in capture order; the packet in hand is lent.
// Promises O(1) a packet, in one row of numbers (layout: stream-rows.ts), nothing made for a packet; once a second a slice of the series.
// Bench    npm run bench -- --rtp; test/collector/media/count-packet.test.ts sees that it makes nothing

import type { Micros } from '../model/time.ts';
import { ClockSkew } from './clock-skew.ts';
import { Place, placeOf } from './sequence-order.ts';
import {
  CLOCK_HZ,
  DELTA_PEAK,
  HAS_REFERENCE,
  JITTER,
  JITTER_COUNT,
  JITTER_COUNT_BEFORE,
  JITTER_PEAK,
  JITTER_SUM,
  JITTER_SUM_BEFORE,
  LAST_ARRIVAL,
  LATE,
  LATEST,
  LEAST_TRANSIT,
  LOST,
  LOST_BEFORE,
  MARKED,
  MICROS_PER_TICK,
  PACKETS,
  PACKETS_BEFORE,
  PAYLOAD_BYTES,
  type PacketInHand,
  REFERENCE_ARRIVAL,
  REFERENCE_TIMESTAMP,
  ROW_NUMBERS,
  ROW_WORDS,
  SECOND_DELTA_PEAK,
  SECOND_END,
  SECOND_JITTER_PEAK,
  SECOND_TRANSIT,
  START,
  type StreamRows,
  TRANSIT,
} from './stream-rows.ts';
import { SECOND, type SeriesBudget, StreamSeries } from './stream-series.ts';

/**
 * A packet that came so much later than the quickest of the last second is too late for a jitter buffer of that length (RFC 3611 §3.2
 * calls it discarded). Endpoints have 40 to 100 ms for sound, most of them around 60.
 */
export const JITTER_BUFFER: Micros = 60_000;

/** Counts the next packet of a row. */
export function countPacket(rows: StreamRows, row: number, packet: PacketInHand, budget: SeriesBudget): void {
  const { numbers, words } = rows;
  const n = row * ROW_NUMBERS;
  const w = row * ROW_WORDS;
  const { arrival } = packet;
  if (words[w + PACKETS] === 0) {
    numbers[n + START] = arrival;
    numbers[n + SECOND_END] = arrival + SECOND;
  } else {
    if (arrival >= numbers[n + SECOND_END]) closeSecond(rows, row, packet, budget);
    const delta = arrival - numbers[n + LAST_ARRIVAL];
    if (delta > numbers[n + SECOND_DELTA_PEAK]) numbers[n + SECOND_DELTA_PEAK] = delta;
    else if (delta < 0) numbers[n + LATEST] = Math.max(numbers[n + LATEST], numbers[n + LAST_ARRIVAL]);
  }
  numbers[n + LAST_ARRIVAL] = arrival;
  numbers[n + PAYLOAD_BYTES] += packet.payloadBytes;
  words[w + PACKETS]++;
  if (packet.marker === 1) words[w + MARKED]++;
  const place = placeOf(rows, row, packet.sequence);
  // Its timestamps began anew too, so they are not compared with those before.
  if (place === Place.Restart) forgetTransit(rows, row);
  // An event keeps the timestamp of its first packet while it lasts (RFC 4733 §2.2.1): that says nothing of its way.
  if (place === Place.Duplicate || packet.isMedia === 0) return;
  if (words[w + HAS_REFERENCE] === 1) reckonJitter(numbers, words, row, packet);
  else words[w + HAS_REFERENCE] = 1;
  numbers[n + REFERENCE_ARRIVAL] = arrival;
  words[w + REFERENCE_TIMESTAMP] = packet.timestamp;
}

/** In order of arrival, not of numbers (RFC 3550 §6.4.1): a late packet counts with its own timestamp. */
function reckonJitter(numbers: Float64Array, words: Int32Array, row: number, packet: PacketInHand): void {
  const n = row * ROW_NUMBERS;
  const w = row * ROW_WORDS;
  const microsPerTick = numbers[n + MICROS_PER_TICK];
  if (microsPerTick === 0) return;
  const sent = ((packet.timestamp - words[w + REFERENCE_TIMESTAMP]) | 0) * microsPerTick;
  const difference = packet.arrival - numbers[n + REFERENCE_ARRIVAL] - sent;
  const before = numbers[n + JITTER];
  const jitter = before + (Math.abs(difference) - before) * 0.0625;
  numbers[n + JITTER] = jitter;
  numbers[n + JITTER_SUM] += jitter;
  words[w + JITTER_COUNT]++;
  if (jitter > numbers[n + SECOND_JITTER_PEAK]) numbers[n + SECOND_JITTER_PEAK] = jitter;
  const transit = numbers[n + TRANSIT] + difference;
  numbers[n + TRANSIT] = transit;
  if (packet.marker === 1) {
    // Speech begins anew, and a buffer with it (RFC 3551 §4.1).
    numbers[n + SECOND_TRANSIT] = transit;
    numbers[n + LEAST_TRANSIT] = transit;
    return;
  }
  if (transit < numbers[n + SECOND_TRANSIT]) numbers[n + SECOND_TRANSIT] = transit;
  const least = numbers[n + LEAST_TRANSIT];
  if (transit < least) numbers[n + LEAST_TRANSIT] = transit;
  else if (transit - least > JITTER_BUFFER) words[w + LATE]++;
}

/** Time stamps of a row have another clock from now on. */
export function setClock(rows: StreamRows, row: number, clockHz: number): void {
  rows.words[row * ROW_WORDS + CLOCK_HZ] = clockHz;
  rows.numbers[row * ROW_NUMBERS + MICROS_PER_TICK] = clockHz === 0 ? 0 : 1e6 / clockHz;
  forgetTransit(rows, row);
}

function forgetTransit(rows: StreamRows, row: number): void {
  const n = row * ROW_NUMBERS;
  rows.words[row * ROW_WORDS + HAS_REFERENCE] = 0;
  rows.numbers[n + TRANSIT] = 0;
  rows.numbers[n + LEAST_TRANSIT] = 0;
  rows.numbers[n + SECOND_TRANSIT] = Number.POSITIVE_INFINITY;
  rows.skews[row] = undefined;
}

/** Once a second: what it was like goes into the series, its least transit into the skew. */
function closeSecond(rows: StreamRows, row: number, packet: PacketInHand, budget: SeriesBudget): void {
  const { numbers, words, skews, slices } = rows;
  const n = row * ROW_NUMBERS;
  const w = row * ROW_WORDS;
  const start = numbers[n + START];
  const end = numbers[n + SECOND_END];
  const least = numbers[n + SECOND_TRANSIT];
  const series = slices[row] ?? new StreamSeries(Math.floor(start), budget);
  slices[row] = series;
  addSecond(rows, row, series);
  numbers[n + JITTER_PEAK] = Math.max(numbers[n + JITTER_PEAK], numbers[n + SECOND_JITTER_PEAK]);
  numbers[n + DELTA_PEAK] = Math.max(numbers[n + DELTA_PEAK], numbers[n + SECOND_DELTA_PEAK]);
  if (least !== Number.POSITIVE_INFINITY) {
    const skew = skews[row] ?? new ClockSkew();
    skews[row] = skew;
    skew.add((end - start) / SECOND, least);
    numbers[n + LEAST_TRANSIT] = least;
  }
  words[w + PACKETS_BEFORE] = words[w + PACKETS];
  words[w + LOST_BEFORE] = words[w + LOST];
  words[w + JITTER_COUNT_BEFORE] = words[w + JITTER_COUNT];
  numbers[n + JITTER_SUM_BEFORE] = numbers[n + JITTER_SUM];
  numbers[n + SECOND_JITTER_PEAK] = 0;
  numbers[n + SECOND_DELTA_PEAK] = 0;
  numbers[n + SECOND_TRANSIT] = Number.POSITIVE_INFINITY;
  numbers[n + SECOND_END] = end + (Math.floor((packet.arrival - end) / SECOND) + 1) * SECOND;
}

/** The second in hand goes into a series. */
export function addSecond({ numbers, words }: StreamRows, row: number, series: StreamSeries): void {
  const n = row * ROW_NUMBERS;
  const w = row * ROW_WORDS;
  const measured = words[w + JITTER_COUNT] - words[w + JITTER_COUNT_BEFORE];
  series.add(
    numbers[n + SECOND_END] - SECOND,
    words[w + PACKETS] - words[w + PACKETS_BEFORE],
    words[w + LOST] - words[w + LOST_BEFORE],
    measured === 0 ? 0 : (numbers[n + JITTER_SUM] - numbers[n + JITTER_SUM_BEFORE]) / measured,
    numbers[n + SECOND_JITTER_PEAK],
    numbers[n + SECOND_DELTA_PEAK],
  );
}
