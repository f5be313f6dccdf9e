// Figures in the sentences of findings, and times in headers.

import type { Micros } from '../model/time.ts';

/** `12 %`, `3.4 %`: of a share 0..1. */
export function percent(share: number): string {
  const value = share * 100;
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} %`;
}

/** `1 frame`, `2 frames`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** SIP-date = rfc1123-date, always GMT (RFC 3261 §20.17); undefined when it is anything else. */
export function timeOfDate(value: string): Micros | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time * 1000;
}
