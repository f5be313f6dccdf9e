// Units are types: a number that means time says which unit it has.

/** Microseconds: since the Unix epoch for a point in time, else a difference. Whole numbers; exact up to the year 2255. */
export type Micros = number & { readonly unit?: 'µs' };

/** Milliseconds with fractions: what reports and the page show as durations. */
export type Millis = number & { readonly unit?: 'ms' };

export const MICROS_PER_SECOND = 1_000_000;

/** A duration in µs as the milliseconds that the report carries. */
export function millis(duration: Micros): Millis {
  return duration / 1000;
}

/** ISO 8601 in UTC with microseconds, as INTERFACES promises: `2026-01-02T03:04:05.678901Z`. */
export function isoTime(time: Micros): string {
  const seconds = Math.floor(time / MICROS_PER_SECOND);
  const date = new Date(seconds * 1000);
  // A hostile capture can carry any 64-bit timestamp; Date covers ±8.64e15 ms.
  if (Number.isNaN(date.getTime())) return `invalid-time(${time})`;
  const fraction = String(time - seconds * MICROS_PER_SECOND).padStart(6, '0');
  return `${date.toISOString().slice(0, -5)}.${fraction}Z`;
}
