// Numbers and times as the page writes them. Times are in the zone that the page is set to (base/time-zone.ts); UTC unless somebody chose.

import type { Micros, Millis } from '../../server/wire/types.ts';
import { wallDate, zoneAt } from './time-zone.ts';

export type TimeMode = 'absolute' | 'relative' | 'delta';
export const TIME_MODES: readonly TimeMode[] = ['absolute', 'relative', 'delta'];

const BEFORE_THREE_DIGITS = /\B(?=(?:\d{3})+$)/g;

/** `1284` → `1,284`, of whole numbers. Not by Intl: a page's first formatter takes a browser 70 ms, and the first rows would wait for it. */
export function count(value: number): string {
  return String(value).replace(BEFORE_THREE_DIGITS, ',');
}

/** `1 leg`, `1,284 legs`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** `62.4` of `100` → `62 %`; `undefined` when the whole is not known or empty. */
export function percent(part: number, whole: number | undefined): string | undefined {
  if (whole === undefined || whole <= 0) return undefined;
  return `${Math.min(100, Math.floor((part / whole) * 100))} %`;
}

/** `823456789` → `823.5 MB`. */
export function byteCount(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** `0.42 ms`, `312 ms`, `1.2 s`, `2:04`, `1:02:04`: three digits that matter, always with a unit or colons. */
export function duration(value: Millis | undefined): string {
  if (value === undefined) return '–';
  if (value < 0) return `-${duration(-value)}`;
  if (value < 10) return `${trim(value.toFixed(2))} ms`;
  if (value < 999.5) return `${Math.round(value)} ms`;
  if (value < 59_950) return `${(value / 1000).toFixed(1)} s`;
  const seconds = Math.round(value / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours > 0 ? `${count(hours)}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Time of day with `digits` of fraction: `10:02:11.204`. */
export function clock(time: Micros, digits: 3 | 6 = 3): string {
  const date = wallDate(time);
  // A capture can carry any 64-bit time; Date ends at ±8.64e15 ms.
  if (Number.isNaN(date.getTime())) return 'invalid time';
  return `${date.toISOString().slice(11, 19)}.${fraction(time, digits)}`;
}

/** `2026-01-31`. */
export function day(time: Micros): string {
  const date = wallDate(time);
  return Number.isNaN(date.getTime()) ? 'invalid date' : date.toISOString().slice(0, 10);
}

/** `01-31 10:02:11.204`: day and time in a list, where a year for each row would say nothing. */
export function dayClock(time: Micros): string {
  const date = wallDate(time);
  return Number.isNaN(date.getTime()) ? clock(time) : `${date.toISOString().slice(5, 10)} ${clock(time)}`;
}

/** How times from `from` to `to` are written: with their day when it is not always the same. */
export function clockOf(from: Micros, to: Micros): (time: Micros) => string {
  return day(from) === day(to) ? time => clock(time) : dayClock;
}

/** `2026-01-31 10:02:11.204512 UTC`, or `… +02:00`. */
export function dateTime(time: Micros): string {
  return `${day(time)} ${clock(time, 6)} ${zoneAt(time)}`;
}

/** `2026-01-15 10:02:11 – 10:17:40 UTC`; the second day only when it is another. */
export function timeSpan(start: Micros, end: Micros): string {
  const [from, to] = [start, end].map(time => clock(time).replace(/\.\d+$/, ''));
  return `${day(start)} ${from} – ${day(start) === day(end) ? '' : `${day(end)} `}${to} ${zoneAt(end)}`;
}

/** A message that ends, so that another can follow. */
export function sentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A difference as `+0.504000`: seconds with µs. */
export function offset(difference: Micros): string {
  const sign = difference < 0 ? '-' : '+';
  const size = Math.abs(difference);
  return `${sign}${Math.floor(size / 1_000_000)}.${String(size % 1_000_000).padStart(6, '0')}`;
}

/** One cell of the time rail: the time of a row, since `start`, or since `previous`. */
export function rowTime(mode: TimeMode, time: Micros, start: Micros, previous: Micros | undefined): string {
  if (mode === 'absolute') return clock(time, 6);
  return offset(mode === 'relative' ? time - start : time - (previous ?? time));
}

/** The mode that a click or `w` leads to. */
export function nextTimeMode(mode: TimeMode): TimeMode {
  return TIME_MODES[(TIME_MODES.indexOf(mode) + 1) % TIME_MODES.length] ?? 'absolute';
}

function fraction(time: Micros, digits: 3 | 6): string {
  const micros = ((time % 1_000_000) + 1_000_000) % 1_000_000;
  return String(Math.floor(micros)).padStart(6, '0').slice(0, digits);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function trim(value: string): string {
  return value.replace(/\.?0+$/, '') || '0';
}
