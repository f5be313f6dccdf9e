// In which zone the page writes and reads times: UTC, the browser's own, or a named one. Offsets come from the browser's own tables.
//
// The zone is the one setting that every element writes times by, those without a store too; it is kept here and set by the frame,
// which then draws the page anew. Reading a time takes nothing else from outside.

import type { Micros, Millis } from '../../server/wire/types.ts';

/** `UTC`, `local`, or an IANA name: `Europe/Berlin`. */
export type ZoneName = string;

/** Zones change their offset at whole quarters of an hour of UTC. */
const QUARTER: Millis = 900_000;
const OFFSETS_KEPT = 4096;

class Zone {
  readonly name: ZoneName;
  private readonly format: Intl.DateTimeFormat | undefined;
  private readonly offsets = new Map<number, Millis>();

  constructor(name: ZoneName) {
    this.name = name;
    const timeZone = name === 'local' ? localZone() : name;
    this.format =
      timeZone === 'UTC'
        ? undefined
        : new Intl.DateTimeFormat('en-US', {
            timeZone,
            hourCycle: 'h23',
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
            hour: '2-digit',
            minute: '2-digit',
            second: '2-digit',
            era: 'short',
          });
  }

  /** What the clock on the wall is ahead of UTC. */
  offset(at: Millis): Millis {
    if (this.format === undefined || Number.isNaN(new Date(at).getTime())) return 0;
    const quarter = Math.floor(at / QUARTER);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(this.format, quarter * QUARTER);
      if (this.offsets.size >= OFFSETS_KEPT) this.offsets.clear();
      this.offsets.set(quarter, offset);
    }
    return offset;
  }
}

let zone = new Zone('UTC');

/** The zone of now. */
export function timeZone(): ZoneName {
  return zone.name;
}

/** False when the browser knows no such zone; the one of before then stays. */
export function setTimeZone(name: ZoneName): boolean {
  if (!isZone(name)) return false;
  zone = new Zone(name);
  return true;
}

export function isZone(name: string): boolean {
  if (name === 'UTC' || name === 'local') return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    // A RangeError: that is how the browser says that it knows no such zone.
    return false;
  }
}

/** Named zones to choose from. */
export function zoneNames(): readonly ZoneName[] {
  return Intl.supportedValuesOf('timeZone').filter(name => name !== 'UTC');
}

/** The browser's own zone by its name. */
export function localZone(): ZoneName {
  return new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone;
}

/** The time as the clock on the wall shows it, as if that were UTC: for `toISOString` and `getUTC…`. */
export function wallDate(time: Micros): Date {
  const at = Math.floor(time / 1000);
  return new Date(at + zone.offset(at));
}

/** `UTC`, `+02:00`: the zone at that time. */
export function zoneAt(time: Micros): string {
  if (zone.name === 'UTC') return 'UTC';
  const minutes = Math.round(zone.offset(Math.floor(time / 1000)) / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What the wall clock shows, as a point in time. An hour that comes twice means its first; one that is left out, the one after. */
export function fromWall(wall: Millis): Millis {
  const early = wall - zone.offset(wall - 86_400_000);
  if (early + zone.offset(early) === wall) return early;
  const late = wall - zone.offset(wall + 86_400_000);
  return late + zone.offset(late) === wall ? late : early;
}

function offsetAt(format: Intl.DateTimeFormat, at: Millis): Millis {
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = value;
  const number = (type: string): number => Number(parts[type] ?? 0);
  const year = parts['era'] === 'BC' ? 1 - number('year') : number('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, number('month') - 1, number('day'));
  wall.setUTCHours(number('hour'), number('minute'), number('second'));
  return wall.getTime() - at;
}
