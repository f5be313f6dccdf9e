// Calls of three days, with most of a day in between on which nothing was recorded, over the night that Berlin's clocks go forward
// (2026-03-29, 01:59:59 is followed by 03:00:00).

import type { PacketRecord } from './pcap-builder.ts';
import { EPOCH } from './trace.ts';
import { trafficDay } from './traffic-day.ts';

const HOUR = 3_600_000_000;
/** 2026-03-27T00:00:00Z in µs; the first calls come twelve hours later. */
const FIRST_DAY = Date.UTC(2026, 2, 27) * 1000;
/** From the first noon to the second day of traffic. */
const LATER = 40 * HOUR;

/** In time order: from 27 March 12:00 to 28 March 12:00 or so, and from 29 March 04:00 to 30 March 04:00 or so, UTC. */
export function threeDays(legs: number): PacketRecord[] {
  const from = (start: number, seed: number): PacketRecord[] =>
    trafficDay(legs, seed).map(record => ({ ...record, timeMicros: (record.timeMicros ?? 0) - EPOCH + start }));
  return [...from(FIRST_DAY, 1), ...from(FIRST_DAY + LATER, 2)];
}
