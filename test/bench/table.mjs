// Tables for a terminal and for README.md: the same Markdown serves both.

/** Rows of texts under `head`; the first column is set to the left, the others to the right. */
export function table(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column].length)));
  const line = row =>
    `| ${row.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** 1234567 as `1,234,567`. */
export function count(value) {
  return Math.round(value).toLocaleString('en');
}

export function seconds(value) {
  return `${value.toFixed(2)} s`;
}

export function millis(value) {
  return `${value < 10 ? value.toFixed(1) : count(value)} ms`;
}

/** Bytes as MB of 10^6. */
export function megabytes(bytes) {
  return `${count(bytes / 1e6)} MB`;
}
