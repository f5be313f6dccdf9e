// How far the clock on the wall of a time zone is ahead of UTC. Takes a name of the IANA data base; the tables are those of the runtime.

import type { Micros } from '../model/time.ts';

const SECOND: Micros = 1_000_000;
/** Zones change their offset at whole quarters of an hour of UTC. */
const QUARTER: Micros = 900 * SECOND;
const KEPT = 4096;
/** `GMT`, `GMT+05:30`, and of old times `GMT+00:53:28`. */
const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    // A RangeError: that is how the runtime says that it knows no such zone.
    return false;
  }
}

export class WallClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsetByQuarter = new Map<number, Micros>();

  /** Throws a RangeError when there is no such zone. */
  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  /** 0 for a time that no calendar has. */
  offset(time: Micros): Micros {
    const quarter = Math.floor(time / QUARTER);
    const known = this.offsetByQuarter.get(quarter);
    if (known !== undefined) return known;
    const offset = this.offsetAt((quarter * QUARTER) / 1000);
    if (this.offsetByQuarter.size >= KEPT) this.offsetByQuarter.clear();
    this.offsetByQuarter.set(quarter, offset);
    return offset;
  }

  private offsetAt(millis: number): Micros {
    if (Number.isNaN(new Date(millis).getTime())) return 0;
    const word = this.format.formatToParts(millis).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(word) ?? [];
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
    return sign === '-' ? -size : size;
  }
}
