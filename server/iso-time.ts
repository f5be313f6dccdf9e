// ISO 8601 as people and scripts write it, to µs since the epoch.

import type { Micros } from './wire/types.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Without an offset it is UTC, as all times the product prints. Digits below the µs are cut. Undefined when it is no time. */
export function readIsoTime(text: string): Micros | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, day, minutes = '00:00', seconds = '00', fraction = '', offset = 'Z'] = match;
  const zone = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  const millis = Date.parse(`${day}T${minutes}:${seconds}${zone}`);
  if (Number.isNaN(millis)) return undefined;
  return millis * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** µs since the epoch as ISO 8601 with all six digits, in UTC; empty when a capture claims a time that no date has. */
export function writeIsoTime(time: Micros): string {
  const date = new Date(Math.floor(time / 1000));
  if (Number.isNaN(date.getTime())) return '';
  const micros = String(((time % 1000) + 1000) % 1000).padStart(3, '0');
  return date.toISOString().replace('Z', `${micros}Z`);
}
