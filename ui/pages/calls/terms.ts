// What the cells of a call say, as terms of the filter. Pure.

import type { FilterTerm, TermOperator } from '../../filter/terms.ts';

export function is(field: string, value: string | number): FilterTerm {
  return compared(field, '=', value);
}

export function compared(field: string, operator: TermOperator, value: string | number): FilterTerm {
  return { field, operator, value: String(value) };
}

/** `10.0.0.7:5060` → `10.0.0.7`: the port of a client is another one in each call. IPv6 without its brackets. */
export function hostOf(endpoint: string): string {
  return /^\[([^\]]*)\]/.exec(endpoint)?.[1] ?? endpoint.replace(/:\d+$/, '');
}
