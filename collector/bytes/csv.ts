// One line of CSV (RFC 4180) that a spreadsheet opens without running anything.

/** Cells that begin like a formula: a spreadsheet would run them, so they get an apostrophe in front. */
const FORMULA = /^[=+\-@\t\r]/;
/** `-0.5` and `+4930123` begin like one and are none. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

export function csvRow(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`;
}

function quote(cell: string): string {
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
