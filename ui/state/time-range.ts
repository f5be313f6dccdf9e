// The range of time that is looked at: all, the last minutes before the capture's end, or from … to. How it stands in the address, and
// which times it means for a capture. Pure.
//
//   ?from=-15m                                                the last 15 minutes: moves on with a live capture
//   ?from=2026-01-15T10:02:11.204512Z&to=2026-01-15T10:03Z    [from, to), always in UTC, so that a link means the same everywhere

import type { CaptureProgress, Micros } from '../../server/wire/types.ts';

export type TimeRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'last'; readonly span: Micros }
  | { readonly kind: 'between'; readonly from?: Micros; readonly to?: Micros };

/** What the server is asked for: [from, to); an open end is undefined. */
export interface TimeBounds {
  readonly from?: Micros;
  readonly to?: Micros;
}

export const ALL_TIME: TimeRange = { kind: 'all' };

const SECOND: Micros = 1_000_000;
const UNITS: Readonly<Record<string, Micros>> = {
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: 86_400 * SECOND,
};
const LAST = /^-(\d{1,6})([smhd])$/;
const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?Z$/;

/** What makes no sense is no range. */
export function readRange(from: string | null, to: string | null): TimeRange {
  const [, amount, unit] = LAST.exec(from ?? '') ?? [];
  const span = Number(amount ?? 0) * (UNITS[unit ?? ''] ?? 0);
  if (span > 0) return { kind: 'last', span };
  return between(readTime(from ?? ''), readTime(to ?? ''));
}

/** From … to; without either it is all, and an end that is not after the beginning is none. */
export function between(from: Micros | undefined, to: Micros | undefined): TimeRange {
  if (from === undefined && to === undefined) return ALL_TIME;
  const isBackwards = from !== undefined && to !== undefined && to <= from;
  return {
    kind: 'between',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined || isBackwards ? {} : { to }),
  };
}

/** As the address has it. */
export function writeRange(range: TimeRange): { readonly from?: string; readonly to?: string } {
  if (range.kind === 'all') return {};
  if (range.kind === 'last') return { from: `-${spanWord(range.span)}` };
  return {
    ...(range.from === undefined ? {} : { from: isoTime(range.from) }),
    ...(range.to === undefined ? {} : { to: isoTime(range.to) }),
  };
}

/** Two ranges are the same when their addresses are. */
export function rangeText(range: TimeRange): string {
  const { from = '', to = '' } = writeRange(range);
  return from === '' && to === '' ? '' : `${from}/${to}`;
}

/** `90s`, `15m`, `1h`, `1d`. */
export function spanWord(span: Micros): string {
  const seconds = Math.max(1, Math.round(span / SECOND));
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
}

/** `2026-01-15T10:02:11.204512Z`. */
export function isoTime(time: Micros): string {
  const millis = Math.floor(time / 1000);
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) return '';
  const micros = String(Math.floor(time - millis * 1000)).padStart(3, '0');
  return date
    .toISOString()
    .replace(/Z$/, `${micros}Z`)
    .replace(/\.?0+Z$/, 'Z');
}

/** Undefined when it is no time. */
export function readTime(text: string): Micros | undefined {
  const [, minute, second = '00', fraction = ''] = ISO.exec(text) ?? [];
  if (minute === undefined) return undefined;
  const millis = Date.parse(`${minute}:${second}Z`);
  return Number.isNaN(millis) ? undefined : millis * 1000 + Number(fraction.padEnd(6, '0'));
}

type Progress = Pick<CaptureProgress, 'state' | 'start' | 'clock'>;

/**
 * The times that a range means for a capture. The last minutes end with its clock; while that runs, they move in steps of a
 * hundredth of the span, at least a second, so that a question is not a new one at each packet.
 */
export function boundsOf(range: TimeRange, progress: Progress | undefined): TimeBounds {
  if (range.kind === 'all') return {};
  if (range.kind === 'between') {
    const { from, to } = range;
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  }
  const { clock, state } = progress ?? {};
  if (clock === undefined) return {};
  const step = state === 'ready' ? 1 : Math.max(SECOND, Math.floor(range.span / 100));
  return { from: Math.floor((clock - range.span) / step) * step };
}
