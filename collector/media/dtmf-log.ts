// Telephone events of one stream (RFC 4733): which keys, when, how long. Takes the payload of each event packet in capture order,
// made with the first of them; holds at most EVENTS.
//
//   │ event 8 │ E R volume 8 │ duration 16, units of the timestamp │      one event: all packets with its timestamp
//
// An event is told by its timestamp. Its packets say how long it has lasted so far; the last one, with E set, comes three times
// (§2.5.1.4). All of these may be lost: then it has lasted as long as the last that came says. An event longer than the 16 bits goes on
// as another with the timestamp where that ended, without marker (§2.5.1.3).

import type { Micros, Millis } from '../model/time.ts';

/** Events of one stream that are kept; beyond, they are counted. */
export const EVENTS = 1000;
const EVENT_BYTES = 4;
const END_BIT = 0x80;
const LONGEST = 0xffff;
const DIGITS = '0123456789*#ABCD';
const FLASH = 16;

export interface ToneEvent {
  readonly event: number;
  readonly time: Micros;
  /** In units of the clock of events; grows while the event lasts. */
  duration: number;
  readonly clockHz: number;
  /** A packet with the E bit came. */
  isEnded: boolean;
}

export class DtmfLog {
  readonly events: ToneEvent[] = [];
  /** Events that the limit refused. */
  refused = 0;
  /** Packets too short to hold an event. */
  unreadable = 0;
  private timestamp = 0;
  /** Units of duration in segments of a long event that are over. */
  private before = 0;
  private open: ToneEvent | undefined = undefined;

  /** The payload bytes[at..end) of a packet that came at `arrival`, µs. */
  see(
    bytes: Uint8Array,
    at: number,
    end: number,
    arrival: number,
    timestamp: number,
    marker: number,
    clockHz: number,
  ): void {
    if (end - at < EVENT_BYTES) {
      this.unreadable++;
      return;
    }
    const event = bytes[at];
    const isEnd = (bytes[at + 1] & END_BIT) !== 0;
    const duration = (bytes[at + 2] << 8) | bytes[at + 3];
    const { open } = this;
    const ahead = open === undefined ? 1 : (timestamp - this.timestamp) | 0;
    // A packet of an event that is over came late.
    if (ahead < 0) return;
    const isSame = open?.event === event;
    if (open !== undefined && isSame && ahead === 0) this.extend(open, duration, isEnd);
    else if (open !== undefined && isSame && ahead === LONGEST && marker === 0 && !open.isEnded) {
      this.before += LONGEST;
      this.timestamp = timestamp;
      this.extend(open, duration, isEnd);
    } else this.begin({ event, time: Math.floor(arrival), duration, clockHz, isEnded: isEnd }, timestamp);
  }

  private begin(event: ToneEvent, timestamp: number): void {
    this.timestamp = timestamp;
    this.before = 0;
    this.open = event;
    if (this.events.length < EVENTS) this.events.push(event);
    else this.refused++;
  }

  private extend(open: ToneEvent, duration: number, isEnd: boolean): void {
    open.duration = Math.max(open.duration, this.before + duration);
    if (isEnd) open.isEnded = true;
  }
}

/** `0`–`9`, `*`, `#`, `A`–`D`, `flash` (RFC 4733 §3.2), or `event 33`. */
export function eventName(event: number): string {
  if (event < DIGITS.length) return DIGITS[event];
  return event === FLASH ? 'flash' : `event ${event}`;
}

/** How long an event lasted; 0 when its clock is unknown. */
export function eventDuration({ duration, clockHz }: ToneEvent): Millis {
  return clockHz === 0 ? 0 : (duration / clockHz) * 1000;
}
