// What a value on a page says, as a term of the filter: one that its own row fits. Pure.

import type { FilterTerm, TermOperator } from '../filter/terms.ts';

export function is(field: string, value: string | number): FilterTerm {
  return compared(field, '=', value);
}

export function compared(field: string, operator: TermOperator, value: string | number): FilterTerm {
  return { field, operator, value: String(value) };
}

/** The field holds this text, in any case. */
export function holds(field: string, text: string): FilterTerm {
  return compared(field, '~', text);
}

/** As much as this or more; rounded down to `digits`, so that what is shown still fits. */
export function atLeast(field: string, value: number, digits: number, unit = ''): FilterTerm {
  const scale = 10 ** digits;
  return compared(field, '>=', `${(Math.floor(value * scale) / scale).toFixed(digits)}${unit}`);
}

/** As much as this or less; rounded up, likewise. */
export function atMost(field: string, value: number, digits: number): FilterTerm {
  const scale = 10 ** digits;
  return compared(field, '<=', (Math.ceil(value * scale) / scale).toFixed(digits));
}

/** `10.0.0.7:5060` → `10.0.0.7`: the port of a client is another one in each call. IPv6 without its brackets. */
export function hostOf(endpoint: string): string {
  return /^\[([^\]]*)\]/.exec(endpoint)?.[1] ?? endpoint.replace(/:\d+$/, '');
}
