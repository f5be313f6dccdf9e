// Words of a filter as numbers: codes, counts, durations and points in time. Every value is a range, so that `5xx`,
// `2026-01-02` (the whole day) and `200..299` compare by one rule. Undefined when the word is no such value.

/** Both ends included. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
}

const MILLIS_BY_UNIT: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};
const DURATION = /^(?:\d+(?:\.\d+)?(?:us|µs|ms|s|min|m|h))+$/i;
const DURATION_PART = /(\d+(?:\.\d+)?)(us|µs|ms|s|min|m|h)/gi;
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?(Z|[+-]\d\d:?\d\d)?$/i;
const MICROS_PER_MILLI = 1000;
const MICROS_PER_SECOND = 1_000_000;

/** `42`, `3.5`. */
export function readNumber(text: string): NumberRange | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? single(Number(text)) : undefined;
}

/** A status code, `5xx` or `48x`. */
export function readCode(text: string): NumberRange | undefined {
  if (/^\d{1,3}$/.test(text)) return single(Number(text));
  if (!/^(\d\dx|\dxx)$/i.test(text)) return undefined;
  return { low: Number(text.replace(/x/gi, '0')), high: Number(text.replace(/x/gi, '9')) };
}

/** `3s`, `250ms`, `1m30s`, `2h`, in ms. A number alone is refused but 0: nobody could tell its unit. */
export function readDuration(text: string): NumberRange | undefined {
  if (text === '0') return single(0);
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(DURATION_PART))
    total += Number(amount) * (MILLIS_BY_UNIT[(unit ?? '').toLowerCase()] ?? 0);
  return single(total);
}

/** ISO 8601, in µs since the epoch; without a zone it is UTC. What is left out stays open: a day, a minute, a second. */
export function readTime(text: string): NumberRange | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const start = Date.parse(`${year}-${month}-${day}T${clock}${isoZone(zone)}`);
  // Date.parse takes the 31st of every month; such a day exists only when it comes back as it went in.
  if (Number.isNaN(start) || new Date(Date.parse(`${year}-${month}-${day}T00:00:00Z`)).getUTCDate() !== Number(day))
    return undefined;
  const low = start * MICROS_PER_MILLI + Number((fraction ?? '').padEnd(6, '0'));
  return { low, high: low + openMicros(hour, second, fraction) - 1 };
}

function isoZone(zone: string | undefined): string {
  if (zone === undefined) return 'Z';
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
}

/** How many µs a time means that stops at the day, the minute, the second or a digit after it. */
function openMicros(hour: string | undefined, second: string | undefined, fraction: string | undefined): number {
  if (fraction !== undefined) return 10 ** (6 - fraction.length);
  if (second !== undefined) return MICROS_PER_SECOND;
  return (hour === undefined ? 86_400 : 60) * MICROS_PER_SECOND;
}

function single(value: number): NumberRange {
  return { low: value, high: value };
}
