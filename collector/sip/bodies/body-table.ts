// What readings of bodies are made of: bounded tables, and fields that say something.

import type { BodyReading, BodyTable } from '../../model/body-reading.ts';

const MAX_ROWS = 500;
const MAX_CELL = 2000;

export function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): BodyTable {
  return {
    title,
    columns,
    rows: rows.slice(0, MAX_ROWS).map(row => row.map(cut)),
    omitted: Math.max(0, rows.length - MAX_ROWS),
  };
}

/** Tables that have rows. */
export function filled(...tables: readonly BodyTable[]): BodyTable[] {
  return tables.filter(({ rows }) => rows.length > 0);
}

/** Fields whose value is not empty. */
export function fields(...pairs: readonly (readonly [string, string])[]): BodyReading['fields'] {
  return pairs.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value: cut(value) }));
}

function cut(text: string): string {
  return text.length <= MAX_CELL ? text : `${text.slice(0, MAX_CELL - 1)}…`;
}
